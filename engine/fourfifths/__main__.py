"""`python -m fourfifths` is the command `fourfifths`."""

from __future__ import annotations

import sys

from fourfifths.cli import main

if __name__ == "__main__":
    sys.exit(main())
