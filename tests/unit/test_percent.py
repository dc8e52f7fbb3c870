"""A share as a reader sees it."""

from __future__ import annotations

import pytest

from fourfifths.percent import percent


@pytest.mark.parametrize(
    ("share", "places", "shown"), [(0.125, 1, "12.5 %"), (1, 0, "100 %"), (0, 1, "0.0 %"), (0.12345, 2, "12.35 %")]
)
def test_a_share_is_shown_in_hundredths(share: float, places: int, shown: str) -> None:
    assert percent(share, places) == shown
