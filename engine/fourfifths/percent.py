"""A share in words."""

from __future__ import annotations


def percent(share: float, places: int = 1) -> str:
    """A share of 1 in hundredths: `12.5 %`."""
    return f"{100 * share:.{places}f} %"
