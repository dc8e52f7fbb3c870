"""Routes that are taken once, and scenes that pick the route that asks most."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import step
from fourfifths.compiler import check_texts, compile_files, compile_texts
from fourfifths.conditions import weight
from fourfifths.machine import StoryMachine
from fourfifths.model import Story
from fourfifths.routes import own, parted
from fourfifths.state import State
from fourfifths.testing.mutants import Sort, mutants
from fourfifths.tools import lint

STORY = b"""\
format: 1
title: Soup
id: soup
version: 1.0.0
start: quay/hub
acts:
  1: {title: Act I}
meters:
  trust: {start: 50, label: Trust, glyph: +}
variables:
  day: {int: 1..5, start: 1}
people:
  luna: {name: Luna, playable: true}
  nkechi: {name: Nkechi}
"""

QUAY = """\
pov: luna
act: 1
title: The quay
scenes:
  hub:
    text: Day {day}.
    choices:
      - {id: price, label: Price the soup., remember: {id: soup, seen-by: nkechi, about: luna}, text: Three chits.}
      - {id: talk, label: Talk., effects: {day: +1}, goto: greet}
      - {id: end, label: Leave., goto: end}
  greet:
    pick: most-specific
    routes:
      - {id: plain, text: Nkechi counts., goto: hub}
      - {id: late, if: day >= 4, text: Late., goto: hub}
      - {id: new, once: true, text: Who are you?, goto: hub}
      - {id: priced, once: true, if: "remembers(nkechi, soup) or day == 5", unless: day == 2, text: Priced., goto: hub}
  end:
    text: On.
    ends: {id: end, title: On}
"""


def files(*edits: tuple[str, str]) -> dict[str, bytes]:
    text = QUAY
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {"story.yaml": STORY, "quay/quay.yaml": text.encode()}


@cache
def quay() -> Story:
    return compile_texts(files())


def lines(*choices: str) -> list[str]:
    """What is read on the way at each talk."""
    turn, found = step.begin(quay()), []
    for choice in choices:
        turn = step.step(quay(), turn.state, choice)
        if choice == "talk":
            found.append(turn.outcome[-1].text.strip())
    return found


def test_the_route_that_asks_most_comes_first_and_the_one_that_asks_nothing_last() -> None:
    assert [route.id for route in quay().scenes["quay/greet"].choices] == ["priced", "late", "new", "plain"]


def test_a_route_that_is_taken_once_is_not_open_again() -> None:
    assert lines("talk", "talk", "talk", "talk") == ["Who are you?", "Nkechi counts.", "Late.", "Priced."]
    assert lines("price", "talk", "talk", "talk", "talk") == ["Who are you?", "Priced.", "Late.", "Late."]


def test_ties_are_picked_in_the_order_they_are_written() -> None:
    story = compile_texts(files(("unless: day == 2, ", ""), ('"remembers(nkechi, soup) or day == 5"', "day == 5")))
    assert [route.id for route in story.scenes["quay/greet"].choices] == ["late", "priced", "new", "plain"]


def test_without_pick_routes_stay_as_they_are_written() -> None:
    first = "    pick: most-specific\n    routes:\n      - {id: plain, text: Nkechi counts., goto: hub}\n"
    last = "text: Priced., goto: hub}\n"
    for pick in ("", "    pick: first\n"):
        story = compile_texts(
            files((first, f"{pick}    routes:\n"), (last, f"{last}      - {{id: plain, goto: hub}}\n"))
        )
        assert [route.id for route in story.scenes["quay/greet"].choices] == ["late", "new", "priced", "plain"]


@given(day=st.integers(1, 5), marks=st.tuples(*[st.integers(0, 1)] * 4))
def test_exactly_one_route_is_open_whatever_the_values(day: int, marks: tuple[int, ...]) -> None:
    values = (50, day, *marks)
    assert len(values) == len(quay().slots)
    assert len(step.open_choices(quay(), State("quay/greet", values))) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=9))
def test_machine_and_step_are_one_game(draws: list[int]) -> None:
    turn = step.begin(quay())
    machine = StoryMachine(quay(), turn)
    for draw in draws:
        names = [offer.id for offer in turn.offers]
        if not names:
            break
        turn = step.step(quay(), turn.state, names[draw % len(names)])
        assert machine.choose(turn.choice) == turn


def test_what_once_asks_and_what_the_author_does_are_told_apart() -> None:
    greet = quay().scenes["quay/greet"]
    priced = own(greet)[0]
    assert priced is not None
    never, asked = parted("quay/greet.priced", priced)
    assert never.source == "not chosen quay/greet.priced"
    assert asked.source == "(remembers(nkechi, soup) or day == 5) and not (day == 2)"
    assert set(never.reads) | set(asked.reads) == set(priced.reads)
    assert parted("quay/greet.late", priced) == (priced,)


def test_what_may_be_taken_again_is_a_mutant_and_still_one_route_is_open() -> None:
    again = [mutant for mutant in mutants(quay()) if mutant.sort is Sort.ONCE and mutant.scene == "quay/greet"]
    assert [mutant.place for mutant in again] == ["quay/greet.priced:if0", "quay/greet.new:if0"]
    used = State("quay/greet", (50, 5, *(1 for _ in quay().slots[2:])))
    assert [choice.id for choice in step.open_choices(quay(), used)] == ["late"]
    assert [choice.id for choice in step.open_choices(again[0].make(), used)] == ["priced"]
    for mutant in (mutant for mutant in mutants(quay()) if mutant.place.startswith("quay/greet")):
        assert len(step.open_choices(mutant.make(), used)) == 1


def test_lint_says_nothing_of_what_once_asks() -> None:
    found = lint.check(compile_files(files()))
    assert [item.message for item in found if item.code in ("W102", "W103", "W111")] == []


@pytest.mark.parametrize(
    ("weighed", "source"),
    [
        (1, "lid"),
        (1, "not seen(quay/hub)"),
        (2, "lid and day == 3"),
        (2, "2 <= day < 4"),
        (1, "day + 2 * trust >= 70"),
        (1, "soup in (thin, thick)"),
        (3, "not (lid or day == 1) and visits(hub) >= 2"),
    ],
)
def test_weight_counts_comparisons_flags_and_calls(weighed: int, source: str) -> None:
    assert weight(source) == weighed


MISTAKES = [
    ("pick: most-specific", "pick: most-specfic", "E069", 'did you mean "most-specific"?'),
    ("    text: Day {day}.\n", "    text: Day {day}.\n    pick: first\n", "E069", "write `routes:`"),
    ("      - {id: plain, text: Nkechi counts., goto: hub}\n", "", "E064", "a last route without a condition"),
    ("id: late, if: day >= 4,", "id: late,", "E064", "give one of them an `if:`"),
    ("{id: new, once: true,", "{id: new, once: maybe,", "E026", "true or false"),
    ("{id: new, once: true,", "{id: new, once: false,", "E064", "give one of them an `if:`"),
]


@pytest.mark.parametrize(("old", "new", "code", "cure"), MISTAKES)
def test_a_mistake_is_told_with_its_cure(old: str, new: str, code: str, cure: str) -> None:
    _, (found,) = check_texts(files((old, new)))
    assert (found.code, found.span.file) == (code, "quay/quay.yaml")
    assert cure in (found.hint or "")


def test_the_last_route_is_not_taken_once() -> None:
    edits = (
        ("    pick: most-specific\n", ""),
        ("{id: plain, text: Nkechi counts., goto", "{id: p, if: day == 1, goto"),
    )
    _, (found,) = check_texts(files(*edits, ('if: "remembers(nkechi, soup) or day == 5", unless: day == 2, ', "")))
    assert (found.code, found.message) == ("E064", "the last route is taken once, so there may be none that holds")
    assert "take out `once:`" in found.hint
