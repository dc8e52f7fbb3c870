"""The fork test finds an echo exactly as far away as it was planted, and none where there is none."""

from __future__ import annotations

import pytest

from fourfifths.model import Story
from fourfifths.program import Pages, Program
from fourfifths.simulate.forks import Forker, Forks, furthest
from tests.unit.simulate.worlds import scene, world

STEPS = 10


def planted(at: int | None, flag: str = "sugar") -> Story:
    """A way of ten prompts; the first choice is told of in scene number `at`, or in none."""
    scenes = []
    for step in range(STEPS):
        after = f"s{step + 1}" if step < STEPS - 1 else "end"
        effects = f", effects: {{{flag}: true}}" if step == 0 else ""
        text = f"Room {step}.{{{flag}: It is sweet.}}" if step == at else f"Room {step}."
        first, second = f"id: a, label: Left {step}{effects}", f"id: b, label: Right {step}"
        scenes.append(scene(f"s{step}", text, f"{first}, goto: {after}", f"{second}, goto: {after}"))
    return world("".join(scenes) + scene("end", "End."), variables=f"{flag}: {{flag: false}}")


def forks(story: Story, personas: int = 12) -> Forks:
    program = Program(story)
    return Forker(program, Pages(program)).fork(range(personas))


def test_an_echo_three_choices_later_is_found_there_and_no_later() -> None:
    found = forks(planted(4))
    assert found.last == {3: 12, -1: 12 * (STEPS - 1)}
    assert (found.pairs, found.personas) == (12 * STEPS, 12)
    assert found.share(3) == pytest.approx(1 / STEPS)
    assert found.share(4) == 0
    assert found.other_ending == 0


def test_without_an_echo_nothing_differs() -> None:
    assert forks(planted(None)).last == {-1: 12 * STEPS}


def test_what_is_told_at_once_is_no_choice_later() -> None:
    assert forks(planted(1)).last == {0: 12, -1: 12 * (STEPS - 1)}


def test_two_ways_to_two_ends_differ_as_long_as_they_last() -> None:
    ways = scene("s0", "Here.", "id: a, label: A, goto: s1", "id: b, label: B, goto: s2")
    ways += scene("s1", "One.", "id: on, label: On, goto: e1") + scene("s2", "Two.", "id: on, label: On, goto: e2")
    found = forks(world(ways + scene("e1", "First.") + scene("e2", "Second.")), 7)
    assert (found.last, found.other_ending) == ({1: 7}, 7)


def test_the_same_things_in_another_order_are_no_difference() -> None:
    """Both rooms are seen by who likes either better, so nothing of the first choice is left."""
    hub = scene(
        "s0", "Hall.",
        "id: a, label: A, once: true, goto: s1", "id: b, label: B, once: true, goto: s2",
        "id: out, label: Out, if: chosen(s0.a) and chosen(s0.b), goto: end",
    )  # fmt: skip
    rooms = scene("s1", "One.", "id: back, label: Back one, goto: s0")
    rooms += scene("s2", "Two.", "id: back, label: Back two, goto: s0")
    assert forks(world(hub + rooms + scene("end", "End."))).last == {-1: 12}


def test_a_persona_that_could_go_round_for_ever_tries_what_it_tried_least() -> None:
    loop = scene("s0", "Here.", "id: again, label: Again, goto: s0", "id: on, label: On, goto: end")
    found = forks(world(loop + scene("end", "End.")))
    assert found.pairs > 0
    assert max(found.last) <= 2


def test_a_line_counts_only_where_the_other_play_never_shows_it() -> None:
    one, other = [frozenset("a"), frozenset("b"), frozenset("c")], [frozenset("b"), frozenset("a")]
    assert furthest(set(), one, other) == 2
    assert furthest({"c"}, one, other) == -1
    assert furthest(set(), [], []) == -1
    assert furthest(set(), [frozenset()], [frozenset("x")]) == 0


def test_personas_like_other_things_and_always_the_same() -> None:
    story = planted(4)
    assert forks(story) == forks(story)
    program = Program(story)
    forker = Forker(program, Pages(program))
    parts = Forks()
    for persona in range(12):
        parts.add(forker.fork(range(persona, persona + 1)))
    assert parts == forks(story)
