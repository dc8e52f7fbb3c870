"""What a good story compiles to: slots, marks, cards, blocks, and the warnings that do not stop it."""

from __future__ import annotations

from fourfifths import step
from fourfifths.compiler import compile_texts, shapes
from fourfifths.diagnostics import Span
from fourfifths.model import Branch, Condition, Effect, SlotKind, Story
from tests.unit.compiler.small import FACTS, GATE, STORY, changed, files


def story() -> Story:
    return compile_texts(files())


def effects(found: tuple[Effect, ...]) -> list[tuple[str, int, str]]:
    return [(effect.slot.name, effect.amount, effect.kind) for effect in found]


def test_slots_are_meters_then_variables_then_the_marks_that_something_reads() -> None:
    assert [slot.name for slot in story().slots] == [
        "trust",
        "pass",
        "played",
        "bribed",
        "visits gate/left",
        "knows ana/hours",
        "visits gate/right",
        "visits gate/dawn",
        "chosen gate/dawn.ask",
        "memory bo/coin",
        "chosen gate/dawn.wait",
    ]
    assert [slot.index for slot in story().slots] == list(range(11))


def test_bounds_and_starts_are_what_the_author_declared() -> None:
    slots = {slot.name: (slot.kind, slot.low, slot.high, slot.start) for slot in story().slots}
    assert slots["trust"] == (SlotKind.METER, 0, 100, 50)
    assert slots["pass"] == (SlotKind.WORD, 0, 2, 0)
    assert slots["played"] == (SlotKind.INT, 0, 3, 0)
    assert slots["visits gate/dawn"] == (SlotKind.VISITS, 0, 99, 0)


def test_who_knows_a_fact_from_the_start_starts_knowing_it() -> None:
    pack = changed(FACTS, "known-by: [bo]", "known-by: [ana]")
    slot = compile_texts(pack).slot("knows ana/hours")
    assert slot is not None
    assert slot.start == 1


def test_a_choice_carries_its_moves_and_then_its_marks() -> None:
    ask, bribe, wait = story().scenes["gate/dawn"].choices
    assert effects(ask.effects) == [
        ("trust", 5, "move"),
        ("chosen gate/dawn.ask", 1, "set"),
        ("knows ana/hours", 1, "set"),
    ]
    assert effects(bribe.effects) == [
        ("trust", -10, "move"),
        ("bribed", 1, "set"),
        ("pass", 1, "set"),
        ("memory bo/coin", 1, "set"),
    ]
    assert effects(wait.effects) == [("chosen gate/dawn.wait", 1, "set")]
    assert bribe.effects[0].why == "He took it."


def test_a_choice_that_stays_is_gone_once_taken_and_one_that_leads_on_is_not() -> None:
    ask, bribe, wait = story().scenes["gate/dawn"].choices
    assert [len(choice.shown) for choice in (ask, bribe, wait)] == [1, 1, 0]
    assert ask.shown[0].code == "(not v[8])"


def test_once_may_be_said_either_way() -> None:
    pack = changed(GATE, "        label: Wait.", "        label: Wait.\n        once: true")
    pack[GATE] = pack[GATE].replace(b"label: Ask the hour.", b"label: Ask the hour.\n        once: false")
    ask, _, wait = compile_texts(pack).scenes["gate/dawn"].choices
    assert not ask.shown
    assert len(wait.shown) == 1


def test_cards_are_dealt_by_priority_and_name_and_count() -> None:
    deck = story().scenes["gate/yard"].deck
    assert deck is not None
    assert [(card.id, card.scene, card.goto) for card in deck.cards] == [
        ("gate/left", "gate/yard", "gate/left"),
        ("gate/right", "gate/yard", "gate/right"),
    ]
    assert effects(deck.cards[0].effects) == [("played", 1, "move")]
    assert deck.cards[0].note == ("It is ajar.",)
    assert [len(card.shown) for card in deck.cards] == [1, 2]
    assert (deck.show, deck.limit, deck.count.name) == (2, 2, "played")


def test_blocks_have_the_voice_of_the_point_of_view_unless_they_say_another() -> None:
    pack = changed(GATE, "- A yard, and", "- {text: Hm., voice: bo}\n      - A yard, and")
    blocks = compile_texts(pack).scenes["gate/yard"].text
    assert [block.voice for block in blocks] == ["bo", "ana", "ana", "ana"]
    assert (blocks[3].doc, blocks[3].title, blocks[3].text) == (
        "notice",
        ("Westgate",),
        ("OPEN   06:00\nSHUT   20:00",),
    )
    assert blocks[2].when[0].source == "remembers(bo, coin)"


def test_a_condition_in_a_text_knows_its_place_in_the_file() -> None:
    part = story().scenes["gate/dawn"].text[0].text[1]
    assert isinstance(part, Branch)
    assert str(part.condition.span) == "gate/gate.yaml:9:20"


def test_facts_that_a_text_relies_on_are_slots_of_its_point_of_view() -> None:
    slot = story().slot("knows ana/hours")
    assert slot is not None
    assert story().scenes["gate/right"].knows == (("hours", slot.index),)


def test_scenes_keep_the_order_of_file_and_place() -> None:
    assert list(story().scenes) == ["gate/left", "gate/right", "gate/dawn", "gate/yard", "gate/end"]


def test_a_scene_overrides_the_head_of_its_file() -> None:
    pack = changed(GATE, "  yard:\n", "  yard:\n    pov: bo\n    title: The Yard\n    when: later\n")
    yard = compile_texts(pack).scenes["gate/yard"]
    assert (yard.pov, yard.title, yard.when, yard.place, yard.act) == ("bo", "The Yard", "later", "gate", 0)


def test_the_story_plays_from_start_to_end() -> None:
    whole = story()
    turn = step.begin(whole)
    for choice in ("ask", "bribe", "gate/right", "back", "leave"):
        turn = step.step(whole, turn.state, choice)
    assert turn.ending == "out"


def test_conditions_and_places_have_all_their_fields() -> None:
    shown = [condition for scene in story().scenes.values() for each in scene.choices for condition in each.shown]
    assert shown
    assert all(len(condition) == len(Condition._fields) for condition in shown)
    assert all(len(condition.span) == len(Span._fields) for condition in shown)


def test_two_compilations_are_equal() -> None:
    assert story() == story()


def test_renamed_scenes_are_kept_for_saves() -> None:
    pack = changed(STORY, "variables:", "renamed: {gate/old: gate/dawn}\nvariables:")
    assert compile_texts(pack).renamed == {"gate/old": "gate/dawn"}


def test_every_field_of_every_shape_says_what_it_is_for() -> None:
    for shape in shapes.SHAPES:
        assert shape.name
        assert all(field.about for field in shape.fields.values())
