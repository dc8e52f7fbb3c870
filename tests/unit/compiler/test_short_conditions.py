"""Clauses joined by `and` and `or` are compiled without the parser: to the same code, or not at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths import conditions
from fourfifths.compiler import check_texts
from fourfifths.compiler.clauses import Clauses
from fourfifths.compiler.names import Index, SceneNames
from fourfifths.compiler.nodes import Scalar
from fourfifths.compiler.report import Report
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Condition, Person, SlotKind
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
NAMES = ["trust", "played", "bribed", "papers", "nobody", "not", "true", "in"]
CALLS = ["seen(gate)", "visits(gate/gate)", "chosen(gate.bribe)", "remembers(ada, act)", "remembers(bo, act)"]
WRONG = ["seen(door)", "seen(gate, gate)", "knows(ada)", "chosen(gate)", "asks(gate)", "seen()", "seen (gate)"]
GROUPS = [
    "not (trust > 1 and (not bribed or (seen(gate))))",
    "((bribed))",
    "(" * 12 + "bribed" + ")" * 12,
    "(bribed",
    "bribed)",
    "()",
    "@0",
    "not(bribed)",
    "(bribed) (bribed)",
    "(trust) > 1",
    "papers in (real, none)",
    "papers in (real, 1)",
    "papers in (real)",
    "papers in (real, played)",
    "played in (1, 2)",
    "played in (-1, 007)",
    "played in (1, 2) in (1)",
    "played in (1, 2) == 1",
    "trust < played in (1, 2)",
    "trust + played in (1, 2)",
    "bribed in (1)",
    "nobody in (1)",
    "seen(played in (1))",
]
OPERATORS = ["==", "!=", "<", "<=", ">", ">="]


def names() -> SceneNames:
    world = World()
    index = Index(Report())
    for name, kind, high, words in (
        ("trust", SlotKind.METER, 100, ()),
        ("played", SlotKind.INT, 3, ()),
        ("bribed", SlotKind.FLAG, 1, ()),
        ("papers", SlotKind.WORD, 2, ("none", "forged", "real")),
    ):
        world.names.entries[name] = world.slots.add(name, kind, (0, high), 0, words)
    world.people.entries["ada"] = Person("ada", "Ada", False, "")
    index.scenes["gate/gate"] = PLACE
    index.choices["gate/gate"] = {"bribe": Scalar("bribe", 0, "")}
    index.memories["act"] = {"ada": None}
    return SceneNames("gate", world, index)


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("value", ["0", "40", "007", "-1", "-0", "--1", "real", "lost", "played", "bribed", "true"])
@pytest.mark.parametrize("name", [*NAMES, *CALLS[:3]])
def test_a_comparison_compiles_as_the_parser_compiles_it(name: str, operator: str, value: str) -> None:
    same(f"{name} {operator} {value}")
    same(f"not {name} {operator} {value}")


@pytest.mark.parametrize("source", [*NAMES, *CALLS, *WRONG, "not not bribed", ""])
def test_a_bare_name_or_call_compiles_as_the_parser_compiles_it(source: str) -> None:
    same(source)
    same(f"not {source}")


@pytest.mark.parametrize("name", ["papers", "trust", "bribed", "nobody", "seen(gate)", "not papers", "Papers"])
@pytest.mark.parametrize(
    "words",
    [
        "real, none",
        "real",
        "real, real",
        "real,none",
        "real, lost",
        " real",
        "",
        "1, 2",
        "papers",
        "real, bribed",
        "(real)",
    ],
)
def test_one_of_some_words_compiles_as_the_parser_compiles_it(name: str, words: str) -> None:
    same(f"{name} in ({words})")
    same(f"{name} in ({words}) and bribed")


CLAUSE = st.one_of(
    st.sampled_from(
        ["bribed", "not bribed", *NAMES, *CALLS, *WRONG, "(bribed)", "(bribed or seen(gate))", "trust<3", *GROUPS]
    ),
    st.builds(
        "{} {} {}".format, st.sampled_from(NAMES + CALLS), st.sampled_from(OPERATORS), st.sampled_from(["1", "real"])
    ),
)
JOINT = st.sampled_from([" and ", " or ", " and not ", "  or ", " and\n", " in ", "and"])


@given(st.lists(st.tuples(CLAUSE, JOINT), min_size=1, max_size=6))
def test_joined_clauses_compile_as_the_parser_compiles_them(pieces: list[tuple[str, str]]) -> None:
    same("".join(clause + joint for clause, joint in pieces[:-1]) + pieces[-1][0])


def test_calls_inside_and_outside_of_brackets_ask_for_what_the_parser_asks_for() -> None:
    same("chosen(gate.bribe) and (bribed or seen(gate))")
    same("(bribed or (remembers(ada, act) and seen(gate))) and (not chosen(gate.bribe) or visits(gate) > 1)")


def test_what_was_compiled_in_brackets_is_no_clause() -> None:
    clauses = Clauses(names())
    clauses.parse("(bribed)or(seen(gate))", PLACE)
    source = "seen(gate) and (bribed)or(seen(gate))"
    assert clauses.parse(source, PLACE) == conditions.parse(source, PLACE, names())


def test_a_condition_has_the_place_where_it_stands_not_where_it_stood_first() -> None:
    clauses = Clauses(names())
    first, second = (clauses.parse("bribed", Span("a.yaml", line, 1)) for line in (1, 2))
    assert [found.span.line for found in (first, second)] == [1, 2]


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


def same(source: str) -> None:
    """Compiles the source twice without the parser's help and once with it."""
    short, long = names(), names()
    clauses = Clauses(short)
    expected = meant(conditions.parse(source, PLACE, long), long)
    for _ in range(2):
        assert meant(clauses.parse(source, PLACE), short) == expected, source


def meant(found: Condition | Diagnostic, told: SceneNames) -> tuple[object, ...]:
    """What was found, with the names of slots for their numbers."""
    if isinstance(found, Diagnostic):
        return (found,)
    slots = [slot.name for slot in told.world.slots.all]
    code = re.sub(r"v\[(\d+)\]", lambda number: f"v[{slots[int(number[1])]}]", found.code)
    return (found.source, code, sorted(slots[index] for index in found.reads), found.span)
