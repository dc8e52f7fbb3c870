"""Hearsay: memories that go one step on each night, told at one step and a rumour beyond it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import step
from fourfifths.author.explain import explain
from fourfifths.author.values import SettingError, range_of, setting
from fourfifths.compiler import CODES, Workshop, check_texts, compile_files, compile_story, compile_texts
from fourfifths.machine import StoryMachine
from fourfifths.model import Story
from fourfifths.program import Program
from fourfifths.prove.prover import Prover
from fourfifths.prove.verdict import Answer, Budget
from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.session.adapt import Adapter, Report, named
from fourfifths.state import Turn
from fourfifths.testing import ways
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.coverage import coverage
from fourfifths.testing.library import Library
from fourfifths.testing.mutants import Sort, mutants
from fourfifths.testing.mutate import Verdict, judge
from fourfifths.testing.reading import read_script
from fourfifths.testing.runner import run
from fourfifths.testing.script import Playthrough
from fourfifths.tools import diff, graph, where
from fourfifths.tools.lint import check
from fourfifths.tools.lint.incremental import Linter
from tests.unit import gossips
from tests.unit.prove.worlds import truth
from tests.unit.saves.memory import MemoryFiles

STORIES = Path(__file__).parents[1] / "stories"
FOLDER = STORIES / "gossip"
PLAYS = sorted((STORIES / "plays" / "gossip").glob("*.play.yaml"))
TOP, DAY = "story.yaml", "quay/day.yaml"


@cache
def town() -> Story:
    return compile_story(FOLDER)


def files(*edits: tuple[str, str, str]) -> dict[str, bytes]:
    found = {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.yaml")}
    for name, old, new in edits:
        assert found[name].count(old) == 1, f"{old!r} stands {found[name].count(old)} times in {name}"
        found[name] = found[name].replace(old, new)
    return {name: text.encode() for name, text in found.items()}


def turns(*choices: str, story: Story | None = None) -> list[Turn]:
    found = [step.begin(story or town())]
    for choice in choices:
        found.append(step.step(story or town(), found[-1].state, choice))
    return found


def heard(turn: Turn, person: str) -> int:
    slot = town().slot(f"heard {person}/soup")
    assert slot is not None
    return turn.state.values[slot.index]


def played(saved: MemoryFiles, *choices: str) -> Session:
    session = Session.start(town(), Store(Path("/saves"), saved), seed=0)
    for choice in choices:
        session.choose(choice)
    return session


def text(turn: Turn) -> str:
    return " ".join(word for passage in turn.passage for word in passage.text.split())


def playthroughs() -> list[Playthrough]:
    library = Library()
    found: list[Playthrough] = []
    for path in PLAYS:
        script, mistakes = read_script(path, library, path.name)
        assert mistakes == ()
        found += script.playthroughs
    return found


def test_news_goes_one_step_each_night_and_loses_precision() -> None:
    people = ("pak", "billie", "kofi")
    found = [[heard(turn, person) for person in people] for turn in turns("price", "bed", "bed", "bed")[1:]]
    assert found == [[0, 0, 0], [1, 0, 0], [1, 2, 0], [1, 2, 2]]


def test_the_three_wordings_are_text() -> None:
    assert '"Nkechi says you price soup," says Mr Pak.' in text(turns("price", "bed")[-1])
    assert "Mr Pak has heard something, about soup or soap." in text(turns("feed", "bed", "bed")[-1])
    assert "Mr Pak nods." in text(turns("bed")[-1])
    assert "Mr Pak holds out a bowl" in text(turns("bed", "bed", "show", "bed")[-1])


def test_who_sees_it_has_not_heard_of_it() -> None:
    before, after = turns("price", "bed", "bed", "show")[-2:]
    assert (heard(before, "pak"), heard(after, "pak")) == (1, 0)
    assert heard(turns("price", "bed", "bed", "show", "bed")[-1], "pak") == 0


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_night_is_what_the_graph_says(data: st.DataObject) -> None:
    """Against hearsay reckoned straight on the graph, all people at once."""
    pairs, seen = data.draw(gossips.graphs), data.draw(gossips.groups)
    possible = gossips.readers(pairs, {person for group in seen for person in group})
    asked = data.draw(st.lists(st.sampled_from(possible), unique=True, max_size=6)) if possible else []
    story = compile_texts(gossips.files(pairs, seen, asked))
    reckoned, turn = gossips.Town(pairs), step.begin(story)
    machine = StoryMachine(story, turn)
    for act in data.draw(st.lists(st.integers(-3, len(seen) - 1), max_size=9)):
        if act < 0:
            reckoned.night()
        else:
            reckoned.see(seen[act])
        turn = step.step(story, turn.state, f"w{act}" if act >= 0 else "night")
        assert machine.choose(turn.choice) == turn
        wanted = {f"{function}-{person}" for function, person in asked if reckoned.holds(function, person)}
        assert set(text(turn).split()) - {"Now."} == wanted


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_what_news_can_never_do_is_a_mistake_and_nothing_else_is(data: st.DataObject) -> None:
    pairs, seen = data.draw(gossips.graphs), data.draw(gossips.groups)
    asked = data.draw(st.tuples(st.sampled_from(gossips.FUNCTIONS), st.sampled_from(gossips.PEOPLE)))
    story, diagnostics = check_texts(gossips.files(pairs, seen, [asked]))
    possible = asked in gossips.readers(pairs, {person for group in seen for person in group})
    assert (story is not None) is possible
    assert [item.code for item in diagnostics] == ([] if possible else ["E303"])


def test_nobody_who_is_not_asked_about_costs_anything() -> None:
    pairs = (("ann", "bo"), ("bo", "cy"), ("cy", "dee"), ("ann", "eli"), ("eli", "fay"))
    none = compile_texts(gossips.files(pairs, [["ann"]], []))
    assert not any(scene.inner for scene in none.scenes.values())
    assert not any(slot.kind == "heard" for slot in none.slots)
    one = compile_texts(gossips.files(pairs, [["ann"]], [("rumour", "cy")]))
    assert {slot.name for slot in one.slots if " " in slot.name} == {"heard cy/m", "heard bo/m", "memory ann/m"}


@settings(max_examples=120, deadline=None)
@given(draws=st.lists(st.integers(0, 11), min_size=1, max_size=12))
def test_machine_step_and_program_are_one_game(draws: list[int]) -> None:
    story, program = town(), program_of_town()
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
def program_of_town() -> Program:
    return Program(town())


@pytest.mark.parametrize("way", ways.WAYS)
def test_its_generated_playthroughs_pass_in_every_way(way: str) -> None:
    for playthrough in playthroughs():
        result = run(playthrough, ways.maker(way))
        assert result.ok, result.failures
        assert [met.turn for met in result.met] == [met.turn for met in run(playthrough).met]


def test_they_meet_all_there_is_and_hops_are_no_points() -> None:
    (found,) = coverage(run(playthrough) for playthrough in playthroughs())
    assert found.missing == ()
    scenes = {point.scene for point in Atlas(town()).points}
    assert scenes == {"quay/day", "quay/nightfall", "quay/greet", "quay/end"}
    assert {mutant.scene for mutant in mutants(town())} <= scenes | {""}


def test_they_notice_every_change() -> None:
    report = judge(town(), playthroughs(), mutants(town()))
    missed = [item.mutant.what for item in report.judged if item.verdict is Verdict.MISSED]
    assert (missed, report.failing) == ([], ())
    assert any(item.mutant.sort is Sort.MEMORY for item in report.judged)


def test_an_author_sets_hearsay_in_words() -> None:
    slot, value = setting(town(), "heard pak/soup rumour")
    assert (slot.name, value) == ("heard pak/soup", 2)
    assert range_of(slot) == "one of no, told, rumour"
    with pytest.raises(SettingError, match="one of no, told, rumour"):
        setting(town(), "heard pak/soup 3")


@pytest.mark.parametrize(("word", "said"), [("rumour", True), ("no", False), ("told", False)])
def test_a_playthrough_begins_with_what_was_heard(tmp_path: Path, word: str, said: bool) -> None:
    text = (
        f"story: {FOLDER.as_posix()}\nplaythroughs:\n  - name: heard\n    from: quay/day\n"
        f"    given: {{heard pak/soup: {word}}}\n    steps: [{{expect: {{heard pak/soup: {word}}}}}]\n"
    )
    script, mistakes = read_script(written(tmp_path, text), Library(), "a.play.yaml")
    assert mistakes == ()
    result = run(script.playthroughs[0])
    assert result.ok
    assert ("soup or soap" in " ".join(passage.text for passage in result.met[-1].turn.passage)) is said
    _, mistakes = read_script(written(tmp_path, text.replace(word, "rumour tonight")), Library(), "a.play.yaml")
    assert {mistake.code for mistake in mistakes} == {"E404"}


def written(folder: Path, text: str) -> Path:
    place = folder / "a.play.yaml"
    place.write_text(text, encoding="utf-8")
    return place


def test_it_lints_clean_and_is_proved_whole() -> None:
    assert check(compile_files(FOLDER)) == ()
    proof = Prover(town(), 0, Budget(steps=4000, idle=50)).run(lambda *_: None)
    known = truth(town())
    assert known.whole
    assert proof.unknown == 0
    assert {verdict.target.key for verdict in proof.of(Answer.REACHABLE)} == known.met


def test_the_engines_own_scenes_are_shown_nowhere() -> None:
    inner = [scene.id for scene in town().scenes.values() if scene.inner]
    assert len(inner) > 3
    drawn = graph.scenes(town())
    assert [(link.source, link.target) for link in drawn.links if link.source == "quay/nightfall"] == [
        ("quay/nightfall", "quay/day")
    ]
    assert not {node.id for node in drawn.nodes} & set(inner)
    uses = where.uses(town(), "soup")
    assert {use.span.file for use in uses} == {DAY}
    assert not [use for use in uses if "+" in use.words and "quay/" in use.words]
    assert {use.words for use in uses if use.does == "read"} >= {"rumour(kofi, soup)", "told(pak, soup)"}
    session = played(MemoryFiles(), "price", "bed")
    assert [gone.name for gone in explain(town(), session.history).gone] == ["quay/nightfall.night"]


def test_a_save_says_in_words_what_was_heard() -> None:
    values = turns("price", "bed", "bed")[-1].state.values
    saved = named(town(), values)
    assert (saved["heard pak/soup"], saved["heard billie/soup"]) == ("told", "rumour")
    report = Report()
    assert Adapter(town()).values(saved, report) == values
    assert report.nothing({})


def test_a_save_is_taken_up_by_a_story_in_which_less_is_asked_and_others_talk() -> None:
    saved = MemoryFiles()
    played(saved, "price", "bed", "bed")
    less = files(
        (DAY, "{heard(billie, soup) and day >= 3: Billie has it in the book.}", "Billie."),
        (TOP, "  - [pak, billie]\n", "  - [pak, billie]\n  - [nkechi, kofi]\n"),
    )
    story = compile_texts(less)
    session = Session.resume(story, Store(Path("/saves"), saved))
    assert session.turn.state.scene == "quay/day"
    assert "Nkechi says you price soup" in text(session.turn)
    session.choose("bed")
    session.choose("talk")
    found = next(slot for slot in story.slots if slot.name == "heard kofi/soup")
    assert session.turn.outcome[-1].text.strip() == "Kofi counts boats."
    assert session.turn.state.values[session.story.slots.index(found)] == 1


def test_a_diff_says_who_tells_whom_and_nothing_of_hops() -> None:
    new = compile_texts(files((TOP, "  - [billie, kofi]\n", "  - [billie, kofi]\n  - [nkechi, kofi]\n")))
    entries = diff.compare(town(), new).entries
    assert [(entry.section, entry.sign.name, entry.what) for entry in entries] == [
        ("story", "CAME", "gossip of kofi and nkechi")
    ]


MISTAKES = [
    # file, what stands there, what is written instead, code, the text it points at, a piece of the cure
    (TOP, "[billie, kofi]", "[billie, koffi]", "E033", "koffi", 'did you mean "kofi"?'),
    (TOP, "[billie, kofi]", "[kofi, kofi]", "E043", "kofi]", "name somebody else"),
    (TOP, "[billie, kofi]", "[pak, nkechi]", "E043", "[pak, nkechi]", "take one out"),
    (TOP, "[billie, kofi]", "[billie, kofi, pak]", "E043", "[billie, kofi, pak]", "write `[nkechi, pak]`"),
    (TOP, "[billie, kofi]", "billie", "E043", "billie\n", "write `[nkechi, pak]`"),
    (DAY, "hearsay: day", "hearsay: dya", "E030", "dya", 'did you mean "day"?'),
    (DAY, "hearsay: day", "hearsay: greet", None, "", ""),
    (DAY, "hearsay: day\n", "hearsay: day\n    ends: {id: x, title: X}\n", "E065", "hearsay: day", "take out `ends`"),
    (DAY, "hearsay: day", "hearsay: nightfall", "E066", "nightfall:\n    title", "a scene that asks"),
    (DAY, "rumour(kofi, soup)", "rumour(kofi, sop)", "E303", "kofi, sop", 'did you mean "soup"?'),
    (DAY, "rumour(kofi, soup)", "rumour(koffi, soup)", "E303", "koffi, soup", 'did you mean "kofi"?'),
    (DAY, "heard(billie, soup)", "heard(luna, soup)", "E303", "luna, soup", "`[nkechi, luna]` to `gossip:`"),
    (DAY, "rumour(kofi, soup)", "told(kofi, soup)", "E303", "kofi, soup)\n        text", "`rumour(kofi, soup)`"),
    (TOP, "  - [billie, kofi]\n", "", "E303", "kofi, soup)\n        text", "to `gossip:` in story.yaml"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "code", "at", "cure"), MISTAKES)
def test_a_mistake_is_told_where_it_stands(name: str, old: str, new: str, code: str | None, at: str, cure: str) -> None:
    pack = files((name, old, new))
    story, diagnostics = check_texts(pack)
    if code is None:
        assert story is not None
        return
    assert story is None
    file = name if at in pack[name].decode() else DAY
    whole = pack[file].decode()
    mark = whole.index(at)
    line, column = whole.count("\n", 0, mark) + 1, mark - whole.rfind("\n", 0, mark)
    found = [item for item in diagnostics if (item.code, item.span[:3]) == (code, (file, line, column))]
    assert found, diagnostics
    assert code in CODES
    assert cure in (found[0].hint or "")


@pytest.mark.parametrize("function", gossips.FUNCTIONS)
@pytest.mark.parametrize("said", ["{}", "not {}", "{} and day >= 3", "not {} or day == 1"])
def test_the_short_way_and_the_parser_compile_the_same(function: str, said: str) -> None:
    """Without a space after the comma a call is none of the clauses that are compiled without the parser."""
    found = []
    for call in (f"{function}(pak, soup)", f"{function}(pak,soup)"):
        story = compile_texts(files((DAY, "if: rumour(kofi, soup)", f'if: "{said.format(call)}"')))
        found.append(
            next(route for route in story.scenes["quay/greet"].choices if route.id == "rumoured").shown[-1].code
        )
    assert found[0] == found[1]


def test_who_alone_sees_a_thing_never_hears_of_it() -> None:
    pack = files((DAY, "seen-by: [kofi]", "seen-by: nkechi"), (DAY, "seen-by: [pak, nkechi]", "seen-by: nkechi"),
                 (DAY, "heard(billie, soup)", "heard(nkechi, soup)"))  # fmt: skip
    hints = [item.hint for item in check_texts(pack)[1] if item.code == "E303"]
    assert "ask `remembers(nkechi, soup)`" in hints


def test_without_a_night_nobody_ever_hears_and_lint_says_so() -> None:
    found = check(compile_files(files((DAY, "    hearsay: day\n", "    routes: [{id: on, goto: day}]\n"))))
    assert {"W103"} == {item.code for item in found}
    assert any("`rumour(kofi, soup)` never holds" in item.message for item in found)


EDITS = [
    (DAY, "rumour(kofi, soup)", "heard(kofi, soup)"),
    (DAY, "{heard(billie, soup) and day >= 3: Billie has it in the book.}", "Billie."),
    (DAY, "seen-by: [pak, nkechi]", "seen-by: [pak, nkechi, billie]"),
    (TOP, "  - [billie, kofi]\n", "  - [billie, kofi]\n  - [nkechi, kofi]\n"),
    (TOP, "  - [pak, billie]\n", ""),
    (DAY, "hearsay: day", "hearsay: greet"),
]


def test_a_workshop_says_of_every_edit_what_one_says_that_has_seen_nothing() -> None:
    workshop, linter = Workshop(), Linter()
    for edit in [None, *EDITS, None]:
        pack = files(*([edit] if edit else []))
        after, fresh = workshop.compile(pack), Workshop().compile(pack)
        assert after.diagnostics == fresh.diagnostics
        assert (after.story is None) is (fresh.story is None)
        if after.story and fresh.story:
            assert list(after.story.scenes) == list(fresh.story.scenes)
            for choices in (["price", "bed", "bed", "bed"], ["feed", "bed", "price", "bed", "talk", "bed"]):
                texts = [[text(turn) for turn in turns(*choices, story=story)] for story in (after.story, fresh.story)]
                assert texts[0] == texts[1]
        assert linter.check(pack).found == check(compile_files(pack))
