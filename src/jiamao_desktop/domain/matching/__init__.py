"""Which vouchers belong together: exact, optimal, and the same for any order of files."""
