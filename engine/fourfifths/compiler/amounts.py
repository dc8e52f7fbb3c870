"""Whole numbers by name, and names that stand for something else in the same table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from fourfifths.compiler.fields import Fields
from fourfifths.compiler.nodes import Scalar
from fourfifths.compiler.report import shown
from fourfifths.compiler.shapes import Field, Kind, Shape


def amounts(fields: Fields, key: str, names: Iterable[str], most: int, low: int = 0) -> dict[str, int]:
    """The whole numbers that the mapping in a key gives to some of these names; any other name is reported."""
    node = fields.mapping(key)
    if node is None:
        return {}
    inner = Fields(_shape(key, tuple(names)), node, fields.source, fields.report)
    found = {name: inner.number(name, 0, low, most) for name in inner.shape.fields if name in inner}
    fields.broken = fields.broken or inner.broken
    return found


@lru_cache(maxsize=64)
def _shape(key: str, names: tuple[str, ...]) -> Shape:
    """A number for each of these names; most tables ask for the same ones many times."""
    return Shape(f"`{key}`", {name: Field(Kind.NUMBER, "a whole number") for name in names})


def one_of(fields: Fields, key: str, names: Iterable[str], what: str) -> str:
    """The name in a key, which is one of these; empty where nothing is given. `what` is what each of them is."""
    node = fields.scalar(key)
    return known(node, fields, names, what) if node is not None else ""


def some_of(fields: Fields, key: str, names: Iterable[str], what: str) -> tuple[str, ...]:
    """The names in a key, each of which is one of these."""
    known_names = tuple(names)
    return tuple(known(node, fields, known_names, what) for node in fields.names(key))


def known(node: Scalar, fields: Fields, names: Iterable[str], what: str) -> str:
    """The name that a node holds, reported where it is none of these."""
    among = tuple(names)
    if node.text not in among:
        hint = fields.report.cure(node.text, among)
        fields.wrong("E024", node, f"{shown(node.text)} is none of the {what}", hint)
    return node.text


def texts(fields: Fields, key: str) -> Mapping[str, str]:
    """The lines of text by name that the mapping in a key holds."""
    node = fields.mapping(key)
    found: dict[str, str] = {}
    for name, value in node.entries.items() if node is not None else ():
        if isinstance(value, Scalar) and value.text.strip():
            found[name] = " ".join(value.text.split())
        else:
            fields.wrong("E022", value, f"{shown(name)} is no text", "write one line of text")
    return found
