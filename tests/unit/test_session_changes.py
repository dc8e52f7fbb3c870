"""Saves against a story that was edited since: never a crash, never in silence, and no more lost than must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fourfifths.compiler import compile_texts
from fourfifths.model import Story
from fourfifths.saves import Store, codec
from fourfifths.session import Session
from fourfifths.session.history import RING
from fourfifths.state import Change
from tests.unit.harbour import HEAD, SCENES, story
from tests.unit.saves.memory import MemoryFiles

FOLDER = Path("/saves")
OLD = story()
WALK = ("work", "sing", "inn", "attic")


@pytest.fixture
def files() -> MemoryFiles:
    """A run of the old story that stands in the attic after four choices."""
    files = MemoryFiles()
    play(files, OLD, *WALK).close()
    return files


def play(files: MemoryFiles, edited: Story, *choices: str) -> Session:
    session = Session.start(edited, Store(FOLDER, files))
    for choice in choices:
        session.choose(choice)
    return session


def resumed(files: MemoryFiles, edited: Story) -> Session:
    return Session.resume(edited, Store(FOLDER, files))


def value(session: Session, edited: Story, name: str) -> int:
    slot = edited.slot(name)
    assert slot
    return session.turn.state.values[slot.index]


def said(session: Session) -> str:
    return " ".join(session.notices)


EDITS: dict[str, tuple[tuple[str, str], ...]] = {
    "reworded": (("Dust.", "Dust and light."),),
    "another scene removed": (("      - id: sing", "      - id: song"), ("chosen(quay.sing)", "chosen(quay.song)")),
    "a choice inserted first": (
        ("      - id: down\n", "      - {id: new, label: New., goto: quay}\n      - id: down\n"),
    ),
    "a choice removed": (("      - id: back\n        label: Go back.\n        goto: quay\n", ""),),
    "choices in another order": (
        ("      - id: back\n        label: Go back.\n        goto: quay\n", ""),
        (
            "    choices:\n      - id: audit",
            "    choices:\n      - {id: back, label: Back., goto: quay}\n      - id: audit",
        ),
    ),
    "a condition tightened": (("        label: Go up.\n", "        label: Go up.\n        if: audited\n"),),
    "balance changed": (("by: 3,", "by: 7,"),),
    "a new variable": (("  coins: {", "  mood: {int: 0..5, start: 2}\n  coins: {"), ("Dust.", "Dust. {mood}")),
    "a new meter": (
        (
            "  trust: {start",
            '  luck: {start: 9, label: Luck, glyph: "+", about: x, bands: [{to: 100, name: so}]}\n  trust: {start',
        ),
        ("          coins: +1", "          coins: +1\n          luck: {by: 1, why: So it goes.}"),
    ),
    "variables in another order": (
        ("  coins: {int: 0..9, start: 3}\n", ""),
        ("variables:\n", "variables:\n  coins: {int: 0..9, start: 3}\n"),
    ),
    "words in another order": (("[dry, rain, fog]", "[fog, dry, rain]"),),
    "another start value": (("start: 50,", "start: 10,"),),
    "a scene inserted between": (
        ("        label: Go up.\n        goto: attic", "        label: Go up.\n        goto: stairs"),
        (
            "  attic:\n",
            "  stairs:\n    title: Stairs\n    text: Up.\n    choices:\n"
            "      - {id: up, label: Up., goto: attic}\n  attic:\n",
        ),
    ),
}


@pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS.keys())
def test_an_edit_that_leaves_the_scene_leaves_the_player_there(
    files: MemoryFiles, edits: tuple[tuple[str, str], ...]
) -> None:
    new = story(*edits)
    before = Session.resume(OLD, Store(FOLDER, files))
    names = {slot.name: value(before, OLD, slot.name) for slot in OLD.slots if new.slot(slot.name)}
    before.close()
    session = resumed(files, new)
    assert (session.scene.id, session.number) == ("port/attic", 4)
    assert "The story has changed" in session.notices[0]
    for name, old in names.items():
        slot, was = new.slot(name), OLD.slot(name)
        assert slot
        assert was
        assert value(session, new, name) == (slot.words.index(was.words[old]) if slot.words else old)
    assert [moment.label for moment in session.history] == ["", "Work.", "Sing.", "Go to the inn.", "Go up."]
    assert session.meters[-1].last == Change("trust", 53, 51, "Out of tune.")
    assert_playable(files, session, new)


def assert_playable(files: MemoryFiles, session: Session, new: Story) -> None:
    """It goes on from here, back to where it can, is saved, and is told of once only."""
    standing, number = session.turn.state, session.number
    while session.undo():
        pass
    while session.redo():
        pass
    assert (session.turn.state.scene, session.turn.state.values) == (standing.scene, standing.values)
    session.choose(next(offer.id for offer in session.turn.offers if offer.open))
    assert session.unsaved == ""
    history, turn = session.history, session.turn
    session.close()
    session = resumed(files, new)
    assert session.notices == ()
    assert (session.turn, session.number) == (turn, number + 1)
    assert [moment.label for moment in session.history] == [moment.label for moment in history]
    session.close()


RENAMED = story(
    ("  attic:\n", "  loft:\n"),
    ("goto: attic", "goto: loft"),
    ("places:\n", "renamed: {port/attic: port/loft, port/inn: port/tavern}\nplaces:\n"),
    ("  inn:\n", "  tavern:\n"),
    ("goto: inn", "goto: tavern"),
    ("visits(inn)", "visits(tavern)"),
)


def test_a_renamed_scene_is_followed_and_its_visits_with_it(files: MemoryFiles) -> None:
    session = resumed(files, RENAMED)
    assert (session.scene.id, session.number) == ("port/loft", 4)
    assert value(session, RENAMED, "visits port/tavern") == 1
    assert "No longer" not in said(session)
    assert session.undo()
    assert session.scene.id == "port/tavern"
    session.redo()
    assert_playable(files, session, RENAMED)


def test_a_scene_renamed_twice_is_followed(files: MemoryFiles) -> None:
    renamed = {"port/attic": "port/garret", "port/garret": "port/loft", "port/inn": "port/tavern"}
    assert resumed(files, replace(RENAMED, renamed=renamed)).scene.id == "port/loft"


def test_names_renamed_in_a_circle_lead_nowhere_and_end(files: MemoryFiles) -> None:
    circle = replace(RENAMED, renamed={"port/attic": "port/a", "port/a": "port/attic", "port/inn": "port/inn"})
    assert resumed(files, circle).scene.id == "port/quay"


def test_a_choice_that_was_called_otherwise_is_still_taken(files: MemoryFiles) -> None:
    new = story(("      - id: sing\n", "      - id: song\n        was: [tune, sing]\n"), ("(quay.sing)", "(quay.song)"))
    session = resumed(files, new)
    assert value(session, new, "chosen port/quay.song") == 1
    assert "No longer" not in said(session)
    session.choose("down")
    session.choose("back")
    assert "song" not in [offer.id for offer in session.turn.offers]


def test_where_the_scene_is_gone_one_is_back_in_the_last_that_is_there(files: MemoryFiles) -> None:
    new = story(
        (SCENES[SCENES.index("  attic:\n") : SCENES.index("  gone:\n")], ""),
        ("      - id: attic\n        label: Go up.\n        goto: attic\n", ""),
        ("        label: Go back.\n        goto: quay", "        label: Go back.\n        goto: gone"),
    )
    session = resumed(files, new)
    assert (session.scene.id, session.number) == ("port/inn", 3)
    assert "you are back at “The Inn”, 1 choice earlier." in said(session)
    assert value(session, new, "trust") == 51
    assert_playable(files, session, new)


def test_a_scene_that_can_no_longer_be_left_is_stepped_back_from(files: MemoryFiles) -> None:
    new = story(("        label: Go down.\n", "        label: Go down.\n        if: coins == 9\n"))
    session = resumed(files, new)
    assert (session.scene.id, session.number) == ("port/inn", 3)
    assert_playable(files, session, new)


def test_where_nothing_is_left_one_starts_again_and_is_told(files: MemoryFiles) -> None:
    new = compile_texts(
        {
            "story.yaml": HEAD.replace("port/quay", "sea/deck").encode(),
            "facts.yaml": b"facts: {}\n",
            "sea/sea.yaml": b"pov: juno\nact: 1\nplace: harbour\nscenes:\n  deck:\n    title: Deck\n"
            b"    text: '{trust} {weather} {coins} {audited: a}'\n    choices:\n"
            b"      - {id: work, label: Work., once: false, effects: {trust: {by: 1, why: So.}, coins: +1,"
            b" weather: rain, audited: true}}\n      - {id: off, label: Off., goto: off}\n"
            b"  off:\n    title: Off\n    text: Gone.\n    ends: {id: off, title: Off}\n",
        }
    )
    session = resumed(files, new)
    assert (session.scene.id, session.number, value(session, new, "trust")) == ("sea/deck", 0, 50)
    assert "changed too much" in said(session)
    assert codec.decode(files.read(FOLDER / "auto-before-1.save.json"))["cursor"] == 4
    assert_playable(files, session, new)


def test_values_outside_new_bounds_are_clamped_and_named(files: MemoryFiles) -> None:
    new = story(("coins: {int: 0..9, start: 3}", "coins: {int: 0..2, start: 1}"), ("coins == 9", "coins == 2"))
    session = resumed(files, new)
    assert value(session, new, "coins") == 2
    assert "new bounds: coins." in said(session)
    assert_playable(files, session, new)


RETYPED = {
    "word to number": (
        ("weather: {one-of: [dry, rain, fog]}", "weather: {int: 0..3, start: 1}"),
        ("weather: rain", "weather: +1"),
    ),
    "number to flag": (
        ("coins: {int: 0..9, start: 3}", "coins: {flag: true}"),
        ("{coins} coins", "{coins: coins}"),
        ("coins: +1", "coins: false"),
        ("coins == 9", "coins"),
    ),
    "flag to word": (
        ("audited: {flag: false}", "audited: {one-of: [never, once]}"),
        ("{audited: audited}", "{audited}"),
        ("audited: true", "audited: once"),
    ),
    "a word is gone": (("[dry, rain, fog]", "[dry, storm]"), ("weather: rain", "weather: storm")),
}


@pytest.mark.parametrize("edits", RETYPED.values(), ids=RETYPED.keys())
def test_a_variable_of_another_kind_starts_anew_and_is_named(
    files: MemoryFiles, edits: tuple[tuple[str, str], ...]
) -> None:
    new = story(*edits)
    session = resumed(files, new)
    (name,) = {name for name in ("weather", "coins", "audited") if name in said(session)}
    slot = new.slot(name)
    assert slot
    assert value(session, new, name) == slot.start
    assert f"Started anew, being of another kind now: {name}." in said(session)
    assert_playable(files, session, new)


def test_what_the_story_no_longer_has_is_kept_named_and_comes_back(files: MemoryFiles) -> None:
    without = story(
        ("  coins: {int: 0..9, start: 3}\n", ""),
        (" {coins} coins.", ""),
        ("          coins: +1\n", ""),
        ("coins == 9", "audited"),
    )
    session = resumed(files, without)
    assert "No longer in the story, kept in the save: coins." in said(session)
    session.choose("down")
    session.close()
    session = resumed(files, OLD)
    assert value(session, OLD, "coins") == 4
    assert "No longer" not in said(session)


def test_the_save_from_before_is_kept_once_as_it_was(files: MemoryFiles) -> None:
    before = files.read(FOLDER / "auto.save.json")
    new = story(("Dust.", "Light."))
    for _ in range(2):
        session = resumed(files, new)
        session.close()
    assert files.read(FOLDER / "auto-before-1.save.json") == before
    assert FOLDER / "auto-before-2.save.json" not in files.inodes
    old = Session.resume(OLD, Store(FOLDER, files), "auto-before-1")
    assert (old.number, old.notices) == (4, ())


def test_a_named_save_is_left_as_it_is(files: MemoryFiles) -> None:
    session = resumed(files, OLD)
    session.save("mine")
    session.close()
    before = files.read(FOLDER / "mine.save.json")
    session = Session.resume(story(("Dust.", "Light.")), Store(FOLDER, files), "mine")
    assert "changed" in said(session)
    session.choose("down")
    assert files.read(FOLDER / "mine.save.json") == before
    assert not any("before" in path.name for path in files.inodes)


def test_where_no_copy_can_be_kept_the_old_save_is_not_written_over(files: MemoryFiles) -> None:
    before = files.read(FOLDER / "auto.save.json")
    files.fail(0, 28)
    session = resumed(files, story(("Dust.", "Light.")))
    session.choose("down")
    assert session.unsaved == ""
    assert before in (inode.data for inode in files.inodes.values())


def test_what_was_undone_cannot_be_done_again_in_another_story(files: MemoryFiles) -> None:
    session = resumed(files, OLD)
    session.undo()
    session.close()
    session = resumed(files, story(("Dust.", "Light.")))
    assert (session.scene.id, session.can_redo) == ("port/inn", False)
    assert "cannot be done again" in said(session)


def test_history_before_the_kept_states_is_remembered_and_not_gone_back_to() -> None:
    long = MemoryFiles()
    play(long, OLD, *["work"] * 30).close()
    new = story(("by: 3,", "by: 1,"))
    session = resumed(long, new)
    assert [moment.remembered for moment in session.history] == [True] * (30 - RING) + [False] * (RING + 1)
    assert [moment.changes for moment in session.history[1:3]] == [
        (Change("trust", 50, 53, "You carried the crates."),),
        (Change("trust", 53, 56, "You carried the crates."),),
    ]
    assert {moment.scene.title for moment in session.history} == {"The Quay"}
    for _ in range(RING):
        assert session.undo()
    assert not session.can_undo
    assert not session.undo()
    session.close()
    session = resumed(long, new)
    assert (session.number, session.notices) == (30 - RING, ())
    assert sum(1 for _ in redone(session)) == RING
    for _ in range(5):
        session.undo()
    session.choose("inn")
    session.close()
    session = resumed(long, new)
    assert (session.notices, session.number, session.scene.id) == ((), 26, "port/inn")
    assert [moment.number for moment in session.history] == list(range(27))


def redone(session: Session) -> Iterator[None]:
    while session.redo():
        yield


def test_one_change_after_another_keeps_the_whole_history(files: MemoryFiles) -> None:
    for number, word in enumerate(("Light.", "Dark.", "Grey.")):
        session = resumed(files, story(("Dust.", word)))
        session.choose("down")
        session.choose("attic")
        assert len(session.history) == 5 + 2 * (number + 1)
        session.close()
    session = resumed(files, story(("Dust.", "Grey.")))
    assert session.notices == ()
    assert [moment.label for moment in session.history][:5] == ["", "Work.", "Sing.", "Go to the inn.", "Go up."]
    while session.undo():
        pass
    assert session.number == 0
