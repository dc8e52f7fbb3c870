"""Where saves live: --saves, FOURFIFTHS_SAVES, saves/ of a checkout, the platform's folder for user data; the first."""

from __future__ import annotations

import os
from pathlib import Path

from fourfifths import bundled

VARIABLE = "FOURFIFTHS_SAVES"


def choose(option: Path | None = None) -> Path:
    """The folder for saves; it need not exist yet."""
    if option is not None:
        return option.expanduser()
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    if (checkout := bundled.checkout()) is not None:
        return checkout / "saves"
    import platformdirs

    return platformdirs.user_data_path("fourfifths", appauthor=False) / "saves"
