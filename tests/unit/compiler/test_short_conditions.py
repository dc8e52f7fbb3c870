"""A condition of one name is compiled without the parser: to the same code, or not at all."""

from __future__ import annotations

import pytest

from fourfifths import conditions
from fourfifths.compiler.names import Index, SceneNames
from fourfifths.compiler.report import Report
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import SlotKind

PLACE = Span("a.yaml", 1, 1)


@pytest.fixture
def names() -> SceneNames:
    world = World()
    for name, kind, high, words in (
        ("trust", SlotKind.METER, 100, ()),
        ("played", SlotKind.INT, 3, ()),
        ("bribed", SlotKind.FLAG, 1, ()),
        ("papers", SlotKind.WORD, 2, ("none", "forged", "real")),
    ):
        world.names.entries[name] = world.slots.add(name, kind, (0, high), 0, words)
    return SceneNames("gate", world, Index(Report()))


@pytest.mark.parametrize("operator", ["==", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("value", ["0", "40", "007", "real", "lost", "played", "bribed", "true"])
@pytest.mark.parametrize("name", ["trust", "played", "bribed", "papers", "nobody", "not", "true"])
def test_a_comparison_compiles_as_it_does_in_brackets(name: str, operator: str, value: str, names: SceneNames) -> None:
    same(f"{name} {operator} {value}", names)
    same(f"not {name} {operator} {value}", names)


@pytest.mark.parametrize(
    "source", ["bribed", "not bribed", "trust", "not trust", "papers", "not not bribed", "not", ""]
)
def test_a_bare_name_compiles_as_it_does_in_brackets(source: str, names: SceneNames) -> None:
    same(source, names)


def same(source: str, names: SceneNames) -> None:
    short, long = (conditions.parse(text, PLACE, names) for text in (source, f"({source})"))
    if isinstance(long, Diagnostic):
        assert isinstance(short, Diagnostic)
        return
    assert not isinstance(short, Diagnostic)
    assert (short.code, short.reads) == (long.code, long.reads)
