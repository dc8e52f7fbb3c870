from __future__ import annotations

import pytest

from fourfifths import step
from fourfifths.reads import story_reads
from fourfifths.state import Change, IllegalChoiceError, Passage, State, Touch, Turn
from tests.unit.yard import yard


def run(*choices: str, seed: int = 0) -> Turn:
    turn = step.begin(yard(), seed)
    for choice in choices:
        turn = step.step(yard(), turn.state, choice)
    return turn


def value(turn: Turn, name: str) -> int:
    slot = yard().slot(name)
    assert slot is not None
    return turn.state.values[slot.index]


def test_a_run_begins_with_its_first_scene_entered() -> None:
    turn = run()
    assert turn.state.scene == "gate/gate"
    assert turn.passage == (Passage("The gate. ", "ann"),)
    assert value(turn, "visits gate/gate") == 1


def test_offers_are_the_choices_in_sight_with_reasons_and_touches() -> None:
    knock, wait, enter = run().offers
    assert (knock.id, knock.label, knock.open) == ("knock", "Knock.", True)
    assert knock.touches == (Touch("trust", 2),)
    assert wait.touches == (Touch("equity", 2),)
    assert (enter.open, enter.locked) == (False, "The lock is shut.")


def test_a_choice_that_stays_shows_its_outcome_and_not_the_scene_again() -> None:
    turn = run("knock")
    assert turn.passage == ()
    assert [passage.text for passage in turn.outcome] == ["Nobody comes."]
    assert turn.changes == (Change("trust", 45, 48, "Somebody hears it and looks."),)
    assert [offer.id for offer in turn.offers] == ["wait", "enter"]
    assert value(turn, "visits gate/gate") == 1


def test_effects_marks_and_the_next_scene_come_with_one_choice() -> None:
    turn = run("wait")
    assert turn.state.scene == "gate/hub"
    assert value(turn, "weather") == 1
    assert value(turn, "memory bo/waited") == 1
    assert value(turn, "knows ann/well") == 1


def test_a_meter_stops_at_its_end_and_the_change_says_so() -> None:
    change = run("wait").changes[0]
    assert (change.before, change.after, change.by) == (98, 100, 2)


def test_a_hub_deals_the_first_cards_by_priority_until_its_limit() -> None:
    hub = run("wait")
    assert [(offer.id, offer.label, offer.note) for offer in hub.offers] == [("gate/well", "Draw water.", "The well")]
    second = run("wait", "gate/well", "home")
    assert [offer.id for offer in second.offers] == ["gate/key"]
    assert value(second, "played") == 1
    done = run("wait", "gate/well", "home", "gate/key", "take")
    assert [offer.id for offer in done.offers] == ["back"]


def test_what_is_said_and_what_is_locked_follow_the_state() -> None:
    taken = run("wait", "gate/well", "home", "gate/key", "take")
    assert taken.said == "Mine now."
    again = run("wait", "gate/well", "home", "gate/key", "take", "back")
    assert again.passage[0].text == "The gate again. It rains."
    assert [offer.id for offer in again.offers] == ["knock", "enter"]
    assert all(offer.open for offer in again.offers)


def test_an_ending_offers_nothing_and_shows_the_blocks_that_hold() -> None:
    turn = run("wait", "gate/well", "home", "gate/key", "take", "back", "enter")
    assert (turn.ending, turn.offers) == ("yard", ())
    assert [passage.text for passage in turn.passage] == ["The yard.", "Bo waved.", "CLOSED\n  trust 45"]
    assert (turn.passage[2].doc, turn.passage[2].title) == ("notice", "On the door")


@pytest.mark.parametrize("choice", ["enter", "nothing", "back", ""])
def test_a_choice_that_is_not_open_is_refused_with_what_is(choice: str) -> None:
    before = run()
    with pytest.raises(IllegalChoiceError, match="open: knock, wait") as refusal:
        step.step(yard(), before.state, choice)
    assert refusal.value.offers == before.offers


def test_a_locked_choice_is_refused_with_its_reason() -> None:
    with pytest.raises(IllegalChoiceError, match="The lock is shut"):
        run("enter")


def test_resuming_runs_no_effect() -> None:
    turn = run("wait")
    resumed = step.resume(yard(), turn.state)
    assert resumed.state == turn.state
    assert (resumed.passage, resumed.offers) == (turn.passage, turn.offers)
    assert resumed.changes == ()


def test_a_state_is_hashable_and_equal_to_its_like() -> None:
    assert len({run("wait").state, run("wait").state, run().state}) == 2
    assert isinstance(run(seed=9).state, State)
    assert run(seed=9).state.seed == 9


def test_every_slot_but_plain_variables_is_there_because_something_reads_it() -> None:
    read = story_reads(yard())
    kept = [slot for slot in yard().slots if slot.kind.value in ("chosen", "memory", "knows")]
    assert all(slot.index in read for slot in kept)
