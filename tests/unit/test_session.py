"""The session: a choice is on the disk before its outcome is seen, and going back is always to what was."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths.saves import BusyError, NotFoundError, SaveError, SlotNameError, Store, codec
from fourfifths.session import Session
from fourfifths.session.history import RING
from fourfifths.state import Change, IllegalChoiceError, State, Turn
from fourfifths.step import begin, step
from tests.unit.saves.memory import Killed, MemoryFiles
from tests.unit.stories import tiny

FOLDER = Path("/saves")
STORY = tiny()
WALK = ("song", "quarrel", "down", "audit", "quarrel", "down", "up")


@pytest.fixture
def files() -> MemoryFiles:
    return MemoryFiles()


def opened(files: MemoryFiles) -> Store:
    return Store(FOLDER, files)


def started(files: MemoryFiles, *choices: str, seed: int = 0) -> Session:
    session = Session.start(STORY, opened(files), seed=seed)
    for choice in choices:
        session.choose(choice)
    return session


def again(files: MemoryFiles, slot: str | None = None) -> Session:
    return Session.resume(STORY, opened(files), slot)


def turns(*choices: str) -> list[Turn]:
    found = [begin(STORY)]
    for choice in choices:
        found.append(step(STORY, found[-1].state, choice))
    return found


def on_disk(files: MemoryFiles, slot: str = "auto") -> dict[str, Any]:
    return codec.decode(files.read(FOLDER / f"{slot}.save.json"))


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
    assert (session.story_title, session.story_version) == ("Tiny", "1.0")
    assert session.people == {"juno": "Juno Reyes", "billie": "Billie Castellanos"}


def test_what_a_front_end_gets_is_frozen(files: MemoryFiles) -> None:
    session = started(files, "song")
    for view in (session.scene, session.meters[0], session.history[0], session.slots()[0], session.turn):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(view, dataclasses.fields(view)[0].name, "changed")


def test_an_ending_ends_and_is_found(files: MemoryFiles) -> None:
    session = started(files, "down", "audit")
    assert (session.ending_title, session.endings_found) == ("", ())
    turn = session.choose("leave")
    assert (turn.ending, turn.offers, session.ending_title) == ("gone", (), "You are gone")
    assert started(files).endings_found == ("gone",)
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


def test_continue_takes_the_newest_run(files: MemoryFiles) -> None:
    started(files, "song").close()
    started(files, "quarrel", "quarrel").close()
    assert [moment.turn.choice for moment in again(files).history] == ["", "quarrel", "quarrel"]


def test_an_older_run_goes_on_in_its_own_slot(files: MemoryFiles) -> None:
    started(files, "song").close()
    started(files, "quarrel").close()
    session = again(files, "auto-2")
    session.choose("down")
    session.close()
    assert (session.slot, on_disk(files, "auto-2")["cursor"], on_disk(files)["cursor"]) == ("auto-2", 2, 1)
    assert again(files).slot == "auto-2"


def test_with_nothing_to_continue_it_says_so(files: MemoryFiles) -> None:
    with pytest.raises(NotFoundError, match="no game to continue"):
        again(files)
    with pytest.raises(NotFoundError):
        again(files, "mine")
    with pytest.raises(SlotNameError):
        again(files, "../mine")
    assert files.locks == set()


def test_a_second_window_plays_on_a_copy(files: MemoryFiles) -> None:
    first = started(files, "song")
    second = again(files)
    assert second.slot == "auto-2"
    assert "another window" in second.notices[0]
    first.choose("quarrel")
    second.choose("down")
    assert second.notices == ()
    assert [on_disk(files, slot)["log"][-1][0] for slot in ("auto", "auto-2")] == ["quarrel", "down"]


def test_a_new_game_in_a_second_window_overwrites_nothing(files: MemoryFiles) -> None:
    first, second = started(files, "song"), started(files, "quarrel")
    assert (first.slot, second.slot) == ("auto", "auto-2")
    assert [on_disk(files, slot)["log"][0][0] for slot in ("auto", "auto-2")] == ["song", "quarrel"]


def test_quick_save_and_quick_load(files: MemoryFiles) -> None:
    session = started(files, "song")
    session.quick_save()
    session.choose("down")
    session.quick_load()
    assert session.turn == turns("song")[-1]
    assert (session.number, session.slot, on_disk(files)["cursor"]) == (1, "auto", 1)
    assert [info.slot for info in session.slots()] == ["auto", "quick"]


def test_a_named_save_with_a_note(files: MemoryFiles) -> None:
    session = started(files, "song")
    session.save("before-rain", "  before \x1b[2J the rain\n")
    info = next(info for info in session.slots() if info.slot == "before-rain")
    assert (info.title, info.scene_title, info.when) == ("Tiny", "The Inn", "19 September, 06:12")
    assert (info.choices, info.meters, info.problem) == (1, {"Trust": 54}, "")
    assert info.note == "before \N{REPLACEMENT CHARACTER}[2J the rain"
    session.delete("before-rain")
    assert [info.slot for info in session.slots()] == ["auto"]


def test_the_game_s_own_slots_are_not_saved_over_by_hand(files: MemoryFiles) -> None:
    session = started(files, "song")
    for slot in ("auto", "auto-2", "CON", "../x"):
        with pytest.raises(SlotNameError):
            session.save(slot)
    with pytest.raises(BusyError):
        session.delete("auto")


def lengths(files: MemoryFiles) -> dict[str, int]:
    """How many choices each autosave knows of."""
    slots = [info.slot for info in opened(files).slots() if info.slot.startswith("auto")]
    return {slot: len(on_disk(files, slot)["log"]) for slot in sorted(slots)}


def test_what_was_played_since_a_save_is_there_to_redo_after_loading_it(files: MemoryFiles) -> None:
    session = started(files, "song")
    session.quick_save()
    session.choose("quarrel")
    session.choose("down")
    session.quick_load()
    session.close()
    session = again(files)
    assert (session.number, session.slot) == (1, "auto")
    assert session.redo()
    assert session.redo()
    assert session.turn == turns("song", "quarrel", "down")[-1]


def test_loading_a_save_from_another_branch_keeps_this_one(files: MemoryFiles) -> None:
    session = started(files, "song", "quarrel")
    session.quick_save()
    session.undo()
    session.choose("down")
    session.quick_load()
    assert session.turn == turns("song", "quarrel")[-1]
    assert [on_disk(files, slot)["log"][-1][0] for slot in ("auto", "auto-2")] == ["quarrel", "down"]


def test_loading_another_run_keeps_the_one_that_was_played(files: MemoryFiles) -> None:
    session = started(files, "song")
    session.save("mine")
    session.choose("quarrel")
    session.undo()
    session.choose("down")
    session.undo()
    session.undo()
    session.choose("quarrel")
    session.close()
    session = started(files, "quarrel", "quarrel", "quarrel")
    session.load("mine")
    assert session.turn == turns("song")[-1]
    assert lengths(files) == {"auto": 1, "auto-2": 3, "auto-3": 1}


def test_a_save_of_a_run_that_went_on_is_gone_on_with_in_its_autosave(files: MemoryFiles) -> None:
    session = started(files, "song")
    session.save("mine")
    session.choose("quarrel")
    session.close()
    session = started(files, "quarrel", "quarrel", "quarrel")
    session.load("mine")
    assert (session.slot, session.number, session.can_redo) == ("auto-2", 1, True)
    session.close()
    session = again(files, "mine")
    assert (session.slot, session.number, session.can_redo) == ("auto-2", 1, True)
    assert lengths(files) == {"auto": 3, "auto-2": 2}
    assert files.locks == {FOLDER / "auto-2.lock"}


def test_a_save_of_a_run_that_is_open_elsewhere_starts_a_slot_of_its_own(files: MemoryFiles) -> None:
    first = started(files, "song")
    first.save("mine")
    first.choose("quarrel")
    assert again(files, "mine").slot == "auto-2"
    assert lengths(files) == {"auto": 2, "auto-2": 1}


def test_loading_an_autosave_goes_on_in_it(files: MemoryFiles) -> None:
    started(files, "song").close()
    session = started(files, "quarrel", "quarrel")
    session.load("auto-2")
    session.choose("down")
    assert session.slot == "auto-2"
    assert {slot: len(on_disk(files, slot)["log"]) for slot in ("auto", "auto-2")} == {"auto": 2, "auto-2": 2}
    assert files.locks == {FOLDER / "auto-2.lock"}


def test_loading_the_autosave_of_another_window_is_a_copy(files: MemoryFiles) -> None:
    first = started(files, "song")
    session = started(files, "quarrel")
    session.load(first.slot)
    assert session.turn == first.turn
    assert session.slot not in ("", first.slot)
    assert "another window" in session.notices[-1]


def test_a_load_that_fails_changes_nothing(files: MemoryFiles) -> None:
    session = started(files, "song", "quarrel")
    files.create(FOLDER / "bad.save.json", b"damaged")
    before = session.turn, session.slot, session.history
    for slot in ("bad", "missing", "auto-4", "../x"):
        with pytest.raises(SaveError):
            session.load(slot)
    assert (session.turn, session.slot, session.history) == before
    assert files.locks == {FOLDER / "auto.lock"}
    session.choose("down")
    assert on_disk(files)["cursor"] == 3


def test_a_save_of_another_story_is_refused(files: MemoryFiles) -> None:
    other = Session.start(tiny(id="other", title="Oth\x1ber"), opened(files))
    other.choose("song")
    other.save("mine")
    other.close()
    with pytest.raises(NotFoundError):
        again(files)
    with pytest.raises(SaveError, match="another story") as error:
        again(files, "mine")
    assert "\x1b" not in str(error.value)


def test_a_damaged_autosave_gives_the_choice_before_and_says_so(files: MemoryFiles) -> None:
    started(files, "song", "quarrel").close()
    files.rot(FOLDER / "auto.save.json", 4_000)
    session = again(files)
    assert session.number == 1
    assert "damaged" in session.notices[0]
    session.choose("down")
    session.close()
    session = again(files)
    assert (session.number, session.notices) == (2, ())


FAULTS = {
    errno.ENOSPC: "the disk is full.",
    errno.EROFS: "the folder for saves is read-only.",
    errno.EACCES: "there is no permission to use the folder for saves.",
    errno.EIO: "the disk reports an error.",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_disk_that_fails_does_not_end_the_play(files: MemoryFiles, fault: int) -> None:
    session = started(files, "song")
    files.fail(0, fault)
    turn = session.choose("quarrel")
    assert turn == turns("song", "quarrel")[-1]
    assert session.unsaved == FAULTS[fault]
    assert on_disk(files)["cursor"] == 1
    session.choose("down")
    assert session.unsaved == ""
    assert on_disk(files)["cursor"] == 3


@pytest.mark.parametrize("fault", [errno.ENOSPC, "kill", "power"])
def test_a_fault_at_any_operation_of_a_choice_leaves_it_before_or_after(fault: int | str) -> None:
    for at in range(15):
        files = MemoryFiles()
        session = started(files, "song")
        files.fail(at, fault)
        acknowledged = False
        try:
            session.choose("quarrel")
            acknowledged = not session.unsaved
        except Killed:
            files.lose_power(lambda _: 0) if fault == "power" else files.kill()
        files.heal()
        files.locks.clear()
        assert again(files).turn in turns("song", "quarrel")[2 if acknowledged else 1 :]


def test_a_folder_that_cannot_be_made_leaves_play_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    session = Session.start(STORY, Store(tmp_path / "file"))
    assert "a file stands where" in session.unsaved
    session.choose("song")
    session.undo()
    assert session.unsaved
    assert session.slots() == ()
    with pytest.raises(SaveError):
        session.quick_save()
    (tmp_path / "file").unlink()
    session.choose("quarrel")
    assert (session.unsaved, session.slot) == ("", "auto")
    session.close()


def test_a_read_only_folder_can_still_be_continued_from(files: MemoryFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    started(files, "song").close()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "injected")

    for name in ("lock", "create", "rename", "link", "remove"):
        monkeypatch.setattr(MemoryFiles, name, refuse)
    session = again(files)
    assert session.turn == turns("song")[-1]
    assert session.choose("quarrel") == turns("song", "quarrel")[-1]
    assert "read-only" in session.unsaved
    assert session.notices == ()
    session.close()


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


def test_two_processes_never_share_a_slot(tmp_path: Path) -> None:
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from fourfifths.saves import Store
        from fourfifths.session import Session
        from tests.unit.stories import tiny
        session = Session.start(tiny(), Store(Path(sys.argv[1])))
        print(session.slot, flush=True)
        for line in sys.stdin:
            session.choose("quarrel")
            print(session.slot, session.number, session.unsaved, flush=True)
    """)
    command = [sys.executable, "-c", script, str(tmp_path)]
    root = Path(__file__).parents[2]
    windows = [
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env=os.environ | {"PYTHONPATH": "."},
        )
        for _ in range(2)
    ]
    try:
        slots = [_line(window) for window in windows]
        assert sorted(slots) == ["auto", "auto-2"]
        for number in range(1, 21):
            for window in windows:
                assert window.stdin
                window.stdin.write("\n")
                window.stdin.flush()
            assert [_line(window) for window in windows] == [f"{slot} {number}" for slot in slots]
        windows[0].kill()
        windows[0].wait()
        resumed = Session.resume(STORY, Store(tmp_path), slots[0])
        assert (resumed.number, resumed.slot, resumed.notices) == (20, slots[0], ())
        resumed.close()
    finally:
        for window in windows:
            window.kill()
            window.communicate()


def _line(window: subprocess.Popen[str]) -> str:
    assert window.stdout
    return window.stdout.readline().strip()
