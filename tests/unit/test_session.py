"""The session: a choice is on the disk before its outcome is seen, and going back is always to what was."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths.saves.profile import Profile
from fourfifths.session.history import RING
from fourfifths.state import Change, IllegalChoiceError, State
from fourfifths.step import begin
from tests.unit.saves.memory import MemoryFiles
from tests.unit.sessions import STORY, WALK, again, on_disk, opened, started, turns


@pytest.fixture
def files() -> MemoryFiles:
    return MemoryFiles()


def test_a_run_begins_at_the_start_and_is_saved_at_once(files: MemoryFiles) -> None:
    session = started(files)
    assert session.turn == begin(STORY)
    assert (session.number, session.slot, session.unsaved, session.notices) == (0, "auto", "", ())
    assert on_disk(files)["cursor"] == 0


def test_choosing_is_the_pure_step(files: MemoryFiles) -> None:
    session = started(files)
    assert [session.turn, *(session.choose(choice) for choice in WALK)] == turns(*WALK)


def test_a_choice_is_on_the_disk_before_its_outcome_is_seen(files: MemoryFiles) -> None:
    session = started(files)
    for number, choice in enumerate(WALK, 1):
        session.choose(choice)
        saved = on_disk(files)
        assert (saved["cursor"], saved["log"][-1][0]) == (number, choice)


@pytest.mark.parametrize("choice", ["leave", "up", "", "no such"])
def test_an_illegal_choice_changes_nothing(files: MemoryFiles, choice: str) -> None:
    session = started(files, "quarrel")
    before = session.turn, session.history, files.done
    with pytest.raises(IllegalChoiceError):
        session.choose(choice)
    assert (session.turn, session.history, files.done) == before


def test_undo_and_redo_go_through_the_same_turns(files: MemoryFiles) -> None:
    session = started(files, *WALK)
    expected = turns(*WALK)
    for turn in reversed(expected[:-1]):
        assert session.can_undo
        assert session.undo()
        assert session.turn == turn
        assert session.history == session.history[: session.number + 1]
    assert not session.can_undo
    assert not session.undo()
    for turn in expected[1:]:
        assert session.can_redo
        assert session.redo()
        assert session.turn == turn
    assert not session.redo()


def test_undo_and_redo_are_saved_and_what_was_undone_comes_back_after_a_restart(files: MemoryFiles) -> None:
    session = started(files, *WALK)
    session.undo()
    session.undo()
    session.close()
    session = again(files)
    assert session.turn == turns(*WALK)[-3]
    assert session.redo()
    assert session.redo()
    assert session.turn == turns(*WALK)[-1]


def test_another_choice_drops_what_was_undone(files: MemoryFiles) -> None:
    session = started(files, "song", "quarrel")
    session.undo()
    session.choose("down")
    assert not session.can_redo
    session.close()
    assert not again(files).can_redo
    assert [moment.turn.choice for moment in again(files).history] == ["", "song", "down"]


def test_history_has_every_change_with_its_why(files: MemoryFiles) -> None:
    session = started(files, "song", "quarrel", "down", "audit")
    assert [(moment.number, moment.label, moment.scene.title) for moment in session.history] == [
        (0, "", "The Inn"),
        (1, "Sing for the room.", "The Inn"),
        (2, "Quarrel.", "The Inn"),
        (3, "Go down.", "The Cellar"),
        (4, "Read the ledger.", "The Inn"),
    ]
    assert [change for moment in session.history for change in moment.changes] == [
        Change("trust", 50, 54, "They knew the tune."),
        Change("trust", 54, 51, "They remember it."),
        Change("trust", 51, 53, "Someone read it at last."),
    ]


def test_a_meter_shows_its_last_change_up_to_now(files: MemoryFiles) -> None:
    session = started(files, "song", "quarrel", "down")
    (meter,) = session.meters
    assert (meter.id, meter.label, meter.glyph, meter.low, meter.high) == ("trust", "Trust", "*", 0, 100)
    assert (meter.value, meter.band, meter.about) == (51, "firm", "Who believes you.")
    assert meter.last == Change("trust", 54, 51, "They remember it.")
    session.undo()
    session.undo()
    assert session.meters[0].last == Change("trust", 50, 54, "They knew the tune.")
    session.undo()
    assert session.meters[0].last is None


def test_a_scene_is_shown_in_the_player_s_names(files: MemoryFiles) -> None:
    session = started(files)
    scene = session.scene
    assert (scene.id, scene.title, scene.act_title, scene.act_subtitle) == ("town/inn", "The Inn", "Act I", "Stock")
    assert (scene.pov_name, scene.place_name, scene.when) == ("Juno Reyes", "Glasshouse", "19 September, 06:12")
    assert session.story_title == "Tiny"
    assert session.people == {"juno": "Juno Reyes", "billie": "Billie Castellanos"}


def test_what_a_front_end_gets_is_frozen(files: MemoryFiles) -> None:
    session = started(files, "song")
    for view in (session.scene, session.meters[0], session.history[0], session.slots()[0], session.turn):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(view, dataclasses.fields(view)[0].name, "changed")


def found_endings(files: MemoryFiles) -> tuple[str, ...]:
    return Profile(opened(files), STORY.id).endings


def test_an_ending_ends_and_is_found(files: MemoryFiles) -> None:
    session = started(files, "down", "audit")
    assert (session.ending_title, found_endings(files)) == ("", ())
    turn = session.choose("leave")
    assert (turn.ending, turn.offers, session.ending_title) == ("gone", (), "You are gone")
    assert found_endings(files) == ("gone",)
    assert session.undo()


def test_what_was_chosen_in_any_run_is_known(files: MemoryFiles) -> None:
    started(files, "song").close()
    session = started(files)
    assert session.has_chosen("song")
    assert not session.has_chosen("quarrel")


def test_what_was_chosen_is_known_after_a_kill_too(files: MemoryFiles) -> None:
    started(files, "song")
    files.kill()
    again(files).close()
    assert started(files).has_chosen("song")


def test_no_effect_is_run_again_by_loading(files: MemoryFiles) -> None:
    session = started(files, *WALK)
    for _ in range(3):
        session.close()
        session = again(files)
        assert session.turn == turns(*WALK)[-1]
        assert tuple(moment.turn for moment in session.history) == tuple(turns(*WALK))


def test_every_field_of_the_state_is_saved(files: MemoryFiles) -> None:
    """A field that is added and forgotten fails here: each is varied, saved, and looked for in what comes back."""
    varied = {
        "scene": started(files, "down").turn.state,
        "values": started(files, "song").turn.state,
        "seed": started(files, seed=2**62).turn.state,
    }
    assert set(varied) == set(State._fields)
    plain = begin(STORY).state
    for name, state in varied.items():
        assert getattr(state, name) != getattr(plain, name)
    files.kill()
    loaded = [again(files, slot).turn.state for slot in ("auto", "auto-2", "auto-3")]
    assert set(loaded) == set(varied.values())


def test_every_slot_kind_comes_back(files: MemoryFiles) -> None:
    session = started(files, "song", "down", "audit")
    values = session.turn.state.values
    assert sum(value != slot.start for value, slot in zip(values, STORY.slots, strict=True)) >= 7
    session.close()
    assert again(files).turn.state.values == values


def test_a_state_that_replay_does_not_lead_to_is_trusted_and_said(files: MemoryFiles) -> None:
    started(files, "song", "quarrel").close()
    saved = on_disk(files)
    saved["states"][0][2]["trust"] = 77
    opened(files).write("auto", saved)
    session = again(files)
    assert session.meters[0].value == 77
    assert "could not be retraced" in session.notices[0]
    assert [moment.label for moment in session.history] == ["", "Sing for the room.", "Quarrel."]
    assert session.meters[0].last == Change("trust", 54, 51, "They remember it.")
    assert session.undo()
    assert session.meters[0].value == 54
    session.redo()
    session.choose("down")
    session.close()
    session = again(files)
    assert session.notices == ()
    assert (session.number, session.meters[0].value) == (3, 77)


HOSTILE: dict[str, Callable[[dict[str, Any]], object]] = {
    "a scene that is none": lambda body: body["states"][0].__setitem__(1, "../../etc"),
    "values out of bounds": lambda body: body["states"][0][2].update(trust=10**9, coins=-5),
    "values of other kinds": lambda body: body["states"][0][2].update(trust="much", weather="snow", audited=7),
    "unknown names": lambda body: body["states"][0][2].update({"x\x1b[2J": 1, "visits nowhere": 3, "chosen ": 1}),
    "choices that are none": lambda body: body["log"].__setitem__(0, ["\x1b]0;title\x07"]),
    "more log than play": lambda body: body["log"].extend([["song"]] * 50),
    "an anchor nowhere": lambda body: body.update(anchor=[1, "nowhere", {}]),
    "an anchor that leads elsewhere": lambda body: body.update(anchor=[0, "town/cellar", {}]),
    "an anchor after the end": lambda body: body.update(anchor=[2, "town/road", {}]),
    "all scenes gone": lambda body: [state.__setitem__(1, "gone") for state in body["states"]],
}


@pytest.mark.parametrize("spoil", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_spoilt_save_behind_a_right_checksum_is_played_from_or_refused(
    files: MemoryFiles, spoil: Callable[[dict[str, Any]], object]
) -> None:
    started(files, "song", "quarrel").close()
    saved = on_disk(files)
    spoil(saved)
    opened(files).write("auto", saved)
    session = again(files)
    assert session.notices
    assert not any("\x1b" in words for words in session.notices)
    session.choose(next(offer.id for offer in session.turn.offers if offer.open))
    assert session.unsaved == ""
    while session.undo():
        assert session.turn.state.scene in STORY.scenes
    session.close()
    assert again(files).history


def test_the_save_of_a_long_run_tells_its_last_part_in_full_and_all_of_it_comes_back(
    files: MemoryFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fourfifths.session.record.DETAILED", 5)
    session = started(files, *WALK, *["down", "up"] * 20)
    saved = on_disk(files)
    assert [len(entry) for entry in saved["log"]] == [1] * (len(saved["log"]) - 5) + [5] * 5
    assert len(saved["states"]) == RING + 1
    history = session.history
    session.close()
    assert again(files).history == history


def test_the_same_choices_give_the_same_save_but_for_time_and_run(files: MemoryFiles) -> None:
    bodies = []
    for _ in range(2):
        started(files, *WALK).close()
        saved = on_disk(files)
        bodies.append({name: value for name, value in saved.items() if name not in ("saved_at", "run")})
    assert json.dumps(bodies[0]) == json.dumps(bodies[1])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["choose", "choose", "choose", "undo", "redo", "restart", "quick", "load"]), max_size=40)
)
def test_any_play_restarts_where_it_stood(actions: list[str]) -> None:
    files = MemoryFiles()
    session = started(files)
    for number, action in enumerate(actions):
        offers = [offer.id for offer in session.turn.offers if offer.open]
        if action == "choose" and offers:
            session.choose(offers[number % len(offers)])
        elif action == "undo":
            session.undo()
        elif action == "redo":
            session.redo()
        elif action == "quick":
            session.quick_save()
        elif action == "load" and "quick" in {info.slot for info in session.slots()}:
            session.quick_load()
        elif action == "restart":
            files.kill()
            restarted = again(files)
            assert (restarted.turn, restarted.history) == (session.turn, session.history)
            assert (restarted.can_redo, restarted.notices, restarted.slot) == (session.can_redo, (), session.slot)
            session = restarted
        assert session.unsaved == ""
