"""A graph for graphviz: a cluster for each act, in it one for each episode; SVG where `dot` is there."""

from __future__ import annotations

import itertools
import shutil
import subprocess

from fourfifths.tools.graph.links import Graph, Link, Node

SECONDS = 60
"""How long graphviz may take."""
_NEVER = "color=gray60, fontcolor=gray60"
"""The look of what is proved impossible."""


class NoGraphvizError(Exception):
    """Graphviz is not installed, or could not draw the graph."""


def as_dot(graph: Graph) -> str:
    """The graph in the DOT language."""
    lines = [
        f"digraph {_quoted(graph.title)} {{",
        '  rankdir=LR; compound=true; fontname="Helvetica";',
        '  node [shape=box, style=rounded, fontname="Helvetica", fontsize=10];',
        '  edge [fontname="Helvetica", fontsize=9];',
    ]
    boxes = itertools.count()
    for group, inside in graph.groups.items():
        lines.append(f"  subgraph cluster_{next(boxes)} {{ label={_quoted(group)}; color=gray40;")
        for nodes in inside.values():
            label = _quoted(f"{nodes[0].title} · {nodes[0].voice}")
            lines.append(f"    subgraph cluster_{next(boxes)} {{ label={label}; color=gray70;")
            lines += [f"      {_node(node)}" for node in nodes]
            lines.append("    }")
        lines.append("  }")
    for link in graph.links:
        style = f"style={'dotted' if link.never else 'dashed' if link.gated else 'solid'}"
        count = f", label={_quoted(str(link.choices))}" if link.choices > 1 else ""
        lines.append(f"  {_quoted(link.source)} -> {_quoted(link.target)} [{style}{count}{_marks(link)}];")
    return "\n".join([*lines, "}"]) + "\n"


def as_svg(graph: Graph) -> str:
    """The graph drawn by graphviz. NoGraphvizError where it is missing or fails."""
    program = shutil.which("dot")
    if program is None:
        raise NoGraphvizError("graphviz is not installed: there is no program `dot`")
    try:
        done = subprocess.run(  # noqa: S603 - our own program name and text
            [program, "-Tsvg"], input=as_dot(graph), capture_output=True, text=True, timeout=SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise NoGraphvizError(f"graphviz could not draw it: {error}") from error
    return done.stdout


def _node(node: Node) -> str:
    shape = "doubleoctagon" if node.ends else "hexagon" if node.deals else "diamond" if node.routes else "box"
    bold = ", penwidth=2" if node.starts else ""
    never = f", {_NEVER}" if node.never else ""
    return f"{_quoted(node.id)} [shape={shape}{bold}{never}];"


def _marks(link: Link) -> str:
    """What is proved of a link: nobody takes it, or a bar at its tail where there is no way back."""
    if link.never:
        return f", {_NEVER}"
    told = f"no way back to {', '.join(link.loses)}"
    return f", dir=both, arrowtail=tee, edgetooltip={_quoted(told)}" if link.loses else ""


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
