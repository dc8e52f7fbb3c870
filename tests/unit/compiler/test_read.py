"""The reader: narrow, bounded YAML whose scalars stay text, each with its place."""

from __future__ import annotations

import pytest
import yaml

from fourfifths.compiler import check_texts
from fourfifths.compiler.bounds import MAX_DEPTH
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Sequence, Source
from fourfifths.compiler.read import read
from fourfifths.compiler.report import Report
from fourfifths.diagnostics import Diagnostic, Span
from tests.unit.compiler.small import STORY, files
from tests.unit.hostile import BOMBS

MODULE = "fourfifths.compiler.events"


def parsed(text: str | bytes) -> tuple[Source, tuple[Diagnostic, ...]]:
    report = Report()
    data = text if isinstance(text, bytes) else text.encode()
    return read("f.yaml", data, report), report.diagnostics()


def value(text: str, key: str = "a") -> Scalar:
    source, mistakes = parsed(text)
    assert not mistakes
    assert source.root is not None
    node = source.root.entries[key]
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize(
    "text", ["no", "on", "12:30", "010", "0x1F", "+5", "5", "1e3", "2001-13-45", "~", "null", "1_0"]
)
def test_a_scalar_stays_the_text_it_is(text: str) -> None:
    assert value(f"a: {text}").text == text


def test_a_quoted_scalar_is_told_from_a_plain_one() -> None:
    assert value("a: '+5'").style == "'"
    assert not value("a: +5").style
    assert value("a: |\n  x").style == "|"


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    assert value(b"\xef\xbb\xbfa: |\r\n  x\r\n  y\r\n".decode()).text == "x\ny\n"


REFUSED = [
    ("a: &x you", "E007", 1, 4),
    ("a: &x [1]", "E007", 1, 4),
    ("a: 1\nb: *x1", "E007", 2, 4),
    ("a: !Stop now", "E008", 1, 4),
    ("a: !!python/object:os.system x", "E008", 1, 4),
    ("!!set {a, b}", "E008", 1, 1),
    ("b: {c: 1}\na:\n  <<: {d: 2}", "E009", 3, 3),
    ("a: 1\nb: 2\na: 3", "E010", 3, 1),
    ("a: {b: 1, b: 2}", "E010", 1, 11),
    ("a: 1\n---\nb: 2", "E011", 2, 1),
    ("%YAML 1.1\n---\na: 1", "E011", 1, 1),
    ("? [a]\n: b", "E013", 1, 3),
    ("? {a: b}\n: b", "E013", 1, 3),
    ("a: 1\n\tb: 2", "E005", 2, 1),
    ("a: x\x1b[31m", "E005", 1, 5),
    ("a: x\x85", "E005", 1, 5),
    ("a: x\u202ey", "E005", 1, 5),
    ("a: x\u2028y", "E005", 1, 5),
    ("a: é\ufeffy", "E005", 1, 5),
    ("a: x\x00y", "E005", 1, 5),
    ("a: x\ry", "E005", 1, 5),
    ('a: "\\e[31m"', "E005", 1, 4),
    ('a: "\\u202E"', "E005", 1, 4),
    ("a: b: c", "E006", 1, 5),
    ("a: 'x' y", "E006", 1, 8),
    ('b: 1\na: "x', "E006", 2, 4),
    ("a: @x", "E006", 1, 4),
    ("a: [b, c", "E006", 1, 4),
    ("a: {b: c", "E006", 1, 4),
    ("a:\n  - x\n y: 2", "E006", 3, 2),
    ('a: "\\q"', "E006", 1, 5),
    ("a: *bold* x", "E006", 1, 9),
    ("a: | foo\n  x", "E006", 1, 6),
    ("a: - b", "E006", 1, 4),
    ("- a", "E022", 1, 1),
    ("just text", "E022", 1, 1),
    ("", "E022", 1, 1),
    ("# nothing", "E022", 1, 1),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED)
def test_what_a_story_does_not_use_is_refused_at_its_place_with_a_cure(
    text: str, code: str, line: int, column: int
) -> None:
    _, (found,) = parsed(text)
    assert (found.code, found.span.line, found.span.column) == (code, line, column), found
    assert found.hint


def test_a_duplicate_key_names_both_places() -> None:
    _, (found,) = parsed("a: 1\nb: 2\na: 3")
    assert "line 1, column 1" in found.hint


def test_a_character_is_named_by_its_code_point() -> None:
    _, (found,) = parsed("a: x\u202ey")
    assert "U+202E" in found.message


@pytest.mark.parametrize("data", [b"a: \xe9", b"\xff\xfea\x00", "a: b".encode("utf-16")])
def test_another_encoding_is_refused(data: bytes) -> None:
    _, (found,) = parsed(data)
    assert found.code == "E004"
    assert "UTF-8" in found.hint


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_file_is_refused(name: str) -> None:
    _, found = parsed(BOMBS[name])
    assert found or name in ("many keys", "many flow keys")
    assert all(mistake.span.line >= 1 and mistake.span.column >= 1 for mistake in found)
    assert len(found) <= 1001


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_file_among_good_ones_is_a_diagnostic(name: str) -> None:
    story, found = check_texts({**files(), "gate/bomb.yaml": BOMBS[name].encode()})
    assert story is None
    assert found


def test_a_depth_that_a_story_has_is_read() -> None:
    source, mistakes = parsed("a: " + "[" * 30 + "]" * 30)
    assert not mistakes
    assert source.root is not None
    node: Node = source.root.entries["a"]
    for _ in range(29):
        assert isinstance(node, Sequence)
        node = node.items[0]


def test_one_level_more_than_the_bound_is_refused() -> None:
    _, (found,) = parsed("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert found.code == "E003"


PLACES = [
    # text, offset word, line, column
    ("a: one two\n", "two", 1, 8),
    ("a: 'one two'\n", "two", 1, 9),
    ("a: |\n\n  one\n\n   two\n", "two", 5, 4),
    ("a: |2\n    one\n  two\n", "two", 3, 3),
    ("b: 1\na: >\n  one\n  more\n\n  two\n", "two", 6, 3),
    ("a: one\n  and\n  two\n", "two", 3, 3),
    ("a: 'it''s two'\n", "two", 1, 11),
    ('a: "\\u2014 \\" two"\n', "two", 1, 15),
    ('a: "it \\"is\\" \\\\ two"\n', "two", 1, 18),
    ('a: "it \\"two\\""\n', '"two', 1, 8),
    ('a: "one\n  two"\n', "two", 2, 3),
    ("a: é— two\n", "two", 1, 7),
]


@pytest.mark.parametrize(("text", "word", "line", "column"), PLACES)
def test_a_place_inside_a_text_is_a_place_in_the_file(text: str, word: str, line: int, column: int) -> None:
    source, _ = parsed(text)
    assert source.root is not None
    node = source.root.entries["a"]
    assert isinstance(node, Scalar)
    assert source.inside(node, node.text.index(word), 3) == Span("f.yaml", line, column, 3)


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib

    monkeypatch.setattr(importlib.import_module(MODULE), "LOADER", yaml.SafeLoader)
    monkeypatch.setattr("fourfifths.compiler.regular.build", lambda _: False)
    story, _ = check_texts(files())
    assert story is not None
    monkeypatch.undo()
    assert story == check_texts(files())[0]


@pytest.mark.parametrize(("text", "code", "line", "column"), [case for case in REFUSED if case[1] != "E006"])
def test_without_libyaml_the_same_is_refused(
    text: str, code: str, line: int, column: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib

    monkeypatch.setattr(importlib.import_module(MODULE), "LOADER", yaml.SafeLoader)
    _, (found,) = parsed(text)
    assert (found.code, found.span.line, found.span.column) == (code, line, column), found


def test_a_tree_keeps_the_order_of_its_keys() -> None:
    source, _ = parsed(files()[STORY])
    assert isinstance(source.root, Mapping)
    assert list(source.root.entries)[:3] == ["format", "title", "id"]
