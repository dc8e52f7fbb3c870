"""Frozen values as sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths import markup
from fourfifths.plain import prose
from fourfifths.saves import SlotInfo
from fourfifths.session import MeterView, SceneView
from fourfifths.state import Change, Offer, Passage, Touch

WARMTH = MeterView("warmth", "Warmth", "*", 50, 0, 100, "lit", "How it feels.")


def told(passage: Passage, pov: str = "ana") -> list[str]:
    return list(prose.passages([passage], {"bo": "Bo"}, pov))


def test_a_paragraph_is_one_line_whatever_its_length() -> None:
    assert told(Passage("one\ntwo *three*\n\n" + "word " * 500)) == ["one two three", "", "word " * 499 + "word", ""]


def test_a_voice_is_named_where_it_is_not_the_scene_s_own() -> None:
    assert told(Passage("Hm.", voice="bo")) == ["Bo:", "Hm.", ""]
    assert told(Passage("Hm.", voice="bo"), pov="bo") == ["Hm.", ""]


def test_a_document_keeps_its_lines_and_says_where_it_ends() -> None:
    assert told(Passage("\na  1\n\n  b\n", doc="ticket", title="No 4")) == [
        "[ticket: No 4]",
        "a  1",
        "",
        "  b",
        "[end of ticket]",
        "",
    ]


def test_a_document_without_a_title_is_named_by_its_kind() -> None:
    assert told(Passage("a", doc="menu"))[0] == "[menu]"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (Change("warmth", 50, 47, "A *draught*."), "Warmth falls by 3 to 47: A draught."),
        (Change("warmth", 0, 100, "Fire."), "Warmth rises by 100 to 100: Fire."),
        (Change("warmth", 100, 100, "More fire."), "Warmth stays at 100: More fire."),
        (Change("gone", 1, 2, ""), "gone rises by 1 to 2."),
    ],
)
def test_a_change_is_a_sentence_with_its_why(change: Change, sentence: str) -> None:
    assert prose.change(change, [WARMTH]) == sentence


def test_an_offer_says_its_note_what_it_touches_and_why_it_is_locked() -> None:
    offer = Offer("a", "Do *it*.", "Not yet.", "Bo", (Touch("warmth", 1), Touch("warmth", 2)))
    expected = "3: Do it. (Bo) [touches Warmth a little, Warmth] [not available: Not yet.]"
    assert prose.offer(3, offer, [WARMTH]) == expected


def test_a_heading_leaves_out_what_a_scene_has_not() -> None:
    assert prose.heading(SceneView("a/b", "Where?", when="now")) == "Scene: Where? now."
    assert prose.act(SceneView("a/b", "x")) == ""


def test_a_save_says_what_is_wrong_with_it() -> None:
    assert prose.slot(SlotInfo("a", problem="It is damaged.", loadable=False)) == "a: It is damaged."
    assert prose.slot(SlotInfo("a", scene_title="Door", problem="It is old.")).endswith(". It is old.")


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_its_line(first: str, second: str, third: str) -> None:
    line = prose.offer(1, Offer("x", first, second, third), [])
    assert not markup.FORBIDDEN.search(line)
    assert "\n" not in line
