"""A graph as text, a tree in which a node that stands above already is named and not repeated; and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from fourfifths.tools.graph.links import Graph, Link, Node


def as_text(graph: Graph) -> str:
    """The tree from the start, or from the first node; nodes that nothing leads to follow."""
    nodes = {node.id: node for node in graph.nodes}
    first = [node.id for node in graph.nodes if node.starts] or [node.id for node in graph.nodes[:1]]
    lines: list[str] = []
    seen: set[str] = set()
    for root in [*first, *nodes]:
        if root not in seen:
            _branch(graph, nodes, root, lines, seen)
    return "\n".join(lines) + "\n"


def as_json(graph: Graph) -> str:
    """Nodes and links as one object."""
    found = {"title": graph.title, "nodes": [asdict(n) for n in graph.nodes], "links": [asdict(x) for x in graph.links]}
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _branch(graph: Graph, nodes: dict[str, Node], root: str, lines: list[str], seen: set[str]) -> None:
    """Depth first with a stack of our own: a story may be longer than Python's."""
    stack: list[tuple[str, int, Link | None]] = [(root, 0, None)]
    while stack:
        name, depth, link = stack.pop()
        lines.append("  " * depth + _line(nodes[name], link, above=name in seen))
        if name in seen:
            continue
        seen.add(name)
        stack += [(after.target, depth + 1, after) for after in reversed(graph.after(name))]


def _line(node: Node, link: Link | None, above: bool) -> str:
    marks = [
        "start" if node.starts else "",
        "deals cards" if node.deals else "routes" if node.routes else "",
        "ending" if node.ends else "",
        f"{link.choices} ways" if link and link.choices > 1 else "",
        "conditional" if link and link.gated and not link.card else "",
        "card" if link and link.card else "",
        "never entered" if node.never else "never taken" if link and link.never else "",
        f"no way back to {', '.join(link.loses)}" if link and link.loses else "",
        "see above" if above and not node.ends else "",
    ]
    said = ", ".join(filter(None, marks))
    return f"{node.id}{f'  ({said})' if said else ''}"
