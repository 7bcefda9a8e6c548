"""``jiamao`` and ``python -m jiamao_desktop``: a window, or a command."""

from __future__ import annotations

import sys
from pathlib import Path

from jiamao_desktop.app import logs

STOPPED = 130


def main() -> int:
    """Do what was asked; Ctrl-C, even while still starting, ends it without a traceback."""
    try:
        return _run()
    except KeyboardInterrupt:
        return STOPPED


def _run() -> int:
    """Open the window, or do the command that was given.

    Both are imported only when wanted: the window must not wait for the commands, nor the
    commands for Qt.
    """
    logs.set_up()
    arguments = sys.argv[1:]
    if not arguments or arguments[0] == "run":
        from jiamao_desktop.ui.start import run  # noqa: PLC0415 -- see above

        folder = Path(arguments[1]) if len(arguments) > 1 else None
        return run(sys.argv[:1], folder)
    from jiamao_desktop.cli.main import main as command  # noqa: PLC0415 -- see above

    return command(arguments)


if __name__ == "__main__":
    sys.exit(main())
