"""Where the bundle starts. The program starts itself again to read strangers' files."""

import multiprocessing
import sys

from jiamao_desktop.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
