"""Behind the scene: where it stands in the files, what each choice waits for, and every value with what last moved it.

The list holds the choices, hidden ones too; the text above it is about the marked one. `E` opens its line.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from typing import ClassVar

from textual import on

from fourfifths import excerpt, markup
from fourfifths.author import words
from fourfifths.author.explain import Explained, Explanation, Standing
from fourfifths.author.words import Said
from fourfifths.diagnostics import Span
from fourfifths.onward import Ahead
from fourfifths.session import Session
from fourfifths.state import State
from fourfifths.tui import actions
from fourfifths.tui.author.page import AuthorPage
from fourfifths.tui.lines import Block, Paragraph, Ready
from fourfifths.tui.widgets.menu import Menu, Row

_EXCERPT = re.compile(r" +\d* *\|")


class AuthorScreen(AuthorPage):
    """The author's page. Enter on a choice opens the editor at it."""

    scopes: ClassVar[tuple[str, ...]] = ("author", "page", "text")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._ahead: tuple[State, Ahead] | None = None

    @property
    def place(self) -> Span:
        """The marked choice, else the first mistake, else the scene."""
        marked = self._marked()
        return self.workshop.place_of_mistake() or (marked.place if marked else super().place)

    @property
    def explanation(self) -> Explanation:
        """The scene as it stands now."""
        return self.workshop.explain(self.session)

    def key_line(self) -> tuple[tuple[str, str], ...]:
        """What an author does here; help has to do without its place."""
        keys = [(action.shown, action.footer) for action in actions.of("author") if action.call != "author"]
        return (*keys, ("Esc", "back"))

    def fill(self) -> None:
        """The list of choices and the text about the marked one."""
        explanation, marked = self.explanation, self.stage.menu.marked
        self.stage.head.show(self.heading("Author", markup.clean(words.scene(explanation))))
        self.stage.menu.show([self._row(choice) for choice in explanation.choices], marked)
        self._tell(explanation)
        self.run_worker(self._look(), group="ahead", exclusive=True)

    async def _look(self) -> None:
        """Finds out which endings are left, beside the loop, and tells it if the player is still there."""
        story, state = self.session.story, self.session.turn.state
        if self._ahead and self._ahead[0] == state:
            return
        found = await asyncio.to_thread(self.workshop.ahead, story, state)
        if self.session.turn.state == state:
            self._ahead = state, found
            self._tell(self.explanation)

    def _tell(self, explanation: Explanation) -> None:
        marked = self._marked(explanation)
        blocks: list[Block] = [*self._mistakes()]
        if marked is not None:
            blocks += [*self._said(words.choice(marked)), Ready(((),))]
        blocks += self._endings()
        self.stage.body.show([*blocks, *self._said(words.values(explanation))])
        self.stage.again()

    @on(Menu.Marked)
    def marked(self, event: Menu.Marked) -> None:
        """The text follows the mark."""
        event.stop()
        self._tell(self.explanation)

    @on(Menu.Picked)
    def picked(self, event: Menu.Picked) -> None:
        """To the line of this choice."""
        event.stop()
        self.action_edit()

    def action_author(self) -> None:
        """Back to the scene: the same key opens and closes."""
        self.action_back()

    def _marked(self, explanation: Explanation | None = None) -> Explained | None:
        row = self.stage.menu.row
        return (explanation or self.explanation).choice(row.id) if row else None

    def _endings(self) -> list[Block]:
        """Which endings are left, once that is known."""
        if self._ahead is None or self._ahead[0] != self.session.turn.state:
            return [Paragraph((("endings from here: …", "muted"),))]
        return [*self._said(words.endings(self._ahead[1])), Ready(((),))]

    def _mistakes(self) -> list[Block]:
        found = excerpt.full(self.workshop.diagnostics).split("\n") if self.workshop.diagnostics else []
        blocks = [_line(line) for line in found]
        return [*blocks, Ready(((),))] if blocks else []

    def _row(self, choice: Explained) -> Row:
        muted = "" if choice.standing is Standing.OPEN else "muted"
        text = markup.clean(f"{choice.id}: {words.verdict(choice)}")
        deed = ((markup.clean(words.deed(choice)), "muted"),)
        return Row(choice.id, ((text, muted),), notes=(deed,), open=choice.standing is Standing.OPEN, numbered=False)

    def _said(self, lines: Iterable[Said]) -> list[Block]:
        return [self._paragraph(said) for said in lines]

    def _paragraph(self, said: Said) -> Block:
        role = "strong" if said.place and not said.depth else "" if said.met else "alarm"
        place = f"   {words.at(said.place)}" if said.place else ""
        runs = ((markup.clean(said.text), role), (markup.clean(place), "muted"))
        indent = " " * (2 * said.depth)
        return Paragraph(runs, first=((indent, ""),), rest=((f"{indent}  ", ""),), gap=0)


def _line(text: str) -> Block:
    """A line of an excerpt: a file's own line and the marks under it are cut, where words are wrapped."""
    runs = ((text, "alarm"),)
    return Ready((runs,)) if _EXCERPT.match(text) else Paragraph(runs, rest=(("    ", ""),), gap=0)
