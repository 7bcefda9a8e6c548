"""How columns of the schema are written, alike in every step.

STRICT tables; every table that people's work goes into has an integer ``id`` that is never
given twice and is journalled; money is an integer of fen in ``*_fen``, foreign money of
hundredths in ``*_hundredths``; days are ISO text in ``*_on``; quantities are text; every CHECK
has a name, so that a refusal can be told apart.
"""

from __future__ import annotations

KEY = "id INTEGER PRIMARY KEY AUTOINCREMENT"
_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"


def day(table: str, column: str) -> str:
    """Return a column for a day that may be unknown."""
    return f"{column} TEXT CONSTRAINT {table}_{column}_is_a_day CHECK ({column} GLOB '{_DAY}')"


def texts(*columns: str) -> str:
    """Return columns for text that may be blank."""
    return ", ".join(f"{column} TEXT NOT NULL DEFAULT ''" for column in columns)


def flag(table: str, column: str, rest: str = "") -> str:
    """Return a column for yes or no."""
    return (
        f"{column} INTEGER {rest} CONSTRAINT {table}_{column}_is_a_flag CHECK ({column} IN (0, 1))"
    )


def choice(table: str, column: str, *values: str, rest: str = "NOT NULL") -> str:
    """Return a column for one of a few words."""
    among = ", ".join(f"'{value}'" for value in values)
    return (
        f"{column} TEXT {rest} CONSTRAINT {table}_{column}_is_known CHECK ({column} IN ({among}))"
    )
