"""An author's commands in line mode. The story is read again, if a file was saved, whenever a line is typed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fourfifths import excerpt
from fourfifths.author import words
from fourfifths.author.editor import EditorError
from fourfifths.plain.game import Command, Game

if TYPE_CHECKING:
    from fourfifths.author.explain import Explained
    from fourfifths.author.words import Said
    from fourfifths.author.workshop import Workshop


class Bench:
    """A workshop at a game in line mode."""

    def __init__(self, game: Game, workshop: Workshop) -> None:
        self._game = game
        self._workshop = workshop
        found = (
            Command(("where",), "scene, file and line, and every value with what moved it", self.where),
            Command(("why",), "why a choice is open or not, by number or id; all without", self.why, "[CHOICE]"),
            Command(("endings",), "which endings can still be reached from here", self.endings),
            Command(("goto",), "enter a scene", self.goto, "SCENE"),
            Command(("set",), "set a value, as in: set trust 60", self.set, "NAME VALUE"),
            Command(("reload",), "read the story again", self.reload),
            Command(("edit",), "open the editor at the scene or at a choice", self.edit, "[CHOICE]"),
            Command(("record",), "write the run so far as a playthrough file", self.record),
        )
        self.commands = {word: command for command in found for word in command.words}

    def reloaded(self, line: str) -> bool:
        """Whether the files were saved since the last line and this one asks for a choice that may be another now."""
        watch = self._workshop.watch
        if watch is None or not watch.changed():
            return False
        before = self._game.session.turn.offers
        self._read("")
        word = line.partition(" ")[0].lower()
        means_a_choice = word not in self._game.commands or word == "choose"
        return not line or (self._game.session.turn.offers != before and means_a_choice)

    def where(self, game: Game, _: str) -> None:
        """The scene and the state."""
        explanation = self._workshop.explain(game.session)
        game.terminal.say(f"Scene: {words.scene(explanation)}")
        self._say(words.values(explanation))
        self._mistakes()

    def why(self, _game: Game, name: str) -> None:
        """One choice or all."""
        for choice in self._choices(name):
            self._say(words.choice(choice))

    def endings(self, game: Game, _: str) -> None:
        """What is left to be reached."""
        self._say(words.endings(self._workshop.ahead(game.session.story, game.session.turn.state)))

    def goto(self, game: Game, name: str) -> None:
        """To a scene."""
        self._moved(self._workshop.goto(game.session, name))

    def set(self, game: Game, typed: str) -> None:
        """A value."""
        self._moved(self._workshop.set(game.session, typed))

    def reload(self, _game: Game, _: str) -> None:
        """The files."""
        self._read("Read again: the story is as it was.")

    def edit(self, game: Game, name: str) -> None:
        """The editor at the first mistake, the scene or a choice."""
        place = self._workshop.place_of_mistake() or self._workshop.explain(game.session).place
        if name:
            found = self._choices(name)
            if not found:
                return
            place = found[0].place
        try:
            editor = self._workshop.editor(dict(os.environ), place)
            subprocess.call(editor.words)  # noqa: S603 - the author's own editor
        except (EditorError, OSError) as error:
            game.refuse(f"{error}. Set FOURFIFTHS_EDITOR, VISUAL or EDITOR.")
            return
        self._read("")

    def record(self, game: Game, _: str) -> None:
        """The run as a file."""
        game.terminal.say(self._workshop.record(game.session))

    def _choices(self, name: str) -> tuple[Explained, ...]:
        explanation = self._workshop.explain(self._game.session)
        if not name:
            return explanation.choices
        found = explanation.choice(name)
        if found is None:
            there = ", ".join(choice.id for choice in explanation.choices) or "none"
            self._game.refuse(f"No choice of this scene is called {name!r}; there are: {there}.")
        return (found,) if found else ()

    def _read(self, otherwise: str) -> None:
        offers, scene = self._game.session.turn.offers, self._game.session.turn.passage
        said = self._workshop.take(self._workshop.read(), self._game.session) or otherwise
        if said:
            self._game.terminal.say(said)
        self._mistakes()
        self._game.notices()
        turn = self._game.session.turn
        if turn.offers != offers or turn.passage != scene:
            self._game.again("")

    def _mistakes(self) -> None:
        if self._workshop.diagnostics:
            self._game.terminal.say(*excerpt.concise(self._workshop.diagnostics).split("\n"))

    def _moved(self, reason: str) -> None:
        if reason:
            self._game.refuse(reason)
        else:
            self._game.again("")

    def _say(self, lines: Iterable[Said]) -> None:
        self._game.terminal.write(f"{said.text}{_at(said)}" for said in lines)


def _at(said: Said) -> str:
    return f" ({words.at(said.place)})" if said.place else ""
