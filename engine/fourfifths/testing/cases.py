"""Parameters: `$name` in a playthrough's values, filled in from a row of its cases or from a step's `with`."""

from __future__ import annotations

import re
from collections.abc import Mapping as Named

from fourfifths.compiler.fields import what
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Sequence, Source
from fourfifths.compiler.report import Report, shown

Row = Named[str, str]

NAME = re.compile(r"[a-z][a-z0-9_-]*\Z")
_PARAMETER = re.compile(r"\$(\$|[a-z][a-z0-9_-]*)")


def row(node: Node, source: Source, report: Report) -> Row:
    """The values of one row; what is no value is reported and left out."""
    if not isinstance(node, Mapping):
        report.error("E409", source.span(node), f"a case is a mapping, not {what(node)}", "write {choice: knock}")
        return {}
    found = {}
    for key, value in node.entries.items():
        if not isinstance(value, Scalar):
            report.error("E409", source.span(value), f"${key} is {what(value)}, not a text", "write one value")
        elif not NAME.match(key):
            hint = "a parameter has small letters, digits, hyphens and underscores"
            report.error("E409", source.key(node, key), f"{shown(key)} cannot be a parameter", hint)
        else:
            found[key] = value.text
    return found


def title(name: str, values: Row) -> str:
    """The name of a playthrough's case."""
    return f"{name}[{'-'.join(' '.join(value.split()) for value in values.values())}]"


def fill(node: Node, values: Row, source: Source, report: Report) -> Node:
    """A copy of the node with each `$name` replaced by its value and `$$` by a dollar sign; places stay."""
    if isinstance(node, Scalar):
        return _filled(node, values, source, report) if "$" in node.text else node
    if isinstance(node, Sequence):
        items = Sequence(node.mark)
        items.items = [fill(item, values, source, report) for item in node.items]
        return items
    copy = Mapping(node.mark, node.flow)
    for key, value in node.entries.items():
        name = values.get(key[1:], key) if key.startswith("$") else key
        copy.keys[name] = node.keys[key]
        copy.entries[name] = fill(value, values, source, report)
    return copy


def _filled(node: Scalar, values: Row, source: Source, report: Report) -> Scalar:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name == "$":
            return "$"
        if name not in values:
            hint = report.cure(name, values, "there are no parameters here; write $$ for a dollar sign")
            report.error("E409", source.span(node), f"there is no parameter ${name} here", hint)
        return values.get(name, match[0])

    return Scalar(_PARAMETER.sub(value, node.text), node.mark, node.style)
