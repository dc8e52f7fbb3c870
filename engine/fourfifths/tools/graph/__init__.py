"""A story as a graph of scenes or of episodes (files), and its pictures: mermaid, dot, JSON, text."""

from __future__ import annotations

from fourfifths.tools.graph.dot import as_dot
from fourfifths.tools.graph.links import Graph, Link, Node, around, episodes, scenes
from fourfifths.tools.graph.mermaid import as_mermaid
from fourfifths.tools.graph.outline import as_json, as_text
from fourfifths.tools.graph.proved import proved

__all__ = [
    "Graph",
    "Link",
    "Node",
    "around",
    "as_dot",
    "as_json",
    "as_mermaid",
    "as_text",
    "episodes",
    "proved",
    "scenes",
]
