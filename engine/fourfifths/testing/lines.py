"""Plays in line mode, each step a line that is typed, and keeps the transcript."""

from __future__ import annotations

import io

from fourfifths import markup
from fourfifths.model import Story
from fourfifths.plain import Terminal, prose
from fourfifths.plain.game import PROMPT, Game
from fourfifths.state import IllegalChoiceError, Passage, State, Turn
from fourfifths.testing.saved import SessionDriver


class LinesDriver(SessionDriver):
    """Plays by typed lines; `transcript` is everything that was said."""

    def __init__(self, story: Story, state: State) -> None:
        super().__init__(story, state)
        self._out = io.StringIO()
        self._told = 0
        self._chosen = False
        self._game = self._sat()
        self._game.again("")

    @property
    def transcript(self) -> str:
        """All lines so far, the typed ones after their prompts."""
        return self._out.getvalue()

    def choose(self, choice: str) -> Turn:
        """Types the number of an open choice."""
        numbers = [n for n, offer in enumerate(self.turn.offers, 1) if offer.id == choice]
        before = self.session.number
        self._type(str(numbers[0]) if numbers else f"choose {choice}", chosen=True)
        if self.session.number == before:
            raise IllegalChoiceError(choice, self.turn.state, self.turn.offers)
        return self.turn

    def undo(self) -> bool:
        """Types `b`."""
        return self._moved("b")

    def redo(self) -> bool:
        """Types `f`."""
        return self._moved("f")

    def save(self, slot: str) -> None:
        """Types `save` with the slot."""
        self._type(f"save {slot}")
        self._told = len(self.transcript)

    def load(self, slot: str) -> bool:
        """Types `load` with the slot."""
        there = any(info.slot == slot for info in self.session.slots())
        self._type(f"load {slot}")
        return there

    def reload(self, story: Story) -> None:
        """Sits down anew at the saved session."""
        super().reload(story)
        self._game = self._sat()
        self._game.again("")

    def shows(self) -> str:
        """The first line of the text or the offers that was not said since the last step.

        What a choice led to is told after the choice alone, not again where it is done again.
        """
        said, self._told = self.transcript[self._told :], len(self.transcript)
        turn, meters = self.turn, self.session.meters
        told = (*turn.outcome, *turn.passage) if self._chosen else turn.passage
        wanted = [part for passage in told for part in _lines(passage)]
        wanted += [prose.offer(number, offer, meters) for number, offer in enumerate(turn.offers, 1)]
        return next((line for line in wanted if line not in said), "") if said else ""

    def _moved(self, line: str) -> bool:
        before = self.session.number
        self._type(line)
        return self.session.number != before

    def _sat(self) -> Game:
        return Game(self.session, Terminal(None, self._out), False)

    def _type(self, line: str, *, chosen: bool = False) -> None:
        self._chosen = chosen
        self._out.write(f"{PROMPT} {line}\n")
        self._game.obey(line)


def _lines(passage: Passage) -> list[str]:
    """The lines that a passage must stand in."""
    if passage.doc:
        return [row.strip() for row in markup.plain(passage.text).split("\n")]
    return [markup.plain(paragraph) for paragraph in markup.paragraphs(passage.text)]
