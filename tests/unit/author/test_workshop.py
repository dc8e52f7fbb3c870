"""The story read again under a session, and what an author does by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths.author.workshop import Workshop
from fourfifths.compiler import compile_story
from fourfifths.saves import Store
from fourfifths.saves.profile import Profile
from fourfifths.session import Session
from tests.unit.harbour import HEAD, SCENES


class Desk:
    """A story in a folder, played by its author."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "story"
        self.file = self.folder / "port" / "port.yaml"
        self.file.parent.mkdir(parents=True)
        (self.folder / "story.yaml").write_text(HEAD)
        self.file.write_text(SCENES)
        story = compile_story(self.folder)
        self.saves = folder / "saves"
        self.session = Session.start(story, self.other())
        self.workshop = Workshop(self.folder, story)

    def edit(self, *edits: tuple[str, str]) -> str:
        text = self.file.read_text()
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        self.file.write_text(text)
        return self.workshop.take(self.workshop.read(), self.session)

    def other(self) -> Store:
        """The saves as another process has them."""
        return Store(self.saves)

    def value(self, name: str) -> int:
        slot = self.workshop.story.slot(name)
        assert slot is not None
        return self.session.turn.state.values[slot.index]

    def text(self) -> str:
        return " ".join(passage.text.strip() for passage in self.session.turn.passage)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_place_and_state_are_kept_and_the_new_words_are_there(desk: Desk) -> None:
    for choice in ("work", "sing", "inn"):
        desk.session.choose(choice)
    assert desk.edit(("Warm.", "Warm and loud.")) == "Reloaded; place and state are kept."
    assert desk.session.scene.id == "port/inn"
    assert desk.text().startswith("Warm and loud.")
    assert (desk.value("trust"), desk.value("weather")) == (51, 1)
    assert desk.session.notices == ()
    assert desk.session.number == 3


def test_play_goes_on_in_the_new_story_and_is_saved(desk: Desk) -> None:
    desk.session.choose("inn")
    desk.edit(("      - id: attic\n        label: Go up.", "      - id: attic\n        label: Climb."))
    assert "Climb." in [offer.label for offer in desk.session.turn.offers]
    desk.session.choose("attic")
    again = Session.resume(desk.workshop.story, desk.other(), desk.session.slot)
    assert again.turn.state == desk.session.turn.state


def test_choices_made_before_can_still_be_undone(desk: Desk) -> None:
    for choice in ("work", "inn"):
        desk.session.choose(choice)
    desk.edit(("Water.", "Salt water."))
    assert desk.session.undo()
    assert desk.session.undo()
    assert desk.text().startswith("Salt water.")
    assert desk.value("coins") == 3


def test_what_came_of_the_last_choice_is_told_in_the_new_words(desk: Desk) -> None:
    desk.edit(("        label: Sing.\n", "        label: Sing.\n        text: They look up.\n"))
    desk.session.choose("sing")
    desk.edit(("They look up.", "They look away."), ("label: Sing.", "label: Hum."))
    assert [passage.text.strip() for passage in desk.session.turn.outcome] == ["They look away."]
    assert desk.session.turn.label == "Hum."
    assert desk.session.turn.passage == ()


def test_a_scene_that_is_gone_takes_the_player_back_and_says_so(desk: Desk) -> None:
    for choice in ("inn", "attic"):
        desk.session.choose(choice)
    start = SCENES.index("  attic:")
    attic = SCENES[start : SCENES.index("  gone:")]
    up = "      - id: attic\n        label: Go up.\n        goto: attic\n"
    said = desk.edit((attic, ""), (up, "      - {id: leave, label: Leave., goto: gone}\n"))
    assert said == "Reloaded."
    assert desk.session.scene.id == "port/inn"
    assert any("back at “The Inn”, 1 choice earlier" in notice for notice in desk.session.notices)


def test_a_story_that_does_not_compile_is_not_played_and_says_where(desk: Desk) -> None:
    desk.session.choose("inn")
    before = desk.session.turn
    said = desk.edit(("goto: attic", "goto: attics"))
    assert said == "Not reloaded: 1 error in 1 file. Play goes on with the story as it was."
    (found,) = desk.workshop.diagnostics
    assert found.span.file == str(desk.file)
    assert found.hint == 'did you mean "attic"?'
    assert desk.session.turn == before
    place = desk.workshop.place_of_mistake()
    assert place is not None
    assert place.file == "port/port.yaml"
    desk.session.choose("attic")
    assert desk.edit(("goto: attics", "goto: attic")) == "Mended: the story is as it was."
    assert desk.workshop.diagnostics == ()
    assert desk.workshop.place_of_mistake() is None


def test_reading_the_same_files_again_changes_nothing(desk: Desk) -> None:
    desk.session.choose("inn")
    desk.session.undo()
    assert desk.edit() == ""
    assert desk.session.can_redo


def test_a_jump_enters_the_scene_and_can_be_taken_back(desk: Desk) -> None:
    assert desk.workshop.goto(desk.session, "attic") == ""
    assert desk.session.scene.id == "port/attic"
    assert desk.session.undo()
    assert desk.session.scene.id == "port/quay"


def test_a_jump_to_nowhere_names_the_nearest(desk: Desk) -> None:
    assert desk.workshop.goto(desk.session, "atic") == "There is no scene 'atic'. Did you mean 'port/attic'?"
    assert desk.session.number == 0


def test_scenes_are_found_by_name_and_by_title(desk: Desk) -> None:
    assert desk.workshop.scenes("at")[0] == ("port/attic", "The Attic")
    assert desk.workshop.scenes("the qu") == (("port/quay", "The Quay"),)
    assert len(desk.workshop.scenes("")) == 4


def test_a_value_that_is_set_opens_what_waits_for_it_and_survives_save_and_reload(desk: Desk) -> None:
    assert desk.workshop.set(desk.session, "coins 9") == ""
    desk.workshop.goto(desk.session, "attic")
    assert "leave" in [offer.id for offer in desk.session.turn.offers]
    desk.session.close()
    again = Session.resume(desk.workshop.story, desk.other())
    assert again.turn.state == desk.session.turn.state
    assert again.notices == ()
    assert again.undo()
    assert again.undo()
    assert again.scene.id == "port/quay"


def test_setting_what_cannot_be_says_why(desk: Desk) -> None:
    assert desk.workshop.set(desk.session, "coins 10") == "coins is 0 to 9, not '10'."
    assert desk.session.number == 0


def test_what_was_set_by_hand_says_so(desk: Desk) -> None:
    desk.workshop.set(desk.session, "coins 9")
    coins = next(reading for reading in desk.workshop.explain(desk.session).values if reading.name == "coins")
    assert coins.moved is not None
    assert (coins.moved.choice, coins.before, coins.value) == ("", "3", "9")


def test_an_ending_that_was_jumped_to_is_not_counted_as_found(desk: Desk) -> None:
    desk.workshop.goto(desk.session, "gone")
    desk.session.close()
    assert Profile(desk.other(), desk.workshop.story.id).endings == ()


def test_a_story_of_another_name_is_played_on(desk: Desk) -> None:
    desk.session.choose("inn")
    head = desk.folder / "story.yaml"
    head.write_text(head.read_text().replace("id: harbour", "id: haven"))
    assert desk.edit() == "Reloaded; place and state are kept."
    assert desk.session.scene.id == "port/inn"
    desk.session.choose("back")
    assert desk.session.unsaved == ""


def test_reloading_is_done_a_hundred_times_without_losing_the_way(desk: Desk) -> None:
    for number in range(100):
        desk.session.choose("work")
        desk.edit(("Dust", f"Dust{number}" if number % 2 else "Dust"))
    assert desk.session.number == 100
    assert sum(desk.session.undo() for _ in range(100)) >= 20
