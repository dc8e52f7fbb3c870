"""Why a choice is open or not: its conditions in parts, what they read now, and what last moved that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fourfifths.author import words
from fourfifths.author.explain import Explained, Explanation, Standing, explain
from fourfifths.compiler import compile_texts
from fourfifths.model import Story
from fourfifths.saves import Store
from fourfifths.session import Session
from tests.unit import yard as yards
from tests.unit.saves.memory import MemoryFiles

HARD = yards.GATE.replace(b"needs: keys", b"needs: trust >= 60 and (not keys or weather == rain)")


def yard(gate: bytes = yards.GATE) -> Story:
    return compile_texts(
        {
            "story.yaml": yards.STORY,
            "facts.yaml": yards.FACTS,
            "gate/gate.yaml": gate,
            "gate/errands.yaml": yards.ERRANDS,
        }
    )


def explained(story: Story, *choices: str) -> Explanation:
    session = Session.start(story, Store(Path("/saves"), MemoryFiles()))
    for choice in choices:
        session.choose(choice)
    return explain(story, session.history)


def choice(explanation: Explanation, name: str) -> Explained:
    found = explanation.choice(name)
    assert found is not None
    return found


def lines(found: Explained) -> Sequence[str]:
    return [said.text for said in words.choice(found)]


def test_an_open_choice_says_where_it_stands_and_what_it_does() -> None:
    found = choice(explained(yard()), "wait")
    assert (found.standing, found.number, found.goto) == (Standing.OPEN, 2, "gate/hub")
    assert found.effects == ("weather = rain", "equity +5", "bo remembers waited", "ann learns well")
    assert str(found.place) == "gate/gate.yaml:16:13"


def test_half_way_to_a_number_is_said() -> None:
    counted = yard(yards.GATE.replace(b"trust: {by: +3", b"trust: {half-way-to: 22"))
    assert choice(explained(counted), "knock").effects == ("trust half-way to 22",)


def test_a_locked_choice_names_the_condition_that_fails_and_that_nothing_has_moved_it() -> None:
    found = choice(explained(yard()), "enter")
    assert found.standing is Standing.LOCKED
    assert lines(found) == [
        "3 enter: locked: needs keys",
        "goes to gate/end",
        "needs keys: no",
        "keys is false, never moved",
    ]


def test_every_part_of_a_condition_is_told_with_the_value_it_reads() -> None:
    found = choice(explained(yard(HARD), "knock"), "enter")
    (clause,) = found.clauses
    assert [(part.source, part.holds) for part in clause.parts] == [
        ("trust >= 60", False),
        ("keys", False),
        ("weather == rain", False),
    ]
    assert "trust >= 60: no; trust is 48, from 45 by gate/gate.knock in turn 1" in lines(found)
    assert "keys: no; keys is false, never moved" in lines(found)


def test_what_was_taken_once_is_hidden_and_says_when_it_was_taken() -> None:
    found = choice(explained(yard(), "knock"), "knock")
    assert (found.standing, found.number) == (Standing.HIDDEN, 0)
    assert lines(found)[0] == "knock: hidden: only once"
    assert lines(found)[-1] == "chosen gate/gate.knock is 1, from 0 by gate/gate.knock in turn 1"


def test_the_last_mover_counts() -> None:
    story = yard()
    explanation = explained(story, "wait", "gate/well", "home", "gate/key", "take")
    played = next(reading for reading in explanation.values if reading.name == "played")
    assert played.moved is not None
    assert (played.before, played.value) == ("1", "2")
    assert (played.moved.scene, played.moved.choice, played.moved.number) == ("gate/hub", "gate/key", 4)


def test_values_that_moved_come_first_the_latest_before_the_others() -> None:
    values = explained(yard(), "knock", "wait").values
    assert values[0].name == "equity"
    numbers = [reading.moved.number for reading in values if reading.moved]
    assert numbers == sorted(numbers, reverse=True)
    assert [reading.name for reading in values[len(numbers) :]][:2] == ["keys", "played"]
    assert "visits gate/gate is 1" not in " ".join(said.text for said in words.values(explained(yard())))


def test_a_card_that_is_not_dealt_says_why() -> None:
    story = yard()
    hidden = choice(explained(story, "wait"), "gate/key")
    assert hidden.standing is Standing.UNDEALT
    assert hidden.why == "the deck shows 1, and others come first"
    done = explained(story, "wait", "gate/well", "home", "gate/key", "take")
    assert choice(done, "gate/well").standing is Standing.HIDDEN
    assert choice(done, "back").standing is Standing.OPEN


def test_a_deck_that_is_done_says_so() -> None:
    errands = yards.ERRANDS.replace(b"title: Fetch the key., priority: 1", b"title: Fetch., priority: 1, once: false")
    story = compile_texts(
        {"story.yaml": yards.STORY, "facts.yaml": yards.FACTS, "gate/gate.yaml": yards.GATE, "gate/e.yaml": errands}
    )
    done = explained(story, "wait", "gate/well", "home", "gate/key", "take")
    assert choice(done, "gate/key").why == "the deck is done: played is 2, its limit 2"


def test_a_choice_is_found_by_its_number_and_by_its_id() -> None:
    explanation = explained(yard(), "knock")
    assert choice(explanation, "1").id == "wait"
    assert explanation.choice("nothing") is None


def test_the_open_choices_are_numbered_as_they_are_offered() -> None:
    story = yard()
    session = Session.start(story, Store(Path("/saves"), MemoryFiles()))
    for name in ("knock", "wait", "gate/well", "home", "gate/key", "take", "back"):
        numbers = {found.number: found.id for found in explain(story, session.history).choices if found.number}
        assert list(numbers.values()) == [offer.id for offer in session.turn.offers]
        session.choose(name)


def test_an_end_has_no_choices() -> None:
    story = yard()
    path = ("wait", "gate/well", "home", "gate/key", "take", "back", "enter")
    assert explained(story, *path).choices == ()
