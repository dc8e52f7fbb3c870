"""A text as a player reads it, every character at its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths.tools.lint.phrases import NAME, PHRASE, may_hold
from fourfifths.tools.lint.prose import braces, flat, narration, shown

SIGNS = st.text(st.sampled_from(list('ab {}|:&!~\\\n"“”*')), max_size=40)


@given(SIGNS)
def test_nothing_moves(text: str) -> None:
    for view in (shown(text), narration(text)):
        assert len(view) == len(text)
        assert [at for at, c in enumerate(view) if c == "\n"] == [at for at, c in enumerate(text) if c == "\n"]


@given(SIGNS)
def test_braces_of_any_text_are_found_without_an_error(text: str) -> None:
    for brace in flat(braces(text)):
        assert text[brace.start] == "{"
        assert brace.start < brace.end <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("plain", "plain"),
        ("a {b} c", "a c"),
        ("{lamp: lit|dark}", "lit dark"),
        ("{a|b|c}", "a b c"),
        ("{&a|b} {!c} {~d|e}", "a b c d e"),
        ("{x: {y: one|two}|{z: three}}", "one two three"),
        (r"10\:30 \{x\}", "10 :30 {x }"),
        ("{trust >= 3 and not lamp: yes}", "yes"),
    ],
)
def test_conditions_and_marks_are_not_shown(text: str, seen: str) -> None:
    assert shown(text).split() == seen.split()


@pytest.mark.parametrize(
    ("text", "empty"),
    [
        ("{lamp: x}", True),
        ("{lamp: x|y}", False),
        ("{lamp: x|}", True),
        ("{lamp: |x}", True),
        ("{a|b}", False),
        ("{|b}", True),
        ("{!a|b}", True),
        ("{&a|b}", False),
        ("{trust}", False),
        ("{lamp: x|{bell: y}}", True),
        ("{lamp: x|{bell: y|z}}", False),
        ("{lamp: x|and {bell: y}}", False),
    ],
)
def test_which_alternatives_can_show_nothing(text: str, empty: bool) -> None:
    assert braces(text)[0].empty is empty


def test_speech_is_no_narration() -> None:
    assert narration('He said "a vibrant\nword" twice.').split() == ["He", "said", "twice."]
    assert narration("“A vibrant word,” he said.").split() == ["he", "said."]
    # a quote that is never closed ends with its paragraph
    assert "vibrant" in narration('"Well, he said.\n\nA vibrant day.')


@pytest.mark.parametrize(
    "text",
    [
        "A Vibrant day", "the hum of the city", "a breath she didn't know", "couldn’t help but",
        "for the\n  first time in", "hung in the air", "quiet dignity", "narratives", "Something had shifted",
        "and yet, somehow",
    ],
)  # fmt: skip
def test_worn_phrases_are_found(text: str) -> None:
    assert PHRASE.search(text)
    assert may_hold(text.split())


@pytest.mark.parametrize("text", ["vibrantly", "the hum of bees", "in the moment", "a mixture", "ghosts smile"])
def test_what_is_near_a_worn_phrase_is_not_one(text: str) -> None:
    assert not PHRASE.search(text)


def test_stock_names_are_whole_words_with_their_capital() -> None:
    assert NAME.search("said Elara.")
    assert not NAME.search("an aria, and Novak")
    assert may_hold(["Elara's"])
