"""The reader of regular files reads what libyaml's reads, to every mark and style, and leaves all else to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fourfifths.compiler import events, regular
from fourfifths.compiler.bounds import MAX_DEPTH, MAX_KEY, MAX_LINES, MAX_SCALAR, forbidden
from fourfifths.compiler.nodes import Node, Scalar, Sequence, Source
from fourfifths.compiler.report import Report
from tests.unit.compiler.test_read import BOMBS, REFUSED

ROOT = Path(__file__).resolve().parents[3]
FILES = [
    path.read_text(encoding="utf-8")
    for folder in ("story", "tests/stories")
    for path in (ROOT / folder).rglob("*.yaml")
]


def shape(node: Node) -> object:
    """A tree as values that compare."""
    if isinstance(node, Scalar):
        return node.mark, node.style or "", node.text
    if isinstance(node, Sequence):
        return node.mark, [shape(item) for item in node.items]
    return node.mark, node.flow, [(key, node.keys[key], shape(value)) for key, value in node.entries.items()]


def alike(text: str) -> bool:
    """Whether a text is regular; where it is, both readers must read the same from it, and libyaml nothing wrong."""
    if forbidden(text):
        return False
    quick, slow, report = Source("f.yaml", text), Source("f.yaml", text), Report()
    if not regular.build(quick):
        assert quick.root is None
        assert not quick.commented
        return False
    events.build(slow, report)
    assert not report.diagnostics(), text
    assert quick.root is not None
    assert slow.root is not None, text
    assert shape(quick.root) == shape(slow.root), text
    assert quick.commented == slow.commented, text
    return True


def test_the_shipped_stories_are_regular_and_read_alike() -> None:
    regulars = [alike(text) for text in FILES]
    assert regulars.count(False) <= 2


REGULAR = [
    "a: b\n",
    "a: 'it''s'\nb: \"say \\\"x\\\" or \\\\\"\n",
    "# one\n\na:   b   # two\n\n  # three\nc: 'd'  # four\n",
    "a:\n  # about b\n  b: |\n    one\n\n      two\n    three\n\n\nc: 1\n",
    "a:\n  - b: 1\n    c: 2\n  - d\n  - |\n    text\n  - {e: +1, f: [g, 'h', \"i, j\"]}\n",
    "a: []\nb: {}\nc: [[], {d: {}}]\n",
    "potatoes, twice boiled: 7\nprice: 41,000\ntime: 19 September, 06:12\n",
    "a: b # fourfifths: ignore[W1]\nc: d #fourfifths\n",
    "é: ü\nb: — x\n",
    "a: |\n    one\n       \nb: 2\n",
    "a: -1\nb: -x\nc: =3\nd: ~\ne: <<\n",
]


@pytest.mark.parametrize("text", REGULAR)
def test_a_regular_file_is_read_without_libyaml(text: str) -> None:
    assert alike(text)


ODD = [
    "a: one\n  two\n",
    "a: 'one\n  two'\n",
    "a: >\n  x\n",
    "a: |-\n  x\n",
    "a: |2\n   x\n",
    "a: |\n\n  x\n",
    "a: |\n one\n \n    # note\n",
    "a: |\n  one\n\n \n   two\n",
    "a: | # x\n  y\n",
    "a:\n",
    "a:\n- b\n",
    "a:\n  b: 1\n c: 2\n",
    "a: |\n x\n  y\n z\nb:\n    c: 1\n  d: 2\n",
    "  a: |\n x\n",
    "- a\n",
    "a: b: c\n",
    "a: b:\n",
    "a: 'b' c\n",
    "a: 'b'#c\n",
    "a: {b: 1, b: 2}\n",
    "a: {b: 1\n  }\n",
    "a: {b}\n",
    "a: [b: c]\n",
    "a: [b, ]\n",
    "a: {b: 1,}\n",
    "a: {b:1}\n",
    "a: [b]]\n",
    "a: [b] c\n",
    "a: 1\na: 2\n",
    "? a\n: b\n",
    "a: &x b\n",
    "a: *x\n",
    "a: !t b\n",
    "'a': b\n",
    "a: b",
    'a: "\\n"\n',
    "a: @b\n",
    "%YAML 1.1\n---\na: b\n",
    "---\na: b\n",
    "a: b\n...\n",
    "a: ? b\n",
    "a: - b\n",
    "a:\n  - - b\n",
    "a:\n  -\n    b: 1\n",
    "<<: {a: b}\n",
    "a: [b, [c, [d, [e, [f]]]]]\n",
    "k" * (MAX_KEY + 1) + ": 1\n",
    "a: {" + "k" * (MAX_KEY + 1) + ": 1}\n",
    "a: " + "x" * (MAX_SCALAR + 1) + "\n",
    "a: |\n" + "  x\n" * (MAX_LINES + 1),
    "a: |\n" + ("  " + "x" * 999 + "\n") * 17,
    "".join(f"{'  ' * depth}k:\n" for depth in range(MAX_DEPTH)),
    "",
    "# nothing\n",
    "\n",
]


@pytest.mark.parametrize("text", ODD)
def test_what_is_not_regular_is_left_to_libyaml(text: str) -> None:
    assert not alike(text)


@pytest.mark.parametrize("text", [text for text, *_ in REFUSED])
def test_what_libyaml_refuses_is_not_regular(text: str) -> None:
    for ending in ("", "\n", "\nz: 1\n"):
        alike(text + ending)


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_file_is_read_alike_or_left_alone(name: str) -> None:
    alike(BOMBS[name])
    alike(BOMBS[name] + "\n")


TAME_WORDS = ["a", "b c", "é", "x-1", "1.40", "06:12", "+5", "-2", "=3", "no", "~", "don't", 'b "c"', "a—b"]
WILD_WORDS = [
    *(
        "a, b",
        "a{b}",
        "a[0]",
        "a?",
        "-",
        "- x",
        "? x",
        ": x",
        "x:",
        "x: y",
        "x:y",
        "x :y",
        "a #b",
        "a#b",
        "#b",
        "!x",
        "&x",
    ),
    *("*x", "|", ">", "%x", "@x", "`x", "'x", "x'", '"x', "{x", "}x", "[x", "]x", ",x", "x,y", "<<", "=", "---", "..."),
    *("\\", "a\\b", " ", "", "\u00a0", "-\u00a0x", "a  b ", "\u0663"),
]
TAME_QUOTED = ["'it''s'", r'"\"x\""', r'"\\"', "' a '", '"a: #b"', '"- {x}"', "'[x]'", "'\"'", '"it\'s"', "''", '""']
WILD_QUOTED = [r'"\n"', r'"\x41"', "'a' b", "'a'#b", '"a" "b"', "'", '"', "'" * 3, r'"\"', "'" * 4, '"a', "'a'':"]
TAME_MOVES = [
    "{by: +2, why: Nobody's é}",
    "{by: 2, why: -x y }",
    '{by: +4, why: "a: #b, {c}"}',
    '{by: -10, why: " é "}',
    '{by: 0, why: ""}',
    r'{by: 3, why: "\"x\""}',
]
WILD_MOVES = [
    "{by: 2, why: a, b}",
    "{by: 2, why: a: b}",
    "{by: 2, why: }",
    "{by: 2, why: a #b}",
    '{by: +4, why: "x}',
    '{by: +-4, why: "x"}',
    '{by: +4, why: "x" y}',
    "{by: 4, by: 3}",
    '{by: 4,why: "x"}',
]
TAME_KEYS = ["a", "b", "c", "d-e", "f g", "j/k", "1", "é", "m'n", "o.p"]
WILD_KEYS = ["h, i", "'l'", "-q", "r:s", "<<", "t ", "u  v", "w - x", "[y]", "{z}", "#", "---", "\u0663", "\u00a0"]
TAME_TAILS = ["", "", "", " ", " # x", " # fourfifths: ignore[W1]"]
WILD_TAILS = ["  #", "#x", " #fourfifths: ignore[x]", ":", " :", ","]


def some(tame: list[str], wild: list[str], wildly: bool) -> st.SearchStrategy[str]:
    return st.sampled_from([*tame, *tame, *wild] if wildly else tame)


def values(wildly: bool) -> st.SearchStrategy[str]:
    """Values on one line."""
    scalar = some(TAME_WORDS, WILD_WORDS, wildly) | some(TAME_QUOTED, WILD_QUOTED, wildly)
    key, gap = some(TAME_KEYS, WILD_KEYS, wildly), some([" "], ["  ", ""], wildly)

    def bracketed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        comma = some([", ", ",", " , "], [" ", ",,", ", ,"], wildly)
        pairs = st.lists(st.builds("{}:{}{}".format, key, gap, inner), max_size=3, unique=not wildly)
        return st.one_of(
            st.builds(lambda items, mark: f"[{mark.join(items)}]", st.lists(inner, max_size=3), comma),
            st.builds(lambda items, mark: f"{{{mark.join(items)}}}", pairs, comma),
            st.builds(lambda items, mark: f"{{ {mark.join(items)} }}", pairs, comma),
        )

    moves = some(TAME_MOVES, WILD_MOVES, wildly)
    return scalar | moves | st.recursive(scalar, bracketed, max_leaves=6)


VALUES = {wildly: values(wildly) for wildly in (False, True)}


@st.composite
def blocks(draw: st.DrawFn, indent: int, wildly: bool) -> str:
    """A block of text that stands in further than this indent, or is wild."""
    deep = " " * (indent + draw(st.sampled_from([0, 1, 2, 4] if wildly else [1, 2, 2, 4])))
    line = st.sampled_from(
        ["one two", "  in", "# no comment", "- x", "k: v", "", "", "— é", "...", "  " if wildly else ""]
    )
    lines = [(deep if text or wildly else "") + text for text in draw(st.lists(line, max_size=5))]
    head = draw(some(["|"], ["|-", "|+", ">", "| ", "|2", "| # x"], wildly))
    return "\n".join([head, *([] if wildly else [f"{deep}x"]), *lines])


@st.composite
def collections(draw: st.DrawFn, wildly: bool, indent: int = 0) -> str:
    """Lines of a mapping or list at this indent, or about it."""
    lines: list[str] = []
    listed = indent > 0 and draw(st.booleans())
    keys = draw(st.lists(some(TAME_KEYS, WILD_KEYS, wildly), min_size=1, max_size=4, unique=not wildly))
    for key in keys:
        lead = " " * (indent + draw(st.sampled_from([*[0] * 20, 1, -1] if wildly else [0])))
        lead += draw(some(["- "], ["-  ", "-"], wildly)) if listed else ""
        if not listed or draw(st.booleans()):
            lead += f"{key}:" + draw(some([" ", "  "], [""], wildly))
        inner = indent + draw(st.sampled_from([2, 4])) + (2 if listed else 0)
        kind = draw(st.sampled_from(["value", "value", "value", "block", "nested"]))
        if kind == "nested" and inner < 12 and lead.rstrip().endswith(":"):
            lines += [lead.rstrip() + draw(some(TAME_TAILS, WILD_TAILS, wildly)), draw(collections(wildly, inner))]
        elif kind == "block":
            lines.append(lead + draw(blocks(inner - 2, wildly)))
        else:
            lines.append(lead + draw(VALUES[wildly]) + draw(some(TAME_TAILS, WILD_TAILS, wildly)))
        lines += draw(st.sampled_from([[], [], [], [""], ["# note"], ["    # note"], ["   "]]))
    return "\n".join(lines)


@settings(max_examples=600, deadline=None)
@given(collections(False))
def test_generated_files_read_alike(text: str) -> None:
    alike(text + "\n")


@settings(max_examples=900, deadline=None)
@given(collections(True), st.sampled_from(["\n", "\n", "\n", "", "\n\n", "\n  "]))
def test_generated_files_that_are_a_little_wrong_read_alike(text: str, ending: str) -> None:
    alike(text + ending)


PIECES = st.sampled_from(
    [
        *"{}[]:-|>&*!#'\"\\,?%@` \n=é—0a",
        "\n  ",
        "\n    ",
        "\n  - ",
        ": ",
        " #",
        "- ",
        "''",
        '\\"',
        "|\n",
        "a: ",
        "{a: b}",
    ]
)


@settings(max_examples=900, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
@example("a: |\n  x\n #\n  y\n")
def test_pieces_of_yaml_read_alike(text: str) -> None:
    alike(text)
    alike(text + "\n")


@settings(max_examples=900, deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_a_shipped_file_with_a_few_changes_reads_alike(text: str, data: st.DataObject) -> None:
    lines = re.split(r"(?<=\n)", text)
    first = data.draw(st.integers(0, len(lines) - 1))
    part = "".join([*lines[:4], *lines[first : first + 30]] if data.draw(st.booleans()) else lines[:60])
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(part)))
        end = min(len(part), start + data.draw(st.integers(0, 6)))
        part = part[:start] + data.draw(PIECES) + part[end:]
    alike(part)


def test_most_generated_files_are_regular_enough_to_test_something() -> None:
    found: list[bool] = []

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(collections(False))
    def count(text: str) -> None:
        found.append(alike(text + "\n"))

    count()
    assert sum(found) > 100
