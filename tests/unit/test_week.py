"""The harbour week of tests/stories: unplayed cards, a debt, a promise, a clock, endings in order, codas and lines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import step
from fourfifths.compiler import CODES, Workshop, check_texts, compile_files, compile_story
from fourfifths.machine import StoryMachine
from fourfifths.model import Story
from fourfifths.program import Program
from fourfifths.prove.prover import Prover
from fourfifths.prove.verdict import Answer, Budget
from fourfifths.state import Turn
from fourfifths.testing import ways
from fourfifths.testing.coverage import coverage
from fourfifths.testing.library import Library
from fourfifths.testing.points import Kind
from fourfifths.testing.reading import read_script
from fourfifths.testing.runner import run
from fourfifths.testing.script import Playthrough
from fourfifths.tools import prose
from fourfifths.tools.lint import check
from fourfifths.tools.lint.incremental import Linter
from tests.unit.prove.worlds import truth

STORIES = Path(__file__).parents[1] / "stories"
FOLDER = STORIES / "week"
PLAYS = sorted((STORIES / "plays" / "week").glob("*.play.yaml"))
WEEK, NETS, ENDINGS = "luna/week.yaml", "nkechi/nets.yaml", "endings.yaml"


@cache
def week() -> Story:
    return compile_story(FOLDER)


def files(*edits: tuple[str, str, str]) -> dict[str, bytes]:
    found = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.yaml")}
    for name, old, new in edits:
        assert found[name].count(old) == 1, f"{old!r} stands {found[name].count(old)} times in {name}"
        found[name] = found[name].replace(old, new)
    return {name: text.encode() for name, text in found.items()}


def played(*choices: str, story: Story | None = None) -> Turn:
    turn = step.begin(story or week())
    for choice in choices:
        turn = step.step(story or week(), turn.state, choice)
    return turn


def told(turn: Turn) -> list[str]:
    return [passage.text.strip() for passage in (*turn.outcome, *turn.passage)]


def playthroughs() -> list[Playthrough]:
    library, found = Library(), []
    for path in PLAYS:
        script, mistakes = read_script(path, library, path.name)
        assert mistakes == ()
        found += script.playthroughs
    return found


def test_what_was_not_played_is_settled_in_the_decks_order_and_reported_there() -> None:
    turn = played("borrow", "vow", "bed")
    assert told(turn)[:3] == [
        "Nkechi cuts the nets loose before dark.",
        "Billie leaves a note: *The gate does not close.*",
        "In the night the water comes over the third ring.",
    ]
    assert [change.by for change in turn.changes] == [-2]
    assert [passed.route for passed in turn.passed] == ["cut", "told", "high"]


def test_a_case_holds_by_its_owners_disposition() -> None:
    assert told(played("vow", "bed"))[0] == "Nkechi mends them alone, by lamplight."
    assert "Nkechi's hands are bandaged." in told(played("vow", "bed"))[-1]


def test_a_card_that_was_played_is_passed_over() -> None:
    turn = played("nkechi/nets", "mend", "bed")
    assert [passed.route for passed in turn.passed] == ["apart", "else", "else"]
    assert told(turn)[0].startswith("Day 2.")


def test_the_first_ending_that_holds_is_the_one_with_a_coda_for_each_and_every_line() -> None:
    turn = played("borrow", "vow", "bed", "home")
    assert turn.ending == "flood"
    assert told(turn)[-5:] == [
        "On Wednesday there is no step.",
        "Nkechi's boy comes for the boxes now.",
        "Billie does not wait for people.",
        "Gate: known.",
        "Half a box: called.",
    ]
    even = played("nkechi/nets", "mend", "bed", "home")
    assert even.ending == "nod"
    assert told(even)[-2:] == ["On Wednesday somebody has left a box on the step.", "Nkechi mends nets."]


@settings(max_examples=150, deadline=None)
@given(draws=st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_machine_step_and_program_are_one_game(draws: list[int]) -> None:
    story, program = week(), program_of_week()
    turn = step.begin(story)
    machine = StoryMachine(story, turn)
    scene, values = program.start()
    for draw in draws:
        while program.scenes[scene].auto:
            (number,) = program.open[scene](values)
            scene = program.take[scene][number](values)
        assert program.state(scene, values) == turn.state
        numbers = list(program.open[scene](values))
        choices = story.scenes[turn.state.scene].all_choices
        assert [choices[number].id for number in numbers] == [offer.id for offer in turn.offers if offer.open]
        if not numbers:
            assert turn.ending
            break
        number = numbers[draw % len(numbers)]
        turn = step.step(story, turn.state, choices[number].id)
        assert machine.choose(choices[number].id) == turn
        scene = program.take[scene][number](values)


@cache
def program_of_week() -> Program:
    return Program(week())


@pytest.mark.parametrize("way", ways.WAYS)
def test_its_generated_playthroughs_pass_in_every_way(way: str) -> None:
    for playthrough in playthroughs():
        result = run(playthrough, ways.maker(way))
        assert result.ok, result.failures
        assert [met.turn for met in result.met] == [met.turn for met in run(playthrough).met]


def test_they_meet_all_there_is() -> None:
    (found,) = coverage(run(playthrough) for playthrough in playthroughs())
    assert found.missing == ()
    counts = found.counts()
    assert [counts[kind] for kind in (Kind.ROUTE, Kind.ENDING, Kind.CODA, Kind.LINE)] == [
        (17, 17),
        (3, 3),
        (4, 4),
        (3, 3),
    ]
    assert {"shown coda nkechi.mends", "shown line gate", "taken luna/monday+nkechi+nets.alone"} <= {
        point.key for point in found.possible
    }


def test_it_lints_clean_and_is_proved_whole() -> None:
    assert check(compile_files(FOLDER)) == ()
    proof = Prover(week(), 0, Budget(steps=4000, idle=50)).run(lambda *_: None)
    known = truth(week())
    assert known.whole
    assert proof.unknown == 0
    assert {verdict.target.key for verdict in proof.of(Answer.REACHABLE)} == known.met


def test_what_all_endings_share_is_counted_once() -> None:
    assert sum("lends her boat" in row.text for row in prose.rows(week())) == 1


MISTAKES = [
    # file, what stands there, what is written instead, code, the text it points at, a piece of the cure
    (WEEK, "closes: evening", "closes: evning", "E030", "evning", 'did you mean "evening"?'),
    (WEEK, "closes: evening", "closes: due", "E062", "{tag: monday", "`goto: luna/due`"),
    (WEEK, ", closes: evening", "", "E068", "alone\n", "a `closes:`"),
    (NETS, "      priority: 2\n", "      once: false\n", "E068", "unplayed:\n        - id: alone", "once: false"),
    (NETS, "        - id: cut\n", "        - id: alone\n", "E041", "alone\n          effects: {nets: cut", "rename"),
    (NETS, "        - id: cut\n", "        - id: apart\n", "E041", "apart\n", "rename"),
    (NETS, "          if: debt == none\n", "", "E064", "alone\n", "move it to the end"),
    (NETS, "effects: {nets: cut", "effects: {netz: cut", "E032", "netz", 'did you mean "nets"?'),
    (ENDINGS, "    title: Even\n", "    title: Even\n    if: day == 2\n", "E064", "even\n", "a last ending"),
    (ENDINGS, "    if: trust >= 50 and debt != called\n", "", "E064", "nod\n", "move it to the end"),
    (ENDINGS, "  - id: nod\n", "  - id: flood\n", "E041", "flood\n    title: On nod", "stands first"),
    (ENDINGS, "  nkechi:\n", "  nkechy:\n", "E033", "nkechy", 'did you mean "nkechi"?'),
    (ENDINGS, "    - id: boy\n", "    - id: friend\n", "E041", "friend\n      if: debt == called", "rename"),
    (ENDINGS, "      if: debt == paid\n", "", "E064", "friend\n", "move it to the end"),
    (ENDINGS, "    title: Even\n", "", "E021", "id: even", "its title"),
    (ENDINGS, "knows(luna, gate)", "knows(luna, gatt)", "E303", "luna, gatt", 'did you mean "gate"?'),
    (ENDINGS, "endings:\n", "endigns:\n", "E020", "endigns", 'did you mean "endings"?'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "code", "at", "cure"), MISTAKES)
def test_a_mistake_is_told_where_it_stands(name: str, old: str, new: str, code: str, at: str, cure: str) -> None:
    pack = files((name, old, new))
    story, diagnostics = check_texts(pack)
    assert story is None
    file = name if at in pack[name].decode() else NETS
    whole = pack[file].decode()
    mark = whole.index(at)
    line, column = whole.count("\n", 0, mark) + 1, mark - whole.rfind("\n", 0, mark)
    found = [item for item in diagnostics if (item.code, item.span[:3]) == (code, (file, line, column))]
    assert found, diagnostics
    assert code in CODES
    assert cure in (found[0].hint or "")


def test_endings_without_endings_yaml_are_a_scene_that_is_not_there() -> None:
    pack = files()
    del pack[ENDINGS]
    _, diagnostics = check_texts(pack)
    assert {item.code for item in diagnostics} == {"E030"}


def test_an_ending_may_have_eyes_of_its_own() -> None:
    story, _ = check_texts(
        files((ENDINGS, "    title: Even\n", "    title: Even\n    pov: nkechi\n    when: at noon\n"))
    )
    assert story is not None
    assert (story.scenes["endings/even"].pov, story.scenes["endings/even"].when) == ("nkechi", "at noon")
    assert (story.scenes["endings/nod"].pov, story.scenes["endings/nod"].when) == ("luna", "")


def test_a_coda_is_judged_by_what_holds_in_any_ending() -> None:
    pack = files((ENDINGS, "      if: debt == paid\n", "      if: day == 2\n"))
    found = check(compile_files(pack))
    assert [(item.code, item.span.file) for item in found if item.code == "W104"] == [("W104", ENDINGS)]
    text = files((ENDINGS, "On Wednesday there is no step.", "On Wednesday there is  no step. TODO"))
    assert any(item.span.file == ENDINGS for item in check(compile_files(text)))


EDITS = [
    (ENDINGS, "if: debt == paid", "if: debt == owed"),
    (NETS, "if: debt == none", "if: debt == owed"),
    (ENDINGS, "Half a box: {debt}.", "Half."),
    (WEEK, "closes: noon", "closes: noon  "),
    (NETS, "remember: {id: mended-alone, seen-by: nkechi", "remember: {id: mended-alone, seen-by: [nkechi, billie]"),
]


def test_a_workshop_says_of_every_edit_what_one_says_that_has_seen_nothing() -> None:
    workshop, linter = Workshop(), Linter()
    for edit in [None, *EDITS, None]:
        pack = files(*([edit] if edit else []))
        after, fresh = workshop.compile(pack), Workshop().compile(pack)
        assert after.diagnostics == fresh.diagnostics
        assert after.story is not None
        assert fresh.story is not None
        assert list(after.story.scenes) == list(fresh.story.scenes)
        for choices in (["borrow", "bed", "home"], ["vow", "bed", "wait", "home"], ["nkechi/nets", "mend", "bed"]):
            assert told(played(*choices, story=after.story)) == told(played(*choices, story=fresh.story))
        assert linter.check(pack).found == check(compile_files(pack))
