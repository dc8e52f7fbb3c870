"""A number and its noun agree."""

from __future__ import annotations

import pytest

from fourfifths.plural import counted


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 plays"), (1, "1 play"), (2, "2 plays"), (1200, "1,200 plays"), (-1, "-1 plays")]
)
def test_a_number_and_its_noun(number: int, said: str) -> None:
    assert counted(number, "play") == said
