"""An author's commands in line mode."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from fourfifths import plain
from fourfifths.author.watch import Watch
from fourfifths.author.workshop import Workshop
from fourfifths.compiler import compile_story
from fourfifths.saves import Store
from fourfifths.session import Session
from tests.unit.harbour import HEAD, SCENES
from tests.unit.plain.test_game import after


class Lines(io.StringIO):
    """Lines that are typed one after the other; a callable among them happens before the next is read."""

    def __init__(self, *typed: str | Callable[[], object]) -> None:
        super().__init__()
        self._typed = list(typed)

    def readline(self, _: int | None = -1) -> str:  # type: ignore[override]
        while self._typed and callable(self._typed[0]):
            self._typed.pop(0)()  # type: ignore[operator]
        return f"{self._typed.pop(0)}\n" if self._typed else ""


class Sitting:
    """A story in a folder, played in line mode by its author."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "story" / "port" / "port.yaml"
        self.file.parent.mkdir(parents=True)
        (folder / "story" / "story.yaml").write_text(HEAD)
        self.file.write_text(SCENES)
        story = compile_story(folder / "story")
        self.session = Session.start(story, Store(folder / "saves"))
        self.workshop = Workshop(folder / "story", story, Watch(folder / "story"), lambda *_: "Recorded in x.")

    def play(self, *typed: str | Callable[[], object]) -> str:
        out = io.StringIO()
        assert plain.run(self.session, plain.Terminal(Lines(*typed), out), workshop=self.workshop) == 0
        return out.getvalue()

    def edit(self, old: str, new: str) -> Callable[[], object]:
        return lambda: self.file.write_text(self.file.read_text().replace(old, new))


@pytest.fixture
def author(tmp_path: Path) -> Sitting:
    return Sitting(tmp_path)


def test_where_names_file_line_and_what_moved_each_value(author: Sitting) -> None:
    assert after(author.play("1", "where"), "where").splitlines() == [
        "Scene: port/quay  port/port.yaml:5",
        "trust 53, from 50 by port/quay.work in turn 1",
        "coins 4, from 3 by port/quay.work in turn 1",
        "as at the start: weather dry, audited false",
    ]


def test_why_tells_of_one_choice_by_number_or_id_and_of_all(author: Sitting) -> None:
    told = author.play("goto attic", "why leave", "why 1", "why", "why nothing")
    assert after(told, "why leave").splitlines() == [
        "leave: hidden: if coins == 9 (port/port.yaml:46)",
        "goes to port/gone",
        "if coins == 9: no (port/port.yaml:48)",
        "coins is 3, never moved",
    ]
    assert after(told, "why 1").splitlines()[0] == "1 down: open (port/port.yaml:43)"
    assert len(after(told, "why").splitlines()) == 6
    assert after(told, "why nothing").startswith("No choice of this scene is called 'nothing'; there are: down, leave.")


def test_endings_names_what_is_left_and_what_is_lost(author: Sitting) -> None:
    endings = [scene.ending.id for scene in author.session.story.scenes.values() if scene.ending]
    heard = author.play("endings", "q")
    assert f"endings from here: {len(endings)} of {len(endings)}: {', '.join(endings)}" in heard


def test_goto_and_set_move_the_player_and_back_takes_it_back(author: Sitting) -> None:
    told = author.play("set coins 9", "goto attic", "2", "b", "b", "b")
    assert "Scene: The Attic." in after(told, "goto attic")
    assert "This is the end: Away." in after(told, "2")
    assert author.session.number == 0


def test_what_cannot_be_set_or_gone_to_says_why(author: Sitting) -> None:
    told = author.play("set coins 10", "goto atic", "set")
    assert after(told, "set coins 10").startswith("coins is 0 to 9, not '10'.")
    assert after(told, "goto atic").startswith("There is no scene 'atic'. Did you mean 'port/attic'?")
    assert author.session.number == 0


def test_a_saved_file_is_read_at_the_next_line(author: Sitting) -> None:
    told = author.play(author.edit("Water.", "Salt water."), "status")
    said = after(told, "status")
    assert said.startswith("Reloaded; place and state are kept.\n")
    assert "Salt water." in said
    assert "Trust: 50" in said


def test_a_number_is_not_obeyed_where_it_means_another_choice_since(author: Sitting) -> None:
    work = SCENES[SCENES.index("      - id: work") : SCENES.index("      - id: sing")]
    author.play(author.edit(work, ""), "1")
    assert author.session.number == 0
    author.play("1")
    assert author.session.history[-1].turn.choice == "sing"


def test_a_mistake_is_told_and_play_goes_on_as_it_was(author: Sitting) -> None:
    told = author.play(author.edit("goto: attic", "goto: attics"), "reload", "where", "inn", "attic")
    said = after(told, "reload")
    assert "Not reloaded: 1 error in 1 file. Play goes on with the story as it was." in said
    assert 'error[E030] there is no scene "attics"; did you mean "attic"?' in said
    assert "E030" in after(told, "where")
    assert author.session.scene.id == "port/attic"


def test_reading_again_where_nothing_changed_says_so(author: Sitting) -> None:
    assert after(author.play("reload"), "reload") == "Read again: the story is as it was.\n"


def test_the_run_is_recorded(author: Sitting) -> None:
    assert after(author.play("record"), "record") == "Recorded in x.\n"


def test_the_editor_is_opened_at_a_choice(author: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "vim"
    script.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    script.chmod(0o755)
    monkeypatch.setenv("FOURFIFTHS_EDITOR", str(script))
    author.play("edit sing")
    assert (tmp_path / "opened").read_text() == "+16\n"
    monkeypatch.setenv("FOURFIFTHS_EDITOR", str(tmp_path / "none"))
    assert "Set FOURFIFTHS_EDITOR" in author.play("edit")


def test_the_help_lists_the_commands(author: Sitting) -> None:
    told = author.play("?")
    assert "why [CHOICE]: " in told
    assert "goto SCENE: enter a scene." in told


def test_without_author_there_are_no_such_commands(author: Sitting) -> None:
    out = io.StringIO()
    plain.run(author.session, plain.Terminal(Lines("where", "?"), out))
    assert "Nothing here is called 'where'." in out.getvalue()
    assert "why [CHOICE]" not in out.getvalue()
