from __future__ import annotations

import json
import shutil

import pytest

from fourfifths.compiler import compile_texts
from fourfifths.tools import graph
from fourfifths.tools.graph.dot import NoGraphvizError, as_svg
from tests.unit.yard import ERRANDS, FACTS, GATE, STORY, yard


def links(found: graph.Graph) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in found.links}


def test_scenes_are_linked_by_choices_and_cards() -> None:
    found = graph.scenes(yard())
    assert links(found) == {
        ("gate/gate", "gate/hub"),
        ("gate/gate", "gate/end"),
        ("gate/hub", "gate/well"),
        ("gate/hub", "gate/key"),
        ("gate/hub", "gate/gate"),
        ("gate/well", "gate/hub"),
        ("gate/key", "gate/hub"),
    }
    marks = {node.id: (node.starts, node.deals, node.ends) for node in found.nodes}
    assert marks["gate/gate"] == (True, False, False)
    assert marks["gate/hub"] == (False, True, False)
    assert marks["gate/end"] == (False, False, True)
    cards = {link.target for link in found.links if link.card}
    assert cards == {"gate/well", "gate/key"}
    assert next(link for link in found.links if link.target == "gate/end").gated


def test_episodes_are_files() -> None:
    found = graph.episodes(yard())
    assert {node.id for node in found.nodes} == {"gate/gate", "gate/errands"}
    assert links(found) == {("gate/gate", "gate/errands"), ("gate/errands", "gate/gate")}


def test_a_part_of_it_is_what_can_be_reached_in_so_many_steps() -> None:
    whole = graph.scenes(yard())
    assert {node.id for node in graph.around(whole, "gate/hub", 1).nodes} == {
        "gate/hub",
        "gate/well",
        "gate/key",
        "gate/gate",
    }
    assert graph.around(whole, "gate/end").links == ()
    with pytest.raises(KeyError):
        graph.around(whole, "nowhere")


def test_the_outline_names_each_scene_once_with_what_it_is() -> None:
    lines = graph.as_text(graph.scenes(yard())).splitlines()
    assert lines[0] == "gate/gate  (start)"
    assert "  gate/hub  (deals cards, conditional)" in lines
    assert "  gate/end  (ending, conditional)" in lines
    assert sum("see above" not in line and "gate/hub" in line for line in lines) == 1


def test_json_holds_every_node_and_link() -> None:
    found = json.loads(graph.as_json(graph.scenes(yard())))
    assert len(found["nodes"]) == 5
    assert {"source", "target", "choices", "card", "gated", "never", "loses"} == set(found["links"][0])


def test_nothing_in_a_title_can_break_out_of_a_label() -> None:
    evil = b'"a\\"]; x --> y `b` <i> #quot; \\\\ end"'
    files = {"story.yaml": STORY, "facts.yaml": FACTS, "gate/errands.yaml": ERRANDS}
    story = compile_texts({**files, "gate/gate.yaml": GATE.replace(b"title: The gate", b"title: " + evil)})
    mermaid = graph.as_mermaid(graph.scenes(story))
    assert not any(line.count('"') % 2 for line in mermaid.splitlines())
    assert "`" not in mermaid
    assert "<i>" not in mermaid
    dot = graph.as_dot(graph.scenes(story))
    assert all(line.replace('\\"', "").count('"') % 2 == 0 for line in dot.splitlines())


def test_mermaid_boxes_are_closed() -> None:
    lines = graph.as_mermaid(graph.scenes(yard())).splitlines()
    opened = sum(line.strip().startswith("subgraph") for line in lines)
    assert opened == sum(line.strip() == "end" for line in lines) > 0


def test_svg_is_graphviz_or_a_plain_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("dot"):
        assert "<svg" in as_svg(graph.scenes(yard()))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoGraphvizError, match="not installed"):
        as_svg(graph.scenes(yard()))
