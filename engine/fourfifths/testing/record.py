"""A run as a playthrough file: from the log of a save, or from a script of line mode.

Every step expects where it led and how the meters then stood, so what was played once stays so until somebody means to
change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from fourfifths.model import Story
from fourfifths.state import IllegalChoiceError, Offer, State, Turn
from fourfifths.step import start
from fourfifths.testing.amounts import exactly
from fourfifths.testing.drivers import StepDriver
from fourfifths.testing.scalars import scalar
from fourfifths.testing.script import Action

_WORDS = {
    "b": Action.UNDO, "u": Action.UNDO, "back": Action.UNDO, "undo": Action.UNDO,
    "f": Action.REDO, "redo": Action.REDO, "save": Action.SAVE, "load": Action.LOAD, "choose": Action.CHOOSE,
}  # fmt: skip
_SILENT = {"s", "status", "a", "again", "h", "history", "saves", "?", "help"}
_LAST = {"q", "quit"}
_QUICK = "quick"


class RecordError(Exception):
    """A run that cannot be followed in this story."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing a player did: a choice by its id, or undo, redo, save or load."""

    action: Action
    target: str = ""


class Beginning(NamedTuple):
    """Where a playthrough begins that does not begin where the story does, and the lines of the file that say so."""

    state: State
    lines: tuple[str, ...]


def of_save(body: Mapping[str, Any], story: Story) -> tuple[Move, ...]:
    """The choices that led to where a save stands. RecordError where they do not begin at the story's start."""
    if body["story"]["id"] != story.id:
        raise RecordError(f"this save belongs to another story, {body['story']['id']!r}, not to {story.id!r}")
    if body["anchor"] is not None:
        raise RecordError("the story changed under this save, so its choices do not lead to where it stands")
    return tuple(Move(Action.CHOOSE, entry[0]) for entry in body["log"][: body["cursor"]])


def of_script(lines: Iterable[str], story: Story, seed: int = 0) -> tuple[Move, ...]:
    """What the lines of a script for line mode do. RecordError where one cannot be followed."""
    driver = StepDriver(story, start(story, seed))
    found: list[Move] = []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        if text.lower() in _LAST:
            break
        move = _move(text, driver.turn.offers)
        if move is None and text.lower() not in _SILENT:
            raise RecordError(f"line {number}: nothing here is called {text!r}")
        if move is not None:
            _follow(driver, move, f"line {number}: ")
            found.append(move)
    return tuple(found)


def text(
    story: Story, folder: str, name: str, moves: Sequence[Move], seed: int = 0, beginning: Beginning | None = None
) -> str:
    """The playthrough file; `folder` is where it finds the story. Without a `beginning` it is the story's."""
    state, given = beginning or Beginning(start(story, seed), ())
    driver = StepDriver(story, state)
    lines = [f"story: {scalar(folder)}", "playthroughs:", f"  - name: {scalar(name)}"]
    lines += [f"    {line}" for line in given]
    lines += [f"    seed: {seed}"] if seed else []
    lines.append("    steps:")
    for number, move in enumerate(moves, 1):
        _follow(driver, move, f"choice {number}: ")
        lines += _step(move, driver.turn, story)
    if not moves:
        lines += [f"      - expect: {_expected(driver.turn, story)}"]
    if driver.turn.ending:
        lines.append(f"    ends: {scalar(driver.turn.ending)}")
    return "\n".join(lines) + "\n"


def _step(move: Move, turn: Turn, story: Story) -> Iterator[str]:
    target = f": {scalar(move.target)}" if move.target else ""
    if move.action is Action.SAVE:
        yield f"      - {move.action}{target}"
        return
    yield f"      - {move.action}{target or ': 1' if move.action is not Action.LOAD else target or ': quick'}"
    yield f"        expect: {_expected(turn, story)}"


def _expected(turn: Turn, story: Story) -> str:
    meters = [(meter.slot.name, exactly(turn.state.values[meter.slot.index])) for meter in story.meters]
    return "{" + ", ".join(f"{key}: {value}" for key, value in [("scene", turn.state.scene), *meters]) + "}"


def _move(line: str, offers: Sequence[Offer]) -> Move | None:
    """What a line means, as line mode reads it: a number, a command, a choice's id."""
    if line.isdecimal() and 1 <= int(line) <= len(offers):
        return Move(Action.CHOOSE, offers[int(line) - 1].id)
    word, _, rest = line.partition(" ")
    action = _WORDS.get(word.lower())
    if action is Action.CHOOSE:
        return _move(rest.strip(), offers) or Move(action, rest.strip())
    if action and (not rest or action in (Action.SAVE, Action.LOAD)):
        return Move(action, rest.strip())
    return Move(Action.CHOOSE, line) if line in {offer.id for offer in offers} else None


def _follow(driver: StepDriver, move: Move, where: str) -> None:
    try:
        done = _done(driver, move)
    except IllegalChoiceError as error:
        raise RecordError(f"{where}{error}") from error
    if not done:
        raise RecordError(f"{where}there is nothing to {move.action}")


def _done(driver: StepDriver, move: Move) -> bool:
    if move.action is Action.UNDO:
        return driver.undo()
    if move.action is Action.REDO:
        return driver.redo()
    if move.action is Action.SAVE:
        driver.save(move.target or _QUICK)
        return True
    if move.action is Action.LOAD:
        return driver.load(move.target or _QUICK)
    driver.choose(move.target)
    return True
