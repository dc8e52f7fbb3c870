"""The profile: what each act with a row brings, and what a buyer can tell."""

from __future__ import annotations

from pathlib import Path

from fourfifths.compiler.tablefiles import read_tables
from fourfifths.systems.profile import Act, Profile

_READ = read_tables(Path(__file__).parents[3] / "story").profile
assert _READ is not None
SHIPPED: Profile = _READ


def acts(**changed: Act) -> dict[str, Act]:
    return {**SHIPPED.standing(), **{name.removeprefix("row"): act for name, act in changed.items()}}


def test_eleven_of_twelve_rows_are_let_and_row_nine_is_bid_for_as_the_story_says() -> None:
    standing = SHIPPED.standing()
    assert len(standing) == 12
    assert [name for name, act in standing.items() if act is Act.WITHHELD] == ["9"]
    assert (SHIPPED.rows["9"].bid, SHIPPED.rows["9"].second) == (900, 1400)


def test_what_is_withheld_brings_nothing_and_is_bid_higher_for() -> None:
    assert SHIPPED.brings(acts(), "9") == 0
    assert SHIPPED.brings(acts(row9=Act.SOLD), "9") == 900
    assert all(row.second > row.bid for row in SHIPPED.rows.values())


def test_a_pool_pays_a_share_rounded_down_and_tells_nobody_anything() -> None:
    assert SHIPPED.brings(acts(row9=Act.POOLED), "9") == 360
    assert SHIPPED.brings(acts(row11=Act.POOLED), "11") == 16
    assert not any("9" in SHIPPED.inferences[name].rows for name in SHIPPED.inferred(acts(row9=Act.POOLED)))


def test_a_false_row_is_found_out_by_a_sold_one() -> None:
    lied = acts(row9=Act.POISONED)
    assert SHIPPED.found_out(lied, "9") == ("4",)
    assert SHIPPED.brings(lied, "9") == 0
    hidden = acts(row9=Act.POISONED, row4=Act.WITHHELD)
    assert SHIPPED.found_out(hidden, "9") == ()
    assert SHIPPED.brings(hidden, "9") == 900
    assert SHIPPED.found_out(acts(row9=Act.SOLD), "9") == ()


def test_whom_he_eats_with_and_when_together_tell_the_stair() -> None:
    assert "stair" not in set(SHIPPED.inferred(acts()))
    assert {"company", "stair"} <= set(SHIPPED.inferred(acts(row9=Act.SOLD)))
    assert "stair" not in set(SHIPPED.inferred(acts(row9=Act.SOLD, row4=Act.POOLED)))
    assert "stair" not in set(SHIPPED.inferred(acts(row9=Act.POISONED)))
