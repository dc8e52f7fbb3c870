"""The loop of line mode: it shows where the player stands, reads a line and obeys it.

A line is a number, a command or a choice's id, in that order; `choose ID` reaches an id that is also a command. Lines
that are empty or begin with `#` do nothing, so a file of lines is a script and may explain itself.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourfifths import edge
from fourfifths.plain import prose
from fourfifths.plain.terminal import StoppedError, Terminal
from fourfifths.saves import SaveError
from fourfifths.state import IllegalChoiceError, Passage, Turn

if TYPE_CHECKING:
    from fourfifths.author.workshop import Workshop
    from fourfifths.plain.author import Bench
    from fourfifths.session import Session

PROMPT = "Choice>"
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


def run(
    session: Session,
    terminal: Terminal,
    *,
    asked_by: str = "--plain",
    strict: bool = False,
    workshop: Workshop | None = None,
) -> int:
    """Play until the input ends, and return the exit code.

    `asked_by` says why the game is in line mode. With `strict` a line that cannot be obeyed ends the play with exit
    code 1: the rest of a script would be about another scene. With a `workshop` there are an author's commands too.
    """
    game = Game(session, terminal, strict)
    if workshop is not None:
        from fourfifths.plain.author import Bench

        game.bench = Bench(game, workshop)
    try:
        with terminal.listening(_SIGNALS):
            return game.play(asked_by)
    except StoppedError as stop:
        return _stopped(game, stop)


def _stopped(game: Game, stop: StoppedError) -> int:
    """Say goodbye if anyone is still there; whatever was chosen is saved already."""
    try:
        game.terminal.say("", f"Stopped by {stop}. {game.saved()}")
    except OSError:
        edge.silence()
    return 128 + stop.number


@dataclass(frozen=True, slots=True)
class Command:
    """What a word does. `argument` is how the help calls what may follow it."""

    words: tuple[str, ...]
    about: str
    act: Callable[[Game, str], None]
    argument: str = ""


class Game:
    """One sitting at a session in line mode."""

    def __init__(self, session: Session, terminal: Terminal, strict: bool) -> None:
        self.session = session
        self.terminal = terminal
        self._strict = strict
        self._code: int | None = None
        self._headings = ("", "")
        self.bench: Bench | None = None

    def play(self, asked_by: str) -> int:
        """Show, ask, obey; until something settles the exit code."""
        self.terminal.say(f"{self.session.story_title}. Line mode ({asked_by}). Type ? for help, q to stop.")
        self.notices()
        if self.session.number == 0:
            self.status("")
        self.again("")
        while self._code is None:
            line = self.terminal.ask(PROMPT)
            if line is None:
                self.leave("End of input.")
            elif self.bench and self.bench.reloaded(line):
                continue
            elif line and not line.startswith("#"):
                self.obey(line)
        return self._code

    @property
    def commands(self) -> Mapping[str, Command]:
        """What a word may ask for."""
        return COMMANDS | self.bench.commands if self.bench else COMMANDS

    def obey(self, line: str) -> None:
        """Do what the line asks, or say what is possible."""
        word, _, rest = line.partition(" ")
        offers = self.session.turn.offers
        command = self.commands.get(word.lower())
        if line.isdecimal() and 1 <= int(line) <= len(offers):
            self.choose(offers[int(line) - 1].id)
        elif command and (command.argument or not rest):
            command.act(self, rest.strip())
        elif line in (offer.id for offer in offers):
            self.choose(line)
        else:
            self.refuse(f"Nothing here is called {line!r}.")

    def choose(self, choice: str) -> None:
        """Take the choice of this id and show what comes of it."""
        pov = self.session.scene.pov
        try:
            with self.terminal.held():
                turn = self.session.choose(choice)
        except IllegalChoiceError as error:
            locked = next((offer.locked for offer in error.offers if offer.id == choice), "")
            self.refuse(f"Not available: {locked}" if locked else f"Nothing here is called {choice!r}.")
            return
        self._came(turn, pov)
        if self.session.unsaved:
            self.terminal.say(self.saved(), "")
        self.scene()

    def _came(self, turn: Turn, pov: str = "") -> None:
        """What came of a choice, or of the routes that the story begins with."""
        said = (*prose.taken(turn), *self._passages(turn.outcome, pov or self.session.scene.pov))
        if said:
            self.terminal.write(("", *said))
        if turn.changes:
            self.terminal.write((*(prose.change(change, self.session.meters) for change in turn.changes), ""))

    def choose_named(self, name: str) -> None:
        """Take a choice by its id or number where a bare line would be taken for something else."""
        offers = self.session.turn.offers
        numbered = dict(enumerate((offer.id for offer in offers), 1))
        by_id = name in numbered.values() or not name.isdecimal()
        self.choose(name if by_id else numbered.get(int(name), name))

    def scene(self) -> None:
        """The scene if it was just entered, then what may be chosen."""
        self._head()
        self.terminal.write(self._passages(self.session.turn.passage))
        self.offers()

    def offers(self) -> None:
        """The numbered choices, or that play is over."""
        turn = self.session.turn
        if turn.offers:
            numbered = enumerate(turn.offers, 1)
            self.terminal.write(prose.offer(number, offer, self.session.meters) for number, offer in numbered)
        else:
            title = prose.line(self.session.ending_title)
            end = f"This is the end: {title}." if title else "This is the end."
            self.terminal.say(f"{end} Type b to take the last choice back, h for what led here, q to stop.")
            self.terminal.say("The option --new begins a new game.")

    def again(self, _: str) -> None:
        """The scene's text from the beginning, what happened in it since, and the choices."""
        since = []
        for moment in reversed(self.session.history):
            since.append(moment.turn)
            if moment.turn.passage:
                break
        self._headings = ("", "")
        self.terminal.say()
        if not since[-1].choice:
            self._came(since[-1])
        self._head()
        self.terminal.write(self._passages(since[-1].passage))
        for turn in reversed(since[:-1]):
            self.terminal.write((*prose.taken(turn), *self._passages(turn.outcome)))
        self.offers()

    def status(self, _: str) -> None:
        """Every meter with its word, its meaning and its last move."""
        for meter in self.session.meters:
            self.terminal.write(prose.standing(meter))

    def history(self, _: str) -> None:
        """Every choice so far with what it moved."""
        for moment in self.session.history:
            self.terminal.write(prose.moment(moment, self.session.meters))

    def panel(self, name: str) -> None:
        """The panels there are, or one of them."""
        panels = self.session.panels
        if not name:
            listed = [f"{view.id}: {prose.line(view.title)}" for view in panels]
            self.terminal.write([*listed, "Type panel and a name."] if listed else ["There is nothing to look at."])
            return
        found = next((view for view in panels if name.lower() in (view.id, prose.line(view.title).lower())), None)
        if found is None:
            known = ", ".join(view.id for view in panels)
            self.refuse(f"There is no panel {name!r}" + (f"; there are {known}." if known else "."))
            return
        self.terminal.write(prose.panel(found))

    def undo(self, _: str) -> None:
        """Back by one choice."""
        self._move(self.session.undo, "There is nothing to take back.", "Taken back.")

    def redo(self, _: str) -> None:
        """Forward again by one choice."""
        self._move(self.session.redo, "There is nothing to do again.", "Done again.")

    def save(self, name: str) -> None:
        """Save under a name, or in the quick slot."""
        if self._kept(lambda: self.session.save(name) if name else self.session.quick_save()):
            self.terminal.say(f"Saved as {name}." if name else "Saved in the quick slot.")

    def load(self, name: str) -> None:
        """Load a save by its name, or the quick one."""
        if self._kept(lambda: self.session.load(name) if name else self.session.quick_load()):
            self.notices()
            self.again("")

    def saves(self, _: str) -> None:
        """The saves there are, newest first."""
        self.terminal.write([prose.slot(info) for info in self.session.slots()] or ["There are no saves yet."])

    def help(self, _: str) -> None:
        """What may be typed."""
        self.terminal.say("Type the number of a choice, or one of:")
        self.terminal.write(_described(command) for command in dict.fromkeys(self.commands.values()))

    def quit(self, _: str) -> None:
        """Stop; everything chosen is saved."""
        self.leave("Goodbye.")

    def leave(self, farewell: str) -> None:
        """End the play, with exit code 1 where the last choices could not be saved."""
        self.terminal.say(f"{farewell} {self.saved()}")
        self._code = 1 if self.session.unsaved else 0

    def refuse(self, reason: str) -> None:
        """Say why a line is not obeyed and what is possible; a script ends here."""
        offers = self.session.turn.offers
        numbers = "1" if len(offers) == 1 else f"1 to {len(offers)}"
        possible = f"Type {numbers} to choose, ? for help." if offers else "Type ? for help."
        self.terminal.say(f"{reason} {possible}")
        if self._strict:
            edge.complain(f"line {self.terminal.lines_read} of the script cannot be followed: {reason}")
            self._code = 1

    def saved(self) -> str:
        """Whether everything chosen is on disk."""
        return f"Not saved: {self.session.unsaved}" if self.session.unsaved else "Saved."

    def notices(self) -> None:
        """What the player must know after a load."""
        if self.session.notices:
            self.terminal.say("", *self.session.notices)

    def _head(self) -> None:
        """The act and the scene, each where it is another than the last that was told."""
        told = self._headings
        self._headings = prose.act(self.session.scene), prose.heading(self.session.scene)
        new = [now for now, before in zip(self._headings, told, strict=True) if now and now != before]
        if new:
            self.terminal.say(" ".join(new), "")

    def _move(self, move: Callable[[], bool], nothing: str, done: str) -> None:
        with self.terminal.held():
            moved = move()
        if not moved:
            self.refuse(nothing)
            return
        self.terminal.say(done)
        self.again("")

    def _kept(self, work: Callable[[], object]) -> bool:
        """Whether work on the saves succeeded; it says why where it did not."""
        try:
            with self.terminal.held():
                work()
        except SaveError as error:
            self.refuse(str(error))
            return False
        return True

    def _passages(self, found: tuple[Passage, ...], pov: str = "") -> tuple[str, ...]:
        return tuple(prose.passages(found, self.session.people, pov or self.session.scene.pov))


def _described(command: Command) -> str:
    return f"{' or '.join(command.words)}{command.argument and ' ' + command.argument}: {command.about}."


_ALL = (
    Command(("s", "status"), "where the meters stand", Game.status),
    Command(("a", "again"), "the scene and its choices again", Game.again),
    Command(("p", "panel"), "what there is to look at, or one panel of it", Game.panel, "[NAME]"),
    Command(("b", "u", "back", "undo"), "take the last choice back", Game.undo),
    Command(("f", "redo"), "do again what was taken back", Game.redo),
    Command(("h", "history"), "what was chosen and what it moved", Game.history),
    Command(("choose",), "take the choice of this id or number", Game.choose_named, "ID"),
    Command(("save",), "save under a name, or in the quick slot", Game.save, "[NAME]"),
    Command(("load",), "load a save by its name, or the quick one", Game.load, "[NAME]"),
    Command(("saves",), "the saves there are", Game.saves),
    Command(("?", "help"), "this list", Game.help),
    Command(("q", "quit"), "stop; everything is saved", Game.quit),
)
COMMANDS = {word: command for command in _ALL for word in command.words}
