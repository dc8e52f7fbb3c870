"""A template read in one pass is the one that `text.parse` makes, or is left to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import text
from fourfifths.compiler import inlines
from fourfifths.diagnostics import Span
from tests.unit.names import TestSite

WHOLE = [
    "{audited: a|b}",
    "Before {audited: a {trust > 3: deep {trust}| shallow }, b| {once|twice} } after",
    "{&a|b|{!c|d}} and {~x|y} at {trust}",
    "{audited:\n  some lines|\n  more lines\n}\n\nA paragraph: with a | and a colon.",
    "{audited:|b}{audited: a|}",
    r"A colon\: {audited: at 18\:00 \*sharp\*|{once\&|~again}}",
    "{audited: {audited: {audited: {audited: {audited: {audited: {audited: seven|n}}}}}}}",
]
LEFT = [
    r"{at 18\: sharp|later}",
    r"{audited: a\|b}",
    r"{audited\\: a}",
    "{audited: a",
    "a} b",
    r"\{a|b\} {audited: a}",
    "{}",
    "{audited}",
    "{nobody: a}",
    "{audited: a|b|c}",
    "{a {trust}|b}",
]
PIECES = [
    "{",
    "}",
    "|",
    ":",
    "&",
    "~",
    "!",
    "\\",
    " ",
    "\n",
    "a",
    "é",
    "audited",
    "trust > 3",
    "trust",
    "{audited: ",
    "{a|b}",
]


def place(offset: int, length: int) -> Span:
    return Span("story.yaml", 1, offset + 1, length)


@pytest.mark.parametrize("source", WHOLE)
def test_it_reads_what_is_whole(source: str) -> None:
    expected, mistakes = text.parse(source, place, TestSite())
    assert not mistakes
    assert inlines.template(source, place, TestSite()) == expected


@pytest.mark.parametrize("source", LEFT)
def test_it_leaves_the_rest(source: str) -> None:
    assert inlines.template(source, place, TestSite()) is None


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_it_is_never_another(source: str) -> None:
    found = inlines.template(source, place, TestSite())
    if found is not None:
        expected, mistakes = text.parse(source, place, TestSite())
        assert (found, ()) == (expected, mistakes)
