"""Whatever the files hold: findings with known codes, at places that are there, and no traceback."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import excerpt
from fourfifths.compiler import CODES, compile_files
from fourfifths.tools.lint import Selection, check, formats
from fourfifths.tools.lint.incremental import Linter
from fourfifths.tools.lint.registry import rules
from tests.unit.compiler.small import files
from tests.unit.compiler.test_fuzz import PIECES

ALL = Selection(select=("W", "E"))
KNOWN = {*CODES, *(rule.code for rule in rules())}
FOUND = Path(__file__).parent / "found"
"""Inputs that once broke something, each a file of one story's scenes."""

PACK = {
    **files(),
    "gate/extra.yaml": b"""pov: ana
act: 0
title: Extra
scenes:
  lane:
    knows: hours
    text:
      - |
        Billy {~a|b|{!c}} {trust} waits, {bribed: {pass == real: x}}.
        {bribed: alone}
        A palpable *hush* {&x|y}  # not a comment
      - {doc: notice, title: "{played}", text: "a {bribed: b} c", if: trust > 3 and not bribed}
    choices:  # fourfifths: ignore[W304, W999]
      - {id: a, label: Go on., goto: lane, effects: {trust: {by: -60, why: It costs 4 chits.}, played: +1}}
      - {id: b, label: Go on now., goto: end, unless: trust >= 10, effects: {trust: {by: -60, why: TODO}, played: =2}}
      - {id: c, label: Ask., text: No., once: false, needs: "knows(ana, hours)", locked: Not yet., teach: {ana: hours}}
""",
}
NAMES = sorted(PACK)


def survives(pack: dict[str, bytes]) -> None:
    compiled = compile_files(pack)
    found = check(compiled, ALL)
    for item in found:
        assert item.code in KNOWN
        assert item.message
        assert min(item.span.line, item.span.column, item.span.length) >= 1
        if item.span.file in compiled.sources and compiled.story:  # where YAML cannot go on may be behind the last line
            lines = compiled.sources[item.span.file].lines
            assert item.span.line <= len(lines)
            assert item.span.column <= len(lines[item.span.line - 1]) + 1
    lines_of = {name: tuple(source.lines) for name, source in compiled.sources.items()}
    assert "\x1b" not in excerpt.full(found, lambda name: lines_of.get(name, ()))
    assert len(json.loads(formats.sarif(found))["runs"][0]["results"]) == len(found)
    assert len(formats.github(found).splitlines()) == len(found)


@st.composite
def mutants(draw: st.DrawFn) -> dict[str, bytes]:
    """The files with a few stretches of one replaced."""
    name = draw(st.sampled_from(NAMES))
    text = PACK[name].decode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = text[:start] + draw(PIECES | st.text(max_size=3)) + text[end:]
    return {**PACK, name: text.encode("utf-8", "surrogatepass")}


def test_the_pack_compiles() -> None:
    compiled = compile_files(PACK)
    assert compiled.story is not None, compiled.diagnostics
    assert {"W103", "W304", "W306", "W303", "W202", "W901"} <= {item.code for item in check(compiled, ALL)}
    survives(PACK)


@settings(max_examples=400, deadline=None)
@given(mutants())
def test_any_change_of_a_good_story(pack: dict[str, bytes]) -> None:
    survives(pack)


EDITS = [
    ("by: -60", "by: -3"), ("trust >= 10", "trust >= 90"), ("goto: lane", "goto: end"), ("palpable", "plain"),
    ("if: trust > 3 and not bribed", "if: trust > 3"), ("{bribed: alone}", "{seen(dawn): alone}"), ("Billy", "Bo"),
    ("played: +1", "played: +2"), (", teach: {ana: hours}", ""), ("knows: hours\n", "when: now\n"),
    ("unless: trust >= 10", "unless: bribed"), ("once: false", "once: true"), ("ignore[W304", "ignore[W201"),
    ("    text:\n", "    # more\n    text:\n"), ("names: [Westgate]", "names: [Westgate, Billy]"),
    ("bribed: true", "bribed: false"), ("trust: {by: +5", "trust: {by: -9"), ("goto: yard", "goto: extra-end"),
    ('if: "remembers(bo, coin)"', 'if: "seen(dawn)"'), ("start: 50", "start: 3"), ("known-by: [bo]", "known-by: [ana]"),
    ("priority: 1", "priority: 3, if: played == 0"), ("limit: 2", "limit: 1"),
]  # fmt: skip
EXTRA = b"pov: ana\nact: 0\ntitle: End\nscenes:\n  extra-end: {text: End., ends: {id: more, title: More}}\n"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(EDITS), max_size=3), min_size=1, max_size=6))
def test_the_incremental_linter_says_the_same(turns: list[list[tuple[str, str]]]) -> None:
    linter = Linter(ALL)
    for turn in turns:
        pack = {**PACK, "gate/more.yaml": EXTRA}
        for old, new in turn:
            pack = {name: data.decode().replace(old, new, 1).encode() for name, data in pack.items()}
        compiled = compile_files(pack)
        assert linter.check(pack).found == check(compiled, ALL)


@settings(max_examples=60, deadline=None)
@given(st.lists(mutants(), min_size=1, max_size=4))
def test_the_incremental_linter_survives_what_does_not_compile(packs: list[dict[str, bytes]]) -> None:
    linter = Linter(ALL)
    for pack in [*packs, PACK]:
        assert linter.check(pack).found == check(compile_files(pack), ALL)


def test_what_once_broke_something() -> None:
    for path in sorted(FOUND.glob("*.yaml")):
        survives({**PACK, "gate/extra.yaml": path.read_bytes()})
