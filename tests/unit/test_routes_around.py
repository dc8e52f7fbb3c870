"""Routes in what stands around the step: sessions, playthroughs, coverage, mutants and tools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fourfifths import step
from fourfifths.author import words
from fourfifths.author.explain import explain
from fourfifths.compiler import compile_files, compile_texts
from fourfifths.model import Story
from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.testing import ways
from fourfifths.testing.coverage import coverage
from fourfifths.testing.generate import generate
from fourfifths.testing.library import Library
from fourfifths.testing.mutants import mutants
from fourfifths.testing.mutate import Verdict, judge
from fourfifths.testing.points import Kind
from fourfifths.testing.reading import read_script
from fourfifths.testing.recorder import record
from fourfifths.testing.runner import run
from fourfifths.testing.script import Playthrough
from fourfifths.testing.transcript import transcript
from fourfifths.tools import graph
from fourfifths.tools.diff.compare import compare
from fourfifths.tools.lint import check
from fourfifths.tools.schema.names import known
from fourfifths.tools.stats import measure
from fourfifths.tools.where import uses
from tests.unit.saves.memory import MemoryFiles
from tests.unit.tide import files, tide

SAVES = Path("/saves")
PLAYED = """\
story: tide
playthroughs:
  - name: a debt falls due
    steps:
      - expect: {scene: quay/quay, text: The bell rings}
      - choose: borrow
      - choose: sleep
        expect: {day: 2, text: [Dark, The bell again]}
      - choose: sleep
        expect: {trust: -4, debt: called, remembers: {bo: unpaid}, knows: {ann: storm}, text: sent a boy}
      - undo
      - choose: pay
      - choose: sleep
        expect: {debt: paid, trust: "51", scene: quay/quay}
      - choose: leave
    ends: friend
  - name: straight into a scene that routes
    from: quay/due
    given: {day: 3, promise: given}
    steps:
      - expect: {scene: quay/quay, promise: broken, trust: "48", text: [Noon has gone, Nobody waits]}
      - choose: leave
    ends: stranger
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in files().items():
        path = tmp_path / "tide" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path


def read(folder: Path, text: str, name: str = "a.play.yaml") -> tuple[Playthrough, ...]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    script, mistakes = read_script(path, Library(), name)
    assert mistakes == (), "\n".join(map(str, mistakes))
    return script.playthroughs


def started(store: MemoryFiles, story: Story, *choices: str) -> Session:
    session = Session.start(story, Store(SAVES, store))
    for choice in choices:
        session.choose(choice)
    return session


@pytest.mark.parametrize("way", ways.WAYS)
def test_every_way_to_play_comes_out_the_same(folder: Path, way: str) -> None:
    for playthrough in read(folder, PLAYED):
        result = run(playthrough, ways.maker(way))
        assert result.ok, result.failures
        assert [met.turn for met in result.met] == [met.turn for met in run(playthrough).met]


def test_a_history_holds_the_players_choices_alone_and_loads_as_it_was() -> None:
    store = MemoryFiles()
    session = started(store, tide(), "borrow", "sleep", "sleep")
    before = session.history
    session.close()
    again = Session.resume(tide(), Store(SAVES, store))
    assert [moment.turn.choice for moment in again.history] == ["", "borrow", "sleep", "sleep"]
    assert again.history == before
    assert again.notices == ()
    again.undo()
    assert again.scene.id == "quay/quay"
    again.redo()
    assert again.turn.state.scene == "quay/quay"


def test_an_old_save_whose_scene_only_routes_now_is_taken_back_to_the_moment_before() -> None:
    edited = compile_texts(files(
        ("    text: They let you go.\n    ends: {id: guest, title: Guest}\n", "    routes: [{id: on, goto: friend}]\n"),
    ))  # fmt: skip
    store = MemoryFiles()
    started(store, tide(), "sleep", "sleep", "leave").close()
    session = Session.resume(edited, Store(SAVES, store))
    assert session.scene.id == "quay/quay"
    assert any("1 choice earlier" in notice for notice in session.notices)
    assert session.choose("leave").ending == "friend"


def test_an_author_who_jumps_into_a_scene_that_routes_is_led_on() -> None:
    session = started(MemoryFiles(), tide())
    session.stand(step.enter(tide(), "quay/reckoning", session.turn.state))
    assert session.scene.id == "quay/guest"
    assert session.turn.passed


def test_a_run_through_routes_is_recorded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    session = started(MemoryFiles(), Library().story(folder / "tide"), "borrow", "sleep", "sleep", "leave")
    assert record(session, folder / "tide").startswith("Recorded in ")
    (playthrough,) = read(folder, (folder / "recorded-1.play.yaml").read_text(encoding="utf-8"))
    assert playthrough.start in (None, "")
    assert run(playthrough).ok
    assert run(playthrough).ending == "stranger"


@pytest.fixture(scope="module")
def generated() -> dict[str, str]:
    return generate(tide(), "tide").files


def made(folder: Path, texts: dict[str, str]) -> Iterator[Playthrough]:
    for name, text in texts.items():
        yield from read(folder, text, name)


def test_generated_playthroughs_pass_and_meet_every_route_and_both_sides_of_its_condition(
    folder: Path, generated: dict[str, str]
) -> None:
    results = [run(playthrough) for playthrough in made(folder, generated)]
    assert all(result.ok for result in results), [result.failures for result in results]
    (found,) = coverage(results)
    assert found.missing == ()
    assert found.counts()[Kind.ROUTE] == (8, 8)
    assert {point.key for point in found.possible} >= {"true quay/due.called:if0", "false quay/due.broken:if0"}
    text = "".join(generated.values())
    assert "choose: called" not in text
    assert "choose: else" not in text


def test_mutants_of_routes_are_noticed_and_still_leave_one_way(folder: Path, generated: dict[str, str]) -> None:
    story = Library().story(folder / "tide")
    chosen = tuple(mutant for mutant in mutants(story) if story.scenes.get(mutant.scene) and
                   story.scenes[mutant.scene].auto)  # fmt: skip
    assert {str(mutant.sort) for mutant in chosen} >= {"condition turned round", "effect dropped", "memory not kept"}
    for mutant in chosen:
        changed = mutant.make().scenes[mutant.scene]
        for values in (step.begin(story).state.values, run_to(story, "borrow", "sleep", "sleep")):
            state = step.begin(story).state._replace(scene=mutant.scene, values=values)
            assert len(step.open_choices(mutant.make(), state)) == 1, (mutant.what, changed.choices)
    report = judge(story, list(made(folder, generated)), chosen)
    missed = [item.mutant.what for item in report.judged if item.verdict is Verdict.MISSED]
    assert report.failing == ()
    same_before_the_third_day = "quay/morning.else: leads to quay/quay, not to quay/due"
    assert missed == [same_before_the_third_day]


def run_to(story: Story, *choices: str) -> tuple[int, ...]:
    turn = step.begin(story)
    for choice in choices:
        turn = step.step(story, turn.state, choice)
    return turn.state.values


def test_an_author_reads_which_routes_led_here_and_what_they_moved() -> None:
    session = started(MemoryFiles(), tide(), "borrow", "sleep", "sleep")
    said = [line.text for line in words.values(explain(tide(), session.history))]
    assert said[:2] == [
        "passed through quay/morning.storm, because day == 3",
        "passed through quay/due.called, because debt == owed and not (day < 3)",
    ]
    assert "trust 46, from 50 by quay/due.called in turn 3" in said
    assert "day 3, from 2 by quay/quay.sleep in turn 3" in said


def test_a_transcript_tells_what_happens_on_the_way(folder: Path) -> None:
    told = transcript(read(folder, PLAYED)[:1], "md")
    assert told.index("The bell rings.") < told.index("## The quay") < told.index("Bo has sent a boy for it.")
    assert "Bo has sent a boy for it." in transcript(read(folder, PLAYED)[:1], "text")
    assert "The bell rings." in transcript(read(folder, PLAYED)[:1], "text")


def test_a_graph_draws_scenes_that_route_as_diamonds() -> None:
    found = graph.scenes(tide())
    assert {node.id for node in found.nodes if node.routes} == {"quay/morning", "quay/due", "quay/reckoning"}
    assert '"quay/due" [shape=diamond' in graph.as_dot(found)
    assert '{"quay/due"}' in graph.as_mermaid(found)
    assert "quay/due  (routes" in graph.as_text(found)


def test_where_tells_of_a_routes_own_condition_once() -> None:
    found = [use.words for use in uses(tide(), "debt") if use.does == "read"]
    assert found.count("debt == owed and not (day < 3)") == 1
    assert not any(words.startswith("not (debt") for words in found)


def test_a_diff_tells_of_the_route_that_changed_and_of_no_other() -> None:
    edited = compile_texts(files(("if: trust > 50", "if: trust > 51")))
    entries = [entry for entry in compare(tide(), edited).entries if entry.section == "conditions"]
    assert [entry.what for entry in entries] == ["quay/reckoning.easy: if"]


def test_figures_and_names_leave_routes_aside() -> None:
    assert measure(tide(), 20).choices == 5
    assert "called" not in known(tide()).choices


LINTED = [
    ("if: trust == 50", "if: trust <= 50", "W104", "always holds"),
    ("if: trust == 50", "if: trust > 60", "W103", "never holds"),
    ("if: promise == given and day == 3", "if: debt != owed or day < 3", "W111", "else is never taken"),
    ("if: promise == given and day == 3", "if: debt == owed and day == 3", "W111", "broken is never taken"),
    ("if: day == 3\n        teach", "if: day >= 1\n        teach", "W104", "always holds"),
]


@pytest.mark.parametrize(("old", "new", "code", "said"), LINTED)
def test_a_route_is_judged_by_what_those_before_it_leave(old: str, new: str, code: str, said: str) -> None:
    assert [item.code for item in check(compile_files(files()))] == []
    found = [item for item in check(compile_files(files((old, new)))) if item.code in ("W103", "W104", "W111")]
    assert [item.code for item in found] == [code]
    assert said in found[0].message
