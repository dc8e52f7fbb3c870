"""The coalition: whom promises hold, what undoes what, and that nobody can promise everybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths.compiler.tablefiles import read_tables
from fourfifths.systems.coalition import Coalition, Group

_READ = read_tables(Path(__file__).parents[3] / "story").coalition
assert _READ is not None
SHIPPED: Coalition = _READ
FIVE = frozenset({"honest-count", "fridge", "shared-shelf", "paid-minutes", "seed-line"})


def satisfied(*made: str) -> tuple[str, ...]:
    return SHIPPED.satisfied(frozenset(made))


def test_the_promises_are_the_ones_the_story_names() -> None:
    assert list(SHIPPED.promises) == [
        "honest-count", "fridge", "shared-shelf", "paid-minutes", "no-arch",
        "arch", "block-depot", "named-hours", "seed-line", "quiet-hill",
    ]  # fmt: skip


def test_no_set_of_promises_holds_all_seven_and_the_widest_hold_five() -> None:
    spread = SHIPPED.spread()
    assert len(SHIPPED.groups) == 7
    assert sum(spread.values()) == 2**10
    assert max(spread) == 5 == SHIPPED.best
    assert spread[5] == 4
    assert sum(many for size, many in spread.items() if size >= SHIPPED.permit) == 40
    assert SHIPPED.widest() == (FIVE, FIVE - {"paid-minutes"} | {"block-depot"})


def test_the_five_are_those_who_need_the_count_said() -> None:
    assert SHIPPED.satisfied(FIVE) == ("provisioning", "chapel", "mosque", "couriers", "roofs")


@pytest.mark.parametrize(
    ("also", "lost"),
    [
        ("arch", {"roofs"}),
        ("quiet-hill", {"provisioning", "mosque"}),
        ("block-depot", {"couriers"}),
        ("named-hours", {"chapel"}),
        ("no-arch", set[str]()),
    ],
)
def test_one_promise_more_loses_who_cannot_have_it(also: str, lost: set[str]) -> None:
    assert set(SHIPPED.satisfied(FIVE)) - set(SHIPPED.satisfied(FIVE | {also})) == lost
    assert not set(SHIPPED.satisfied(FIVE | {also})) - set(SHIPPED.satisfied(FIVE))


def test_of_two_promises_that_undo_each_other_neither_is_kept() -> None:
    assert SHIPPED.kept(frozenset({"arch", "no-arch", "fridge"})) == {"fridge"}
    assert satisfied("paid-minutes") == ("couriers",)
    assert satisfied("paid-minutes", "block-depot") == ()


def test_a_red_line_is_crossed_by_the_promise_alone() -> None:
    assert satisfied("seed-line") == ("roofs",)
    assert satisfied("seed-line", "arch") == satisfied("seed-line", "arch", "no-arch") == ()


def test_the_widest_sets_hold_nothing_that_is_not_needed() -> None:
    groups = {"a": Group("A", "A", "x", "z"), "b": Group("B", "B", "y", "x")}
    small = Coalition({"x": "", "y": "", "z": ""}, (), groups, 1, 1)
    assert small.spread() == {0: 4, 1: 4}
    assert small.widest() == (frozenset({"x"}), frozenset({"y"}))
