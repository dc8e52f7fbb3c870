from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths import markup
from fourfifths.markup import Span


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ()),
        ("plain", (Span("plain"),)),
        ("[ADVERT] [/x] `a` #b _c_ <d>", (Span("[ADVERT] [/x] `a` #b _c_ <d>"),)),
        ("a *b* c", (Span("a "), Span("b", emphasis=True), Span(" c"))),
        ("**a** b", (Span("a", strong=True), Span(" b"))),
        ("**a *b***", (Span("a ", strong=True), Span("b", strong=True, emphasis=True))),
        ("2 * 3", (Span("2 "), Span("*"), Span(" 3"))),
        (r"\*a\*", (Span("*"), Span("a"), Span("*"))),
        (r"\{a\} \| \\", (Span("{"), Span("a"), Span("}"), Span(" "), Span("|"), Span(" "), Span("\\"))),
    ],
)
def test_spans(source: str, expected: tuple[Span, ...]) -> None:
    assert markup.spans(source) == expected


def test_paragraphs_fold_line_breaks_and_split_at_blank_lines() -> None:
    assert markup.paragraphs("One\n  line.\n\n \n\nTwo  \n\n") == ("One line.", "Two")


def test_what_an_alternative_left_empty_leaves_no_gap() -> None:
    assert markup.paragraphs("One.  Two.\n\n  \n\nThree.") == ("One. Two.", "Three.")


@pytest.mark.parametrize(
    "bad", ["\x1b]0;t\x07", "\x9b2J", "\u202e", "\u2066", "\x00", "\r", "\x7f", "\ud800", "\U000e0041"]
)
def test_nothing_that_a_terminal_obeys_gets_through(bad: str) -> None:
    assert not markup.FORBIDDEN.search(markup.plain(f"a{bad}b"))


def test_windows_line_ends_are_line_ends() -> None:
    assert markup.clean("a\r\nb") == "a\nb"


@given(st.text().filter(lambda source: "*" not in source and "\\" not in source))
def test_unmarked_text_is_shown_whole(source: str) -> None:
    assert markup.plain(source) == markup.clean(source)


@given(st.text(alphabet="*\\ab {}|"))
def test_marks_never_lose_a_letter(source: str) -> None:
    shown = markup.plain(source)
    assert [letter for letter in shown if letter in "ab "] == [letter for letter in source if letter in "ab "]
    assert all(span.text for span in markup.spans(source))
