"""Diagnostics as a person reads them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths import excerpt, markup
from fourfifths.diagnostics import Diagnostic, Severity, Span

GOTO = "    goto: cellr"


def found(line: int = 1, column: int = 11, length: int = 5, hint: str = "") -> Diagnostic:
    return Diagnostic("E012", Span("juno/act1.yaml", line, column, length), "goto names no scene", hint)


def shown(source: str, diagnostic: Diagnostic) -> list[str]:
    return excerpt.full([diagnostic], lambda _: tuple(source.split("\n"))).split("\n")


def under(source: str, diagnostic: Diagnostic) -> str:
    """The characters of the shown line that stand above the carets."""
    _, line, marks, *_ = shown(source, diagnostic)
    return "".join(a for a, b in zip(line, marks, strict=False) if b == "^")


def test_full_is_the_place_the_line_the_mark_and_the_cure() -> None:
    assert shown(GOTO, found(hint='did you mean "cellar"?')) == [
        "juno/act1.yaml:1:11: error[E012] goto names no scene",
        "  1 |     goto: cellr",
        "    |           ^^^^^",
        '    = did you mean "cellar"?',
    ]


def test_the_gutter_grows_with_the_line_number() -> None:
    lines = shown("\n" * 122 + GOTO, found(line=123))
    assert lines[1].index("|") == lines[2].index("|") == 6


def test_carets_stand_under_the_marked_characters() -> None:
    assert under(GOTO, found()) == "cellr"


def test_wide_and_combining_characters_before_the_mark_take_their_cells() -> None:
    assert shown("\u6771e\u0301 x", found(column=5, length=1))[2].endswith("|     ^".replace("     ", " " * 5))


def test_a_wide_character_is_marked_on_both_its_cells() -> None:
    assert shown("\u6771", found(column=1, length=1))[2].endswith("| ^^")


def test_a_long_line_is_cut_around_the_mark() -> None:
    lines = shown("a" * 5000 + "cellr" + "b" * 5000, found(column=5001))
    assert len(lines[1]) < 120
    assert under("a" * 5000 + "cellr" + "b" * 5000, found(column=5001)) == "cellr"


def test_a_mark_beyond_the_end_of_its_line_stands_at_the_end() -> None:
    assert shown("ab", found(column=40))[2].endswith("|   ^")


@pytest.mark.parametrize("line", [0, 3, 10**9])
def test_a_line_that_is_not_there_gives_no_excerpt(line: int) -> None:
    assert shown("ab\ncd", found(line=line)) == [f"juno/act1.yaml:{line}:11: error[E012] goto names no scene"]


@given(st.text(), st.integers(1, 300), st.integers(0, 300))
def test_whatever_a_line_holds_no_control_character_is_shown(line: str, column: int, length: int) -> None:
    source = line.split("\n")[0]
    text = excerpt.full([found(column=column, length=length)], lambda _: (source,))
    assert not markup.FORBIDDEN.search(text)
    assert len(text.split("\n")) == 3


def test_a_message_with_an_escape_in_it_reaches_no_terminal() -> None:
    nasty = Diagnostic("E001", Span("a\x1b[2J.yaml", 1, 1), "bad \x1b]0;x\x07 \n word", "\x9b31m")
    for text in (excerpt.full([nasty], lambda _: ("x",)), excerpt.concise([nasty])):
        assert "\x1b" not in text
        assert "\x9b" not in text
    assert "\n" not in excerpt.concise([nasty])


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b" not in excerpt.full([found()], lambda _: (GOTO,))
    assert "\x1b[1;31m" in excerpt.full([found()], lambda _: (GOTO,), colour=True)


def test_json_says_everything_a_diagnostic_says() -> None:
    assert json.loads(excerpt.as_json([found(hint="cure")])) == [
        {
            "code": "E012",
            "severity": "error",
            "file": "juno/act1.yaml",
            "line": 1,
            "column": 11,
            "length": 5,
            "message": "goto names no scene",
            "hint": "cure",
        }
    ]


def test_the_summary_counts_kinds_and_files() -> None:
    warning = Diagnostic("W001", Span("other.yaml", 1, 1), "doubtful", severity=Severity.WARNING)
    assert excerpt.summary([found()]) == "1 error in 1 file"
    assert excerpt.summary([found(), found(), warning]) == "2 errors and 1 warning in 2 files"


def test_the_lines_of_any_file_are_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfone\r\ntwo \xff\n")
    assert excerpt.lines_of(str(tmp_path / "a.yaml")) == ("one", "two \N{REPLACEMENT CHARACTER}", "")
    assert excerpt.lines_of(str(tmp_path / "none.yaml")) == excerpt.lines_of("a\0b") == ()


def test_files_are_named_as_they_can_be_opened() -> None:
    (rooted,) = excerpt.rooted([found()], Path("some/story"))
    assert str(rooted.span) == "some/story/juno/act1.yaml:1:11"
