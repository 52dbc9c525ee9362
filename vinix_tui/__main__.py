"""`python -m vinix_tui`."""

import sys

from vinix_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
