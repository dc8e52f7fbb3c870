"""What leads where: nodes and links of a story, in the story's order.

A node is a scene, or an episode: all scenes of one file. A link stands for every choice from one node to another; a
choice that stays in its node is none.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from fourfifths.model import Scene, Story


@dataclass(frozen=True, slots=True)
class Node:
    """A scene or an episode; `group` is the act and `voice` the point of view, by their names on the screen.

    `never` where it is proved that nobody enters it, `routes` where nobody is asked in it.
    """

    id: str
    title: str
    act: int
    group: str
    voice: str
    episode: str
    starts: bool = False
    ends: bool = False
    deals: bool = False
    never: bool = False
    routes: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """`choices` ways from one node to another; `card` where a deck deals them, `gated` where each has a condition.

    `never` where it is proved that none of them can be taken, `loses` what can never be reached after some of them.
    """

    source: str
    target: str
    choices: int
    card: bool
    gated: bool
    never: bool = False
    loses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole, or the part of it that was asked for."""

    title: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    @property
    def groups(self) -> dict[str, dict[str, list[Node]]]:
        """The nodes by act, in the order of the acts, and in it by episode."""
        found: dict[str, dict[str, list[Node]]] = {}
        for node in sorted(self.nodes, key=lambda node: node.act):
            found.setdefault(node.group, {}).setdefault(node.episode, []).append(node)
        return found

    def after(self, node: str) -> tuple[Link, ...]:
        """The links out of a node."""
        return tuple(link for link in self.links if link.source == node)


def scenes(story: Story) -> Graph:
    """Every scene, and the choices between them."""
    nodes = tuple(_node(story, scene, scene.id) for scene in story.scenes.values() if not scene.inner)
    return Graph(story.title, nodes, _links(story, lambda scene: scene.id))


def episodes(story: Story) -> Graph:
    """Every file of scenes as one node, called by its name without the ending."""
    nodes: dict[str, Node] = {}
    for scene in story.scenes.values():
        name = episode(scene)
        one, first = _node(story, scene, name), nodes.get(name)
        nodes[name] = one if first is None else _merged(first, one)
    return Graph(story.title, tuple(nodes.values()), _links(story, episode))


def around(graph: Graph, start: str, depth: int | None = None) -> Graph:
    """What can be reached from a node, in so many links at most. KeyError where there is no such node."""
    if start not in {node.id for node in graph.nodes}:
        raise KeyError(start)
    far = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        if depth is not None and far[node] >= depth:
            continue
        for link in graph.after(node):
            if link.target not in far:
                far[link.target] = far[node] + 1
                queue.append(link.target)
    nodes = tuple(node for node in graph.nodes if node.id in far)
    links = tuple(link for link in graph.links if link.source in far and link.target in far)
    return Graph(graph.title, nodes, links)


def episode(scene: Scene) -> str:
    """The name of a scene's file, without the ending."""
    return str(PurePosixPath(scene.span.file).with_suffix(""))


def _node(story: Story, scene: Scene, name: str) -> Node:
    act = story.acts[scene.act]
    return Node(
        id=name,
        title=scene.title,
        act=scene.act,
        group=f"{act.title}: {act.subtitle}" if act.subtitle else act.title,
        voice=story.people[scene.pov].name,
        episode=episode(scene),
        starts=scene.id == story.start,
        ends=scene.ending is not None,
        deals=scene.deck is not None,
        routes=scene.auto,
    )


def _merged(one: Node, other: Node) -> Node:
    starts, ends, deals = one.starts or other.starts, one.ends or other.ends, one.deals or other.deals
    return replace(one, starts=starts, ends=ends, deals=deals, routes=one.routes and other.routes)


def _outer(story: Story, name: str) -> Scene:
    """The scene that a way leads to in the end, through what the engine does by itself."""
    scene = story.scenes[name]
    while scene.inner and (after := scene.choices[-1].goto):
        scene = story.scenes[after]
    return scene


def _links(story: Story, name: Callable[[Scene], str]) -> tuple[Link, ...]:
    ways: Counter[tuple[str, str]] = Counter()
    cards: set[tuple[str, str]] = set()
    free: set[tuple[str, str]] = set()
    for scene in (scene for scene in story.scenes.values() if not scene.inner):
        dealt = scene.deck.cards if scene.deck else ()
        for choice in scene.all_choices:
            if choice.goto is None:
                continue
            after = _outer(story, choice.goto)
            pair = (name(scene), name(after))
            if pair[0] == pair[1] and scene is not after:
                continue
            ways[pair] += 1
            if choice in dealt:
                cards.add(pair)
            if not choice.shown and not choice.needs:
                free.add(pair)
    return tuple(Link(*pair, count, pair in cards, pair not in free) for pair, count in ways.items())
