"""How much of a stranger's file is looked at, and no more.

Every limit is far above what an honest voucher needs and far below what would hurt.
"""

from __future__ import annotations

from typing import Final

MIB: Final = 1 << 20

FILE_BYTES: Final = 40 * MIB
"""A file larger than this is not even opened."""

ZIP_ENTRIES: Final = 2_000
ZIP_ENTRY_BYTES: Final = 40 * MIB
ZIP_TOTAL_BYTES: Final = 160 * MIB
SHEET_PART_BYTES: Final = 200 * MIB
SHEET_TOTAL_BYTES: Final = 300 * MIB
"""A year of customs declarations is one sheet of a hundred megabytes, and honest."""
ZIP_RATIO: Final = 250
ZIP_RATIO_FROM: Final = 1 * MIB
"""Below this many unpacked bytes a high ratio is honest: a blank sheet packs well."""

XML_DEPTH: Final = 100
XML_NODES: Final = 500_000

PDF_PAGES: Final = 60
PDF_CHARS: Final = 200_000
PDF_ATTACHMENTS: Final = 20

OFD_PAGES: Final = 60
OFD_CHARS: Final = 200_000

PIXELS: Final = 16_000_000
PAGE_PIXELS: Final = 4_000_000
"""A page is drawn for its QR code only; more would not make it easier to find."""

SCANNED_PAGES: Final = 20
"""Pages of pictures looked at in one PDF: a scanned contract is long and holds no invoice."""

BUNDLE_FILES: Final = 200

READ_SECONDS: Final = 20.0
READ_MEMORY: Final = 1024 * MIB
