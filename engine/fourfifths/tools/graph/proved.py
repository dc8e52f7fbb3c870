"""What a proof says of a graph: nodes that nobody enters, links that nobody takes, links that lead to no way back."""

from __future__ import annotations

from dataclasses import replace

from fourfifths.model import Choice, Scene, Story
from fourfifths.proofs import Kept
from fourfifths.tools.graph.links import Graph, Link, episode

Pair = tuple[str, str]


def proved(graph: Graph, story: Story, proof: Kept) -> Graph:
    """The graph with the marks that a fresh proof of its story gives it."""
    there = {node.id for node in graph.nodes}
    names = {scene.id: scene.id if scene.id in there else episode(scene) for scene in story.scenes.values()}
    entered = {names[scene] for scene in story.scenes if not _never(proof, f"scene {scene}")}
    ways: dict[Pair, list[tuple[Scene, Choice]]] = {}
    for scene in story.scenes.values():
        for choice in scene.all_choices:
            if choice.goto is not None:
                ways.setdefault((names[scene.id], names[choice.goto]), []).append((scene, choice))
    lost = _lost(proof)
    nodes = tuple(replace(node, never=node.id not in entered) for node in graph.nodes)
    links = tuple(_link(link, ways.get((link.source, link.target), []), proof, lost) for link in graph.links)
    return replace(graph, nodes=nodes, links=links)


def _link(link: Link, ways: list[tuple[Scene, Choice]], proof: Kept, lost: dict[Pair, list[str]]) -> Link:
    never = all(_never(proof, f"taken {choice.scene}.{choice.id}") for _, choice in ways)
    loses = [goal for scene, choice in ways for goal in lost.get((scene.id, choice.id), ())]
    return replace(link, never=never and bool(ways), loses=tuple(dict.fromkeys(loses)))


def _never(proof: Kept, key: str) -> bool:
    entry = proof.entries.get(key)
    return entry is not None and entry.answer == "impossible"


def _lost(proof: Kept) -> dict[Pair, list[str]]:
    """What each choice of no return loses."""
    found: dict[Pair, list[str]] = {}
    for each in proof.findings:
        if each.kind == "no return":
            found.setdefault((each.scene, each.choice), []).append(each.goal)
    return found
