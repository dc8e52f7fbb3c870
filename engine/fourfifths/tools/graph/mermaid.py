"""A graph as a mermaid flowchart: a box for each act, in it one for each episode.

Ids are numbers and labels are escaped, so that no title can be read as mermaid. A link that is proved impossible ends
in a cross, one after which something is lost is thick.
"""

from __future__ import annotations

import itertools

from fourfifths.tools.graph.links import Graph, Node

_ENTITIES = {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;"}


def as_mermaid(graph: Graph) -> str:
    """The text of the flowchart."""
    ids = {node.id: f"n{number}" for number, node in enumerate(graph.nodes)}
    lines = ["flowchart LR"]
    boxes = itertools.count()
    for group, inside in graph.groups.items():
        lines.append(f"  subgraph g{next(boxes)}[{_label(group)}]")
        for nodes in inside.values():
            box = [f"      {ids[node.id]}{_shape(node)}" for node in nodes]
            title = _label(f"{nodes[0].title} · {nodes[0].voice}")
            lines += box if len(box) == 1 else [f"    subgraph g{next(boxes)}[{title}]", *box, "    end"]
        lines.append("  end")
    for link in graph.links:
        arrow = "--x" if link.never else "==>" if link.loses else "-.->" if link.gated else "-->"
        count = f"|{link.choices}|" if link.choices > 1 else ""
        lines.append(f"  {ids[link.source]} {arrow}{count} {ids[link.target]}")
    ends = [ids[node.id] for node in graph.nodes if node.ends]
    lines += ["  classDef ending stroke-width:4px", f"  class {','.join(ends)} ending"] if ends else []
    never = [ids[node.id] for node in graph.nodes if node.never]
    lines += ["  classDef never stroke-dasharray:2 4", f"  class {','.join(never)} never"] if never else []
    return "\n".join(lines) + "\n"


def _shape(node: Node) -> str:
    if node.ends:
        return f"([{_label(node.id)}])"
    if node.deals:
        return f"{{{{{_label(node.id)}}}}}"
    if node.routes:
        return f"{{{_label(node.id)}}}"
    return f"[{_label(node.id)}]"


def _label(text: str) -> str:
    return '"' + "".join(_ENTITIES.get(character, character) for character in text) + '"'
