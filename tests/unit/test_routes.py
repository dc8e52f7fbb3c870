"""Scenes that only route: what step makes of them, and that no front end ever stands in one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import step
from fourfifths.compiler import CODES, check_texts
from fourfifths.machine import StoryMachine
from fourfifths.program import Pages, Program
from fourfifths.routes import own, with_own
from fourfifths.state import Change, Passage, State, Turn
from tests.unit.tide import files, tide


def run(*choices: str, seed: int = 0) -> Turn:
    turn = step.begin(tide(), seed)
    for choice in choices:
        turn = step.step(tide(), turn.state, choice)
    return turn


def value(turn: Turn, name: str) -> int:
    slot = tide().slot(name)
    assert slot is not None
    return turn.state.values[slot.index]


def texts(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text.strip() for passage in passages]


def test_a_start_that_routes_is_gone_through_before_the_first_turn() -> None:
    turn = run()
    assert turn.state.scene == "quay/quay"
    assert texts(turn.outcome) == ["The bell rings."]
    assert [(passed.state.scene, passed.route) for passed in turn.passed] == [
        ("quay/morning", "else"),
        ("quay/due", "else"),
    ]


def test_the_texts_and_moves_of_routes_follow_those_of_the_choice() -> None:
    turn = run("borrow", "sleep", "sleep")
    assert texts(turn.outcome) == ["Dark.", "The bell again.", "The gulls are inland.", "Bo has sent a boy for it."]
    assert turn.changes == (Change("trust", 50, 46, "Bo's half box was due today."),)
    assert texts(turn.passage) == ["Day 3. Bo looks away. Clouds."]
    assert [passed.route for passed in turn.passed] == ["storm", "called"]
    assert (turn.choice, turn.label) == ("sleep", "Sleep.")


def test_only_the_first_route_that_holds_is_taken() -> None:
    turn = run("borrow", "promise", "sleep", "sleep")
    assert [passed.route for passed in turn.passed] == ["storm", "called"]
    assert value(turn, "promise") == 1
    assert [passed.route for passed in run("promise", "sleep", "sleep").passed] == ["storm", "broken"]


def test_a_route_that_was_taken_is_chosen() -> None:
    assert "Nobody waits." in run("promise", "sleep", "sleep").passage[0].text


def test_routes_may_lead_to_an_end() -> None:
    turn = run("sleep", "sleep", "leave")
    assert (turn.ending, texts(turn.passage), turn.offers) == ("guest", ["They let you go."], ())
    assert run("borrow", "pay", "sleep", "sleep", "leave").ending == "friend"


def test_a_choice_that_stays_passes_nothing_and_shows_no_scene_again() -> None:
    turn = run("borrow")
    assert (turn.passed, turn.passage) == ((), ())


def test_arriving_in_a_scene_that_routes_goes_on_from_there() -> None:
    story = tide()
    state = step.enter(story, "quay/due", step.start(story)._replace(values=run("borrow", "sleep").state.values))
    assert step.arrive(story, state).state == step.settle(story, state)
    assert step.arrive(story, state).state.scene == "quay/quay"
    resting = run().state
    assert step.arrive(story, resting) == step.resume(story, resting)


def test_exactly_one_route_is_open_whatever_the_values() -> None:
    story = tide()
    due = story.scenes["quay/due"]
    values = list(step.start(story).values)
    day, debt, promise = (story.slot(name) for name in ("day", "debt", "promise"))
    assert day is not None
    assert debt is not None
    assert promise is not None
    for values[day.index] in range(1, 4):
        for values[debt.index] in range(4):
            for values[promise.index] in range(3):
                assert len(step.open_choices(story, State("quay/due", tuple(values)))) == 1
    assert [condition and condition.source for condition in own(due)] == [
        "debt == owed and not (day < 3)",
        "promise == given and day == 3",
        None,
    ]
    assert with_own(due, own(due)) == due.choices


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 5), draws=st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_machine_step_and_program_are_one_game(seed: int, draws: list[int]) -> None:
    story = tide()
    program = Program(story)
    pages = Pages(program)
    turn = step.begin(story, seed)
    machine = StoryMachine(story, turn)
    scene, values = program.start(seed)
    scene, told = settled(program, pages, scene, values, seed)
    for draw in draws:
        assert program.state(scene, values, seed) == turn.state
        assert told == " ".join(f"{part.text}" for part in turn.outcome).split()
        assert not story.scenes[turn.state.scene].auto
        numbers = list(program.open[scene](values))
        choices = story.scenes[turn.state.scene].all_choices
        assert [choices[number].id for number in numbers] == [offer.id for offer in turn.offers if offer.open]
        if not numbers:
            assert turn.ending
            break
        number = numbers[draw % len(numbers)]
        turn = step.step(story, turn.state, choices[number].id)
        assert machine.choose(choices[number].id) == turn
        assert machine.turn == turn
        outcome = pages.outcome[scene][number](values, seed).split()
        scene = program.take[scene][number](values)
        scene, told = settled(program, pages, scene, values, seed)
        told = outcome + told


def settled(program: Program, pages: Pages, scene: int, values: list[int], seed: int) -> tuple[int, list[str]]:
    """Where the program's own routes lead, and the words of the way."""
    told: list[str] = []
    while program.scenes[scene].auto:
        (number,) = program.open[scene](values)
        told += pages.passage[scene](values, seed).split() + pages.outcome[scene][number](values, seed).split()
        scene = program.take[scene][number](values)
    return scene, told


def test_the_machine_never_stands_in_a_scene_that_routes() -> None:
    turn = run()
    machine = StoryMachine(tide(), turn)
    for choice in ("promise", "sleep", "sleep", "leave"):
        assert not tide().scenes[machine.choose(choice).state.scene].auto
    machine.move_to(turn)
    assert machine.choose("sleep") == step.step(tide(), turn.state, "sleep")


MISTAKES = [
    # what stands there, what is written instead, code, the text it points at, a piece of the cure
    ("      - id: easy\n        if: trust > 50\n", "      - id: easy\n", "E064", "easy\n", "move it to the end"),
    ("      - id: else\n        goto: stranger", "      - id: else\n        if: trust < 50\n        goto: stranger",
     "E064", "else\n        if: trust < 50", "a last route without a condition"),
    ("        if: trust > 50\n        goto: friend", "        if: trust > 50", "E021", "id: easy", "the next scene"),
    ("      - id: easy\n", "      - id: easy\n        label: Go.\n", "E067", "label: Go.", "`text:`"),
    ("      - id: easy\n", "      - id: easy\n        say: Go.\n", "E067", "say: Go.", "`text:`"),
    ("      - id: easy\n", "      - id: easy\n        needs: day == 3\n", "E067", "needs:", "`if:`"),
    ("  friend:\n", "  friend:\n    routes: [{id: on, goto: guest}]\n", "E065", "routes: [{id: on", "take out `ends`"),
    ("goto: friend", "goto: reckoning", "E066", "reckoning:\n    routes", "a scene that asks or ends"),
    ("goto: stranger", "goto: morning", None, "", ""),
    ("      - id: else\n        goto: quay\n  quay", "      - id: else\n        goto: morning\n  quay",
     "E066", "morning:\n    text", "a scene that asks or ends"),
    ("goto: friend", "goto: freind", "E030", "freind", 'did you mean "friend"?'),
    ("      - id: easy\n        if: trust > 50\n        goto: friend\n      - id: even\n        if: trust == 50\n"
     "        goto: guest\n      - id: else\n        goto: stranger\n", "      []\n", "E023", "[]\n", "at least one"),
    ("    text: They row you out.\n", "", "E021", "ends: {id: friend", "on entering"),
    ("chosen(due.broken)", "chosen(due.brokn)", "E303", "due.brokn", 'did you mean "broken"?'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "at", "cure"), MISTAKES)
def test_a_mistake_in_routes_is_told_where_it_stands(old: str, new: str, code: str | None, at: str, cure: str) -> None:
    pack = files((old, new))
    _, diagnostics = check_texts(pack)
    if code is None:
        assert not diagnostics
        return
    (found,) = diagnostics
    whole = pack["quay/quay.yaml"].decode()
    mark = whole.index(at)
    line, column = whole.count("\n", 0, mark) + 1, mark - whole.rfind("\n", 0, mark)
    assert (found.code, found.span.line, found.span.column) == (code, line, column)
    assert code in CODES
    assert cure in (found.hint or "")
