"""What a proof marks in a graph, in each of its pictures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from fourfifths.commands.graph import command
from fourfifths.proofs import PLACE, write
from fourfifths.tools import graph
from tests.unit.prove.proofs import proved
from tests.unit.prove.test_findings import two
from tests.unit.prove.test_known import scene, way
from tests.unit.prove.worlds import HEAD, METER, story

SCENES = two(
    scene("s0", way(0, "s1"), way(1, "s2")),
    scene("s1", way(0, "end"), way(1, "other")),
    scene("s2", way(0, "other"), way(1, "cellar", "m0 >= 9")),
    scene("cellar", way(0, "other")),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    meters = METER.format(name="m0", high=9, start=4)
    body = f"pov: ann\nact: 1\ntitle: W\nplace: here\nscenes:\n{SCENES}"
    (tmp_path / "w").mkdir()
    for name, text in (("story", HEAD.format(meters=meters)), ("facts", "facts: {}\n"), ("w/w", body)):
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def marked() -> graph.Graph:
    made = story(SCENES)
    return graph.proved(graph.scenes(made), made, proved(made))


def test_what_is_impossible_and_what_has_no_way_back_is_marked() -> None:
    found = marked()
    assert {node.id for node in found.nodes if node.never} == {"w/cellar"}
    assert {(link.source, link.target) for link in found.links if link.never} == {
        ("w/s2", "w/cellar"), ("w/cellar", "w/other"),
    }  # fmt: skip
    loses = {(link.source, link.target): link.loses for link in found.links if link.loses}
    assert loses == {
        ("w/s0", "w/s2"): ("the ending end",),
        ("w/s1", "w/end"): ("the ending other",),
        ("w/s1", "w/other"): ("the ending end",),
    }


def test_every_picture_shows_the_marks() -> None:
    found = marked()
    text, dot, mermaid = graph.as_text(found), graph.as_dot(found), graph.as_mermaid(found)
    assert "w/cellar  (conditional, never entered)" in text
    assert "w/s2  (no way back to the ending end)" in text
    assert 'edgetooltip="no way back to the ending end"' in dot
    assert '"w/s2" -> "w/cellar" [style=dotted, color=gray60' in dot
    assert "--x" in mermaid
    assert "==>" in mermaid
    assert "classDef never" in mermaid


def test_without_a_proof_nothing_is_marked() -> None:
    found = graph.scenes(story(SCENES))
    for picture in (graph.as_text, graph.as_dot, graph.as_mermaid):
        assert "never" not in picture(found)
        assert "no way back" not in picture(found)


def test_the_command_reads_the_proof_while_it_is_fresh(folder: Path) -> None:
    def shown() -> dict:
        return json.loads(CliRunner().invoke(command, [str(folder), "--format", "json"]).stdout)

    from fourfifths.compiler import compile_story

    assert not any(node["never"] for node in shown()["nodes"])
    write(folder / PLACE, proved(compile_story(folder)))
    assert [node["id"] for node in shown()["nodes"] if node["never"]] == ["w/cellar"]
    (folder / "facts.yaml").write_text("facts: {}\n# a remark\n")
    assert not any(node["never"] for node in shown()["nodes"])


def test_of_episodes_one_is_never_entered_where_none_of_its_scenes_is() -> None:
    made = story(SCENES)
    found = graph.proved(graph.episodes(made), made, proved(made))
    assert [node.never for node in found.nodes] == [False]
