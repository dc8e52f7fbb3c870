"""A condition of one name is compiled without the parser: to the same code, or not at all."""

from __future__ import annotations

import pytest

from fourfifths import conditions
from fourfifths.compiler import check_texts
from fourfifths.compiler.names import Index, SceneNames
from fourfifths.compiler.report import Report
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import SlotKind
from tests.unit.compiler.small import files

GATE_YAML = """pov: ana
act: 0
title: More
scenes:
  more:
    text:
      - {text: More., if: "CONDITION"}
    choices:
      - {id: go, label: Go., goto: end}
"""
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


@pytest.mark.parametrize("word", ["and", "or"])
@pytest.mark.parametrize(
    "left", ["bribed", "not bribed", "trust >= 40", "papers == real", "trust", "nobody", "seen(a/b)"]
)
@pytest.mark.parametrize(
    "right", ["bribed", "played < 2 and bribed", "bribed or trust > 3", "not", "knows(ana, hours)"]
)
def test_what_is_joined_compiles_as_it_does_in_brackets(left: str, right: str, word: str, names: SceneNames) -> None:
    same(f"{left} {word} {right}", names)


@pytest.mark.parametrize("no", ["", "not "])
@pytest.mark.parametrize(
    "call",
    [
        "seen(dawn)", "seen(gate/dawn)", "seen(nowhere)", "visits(dawn)", "chosen(dawn.wait)", "chosen(dawn.stay)",
        "knows(ana, hours)", "knows(ana,hours)", "knows( ana, hours )", "knows(ana)", "knows(bo, none)",
        "seen(dawn, dawn)", "remembers(bo, coin)", "remembers(ana, coin)", "remembers(bo, coin) and seen(dawn)",
        "seen()", "seen(dawn",
    ],
)  # fmt: skip
def test_a_call_compiles_as_it_does_in_brackets(call: str, no: str) -> None:
    found = []
    for source in (f"{no}{call}", f"({no}{call})"):
        text = GATE_YAML.replace("CONDITION", source)
        story, mistakes = check_texts({**files(), "gate/more.yaml": text.encode()})
        block = story.scenes["gate/more"].text[0] if story else None
        slots = story.slots if story else ()
        read = [(c.code, [slots[index].name for index in c.reads]) for c in block.when] if block else None
        found.append((read, [mistake.code for mistake in mistakes]))
    assert found[0] == found[1]


def same(source: str, names: SceneNames) -> None:
    short, long = (conditions.parse(text, PLACE, names) for text in (source, f"({source})"))
    if isinstance(long, Diagnostic):
        assert isinstance(short, Diagnostic)
        return
    assert not isinstance(short, Diagnostic)
    assert (short.code, short.reads) == (long.code, long.reads)
