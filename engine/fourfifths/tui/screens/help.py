"""The help: every key from the same declarations that bind it, and what the meters are."""

from __future__ import annotations

from textual.app import ComposeResult

from fourfifths.tui import actions
from fourfifths.tui.lines import Block, Paragraph, Ready
from fourfifths.tui.passages import runs
from fourfifths.tui.screens.page import Page
from fourfifths.tui.widgets.meters import MeterLook

WORDS = (
    ("Nothing is lost.", "Every choice is saved before you read what comes of it. b takes it back, to the very start."),
    ("The dots", "beside a choice say which meters it touches and how strongly, not which way."),
    ("Locked choices", "are marked and say why. Most locks have a key somewhere else."),
    ("Screen readers", "are better served by  fourfifths play --plain  (one line after the other)."),
    ("The mouse", "clicks choices and rolls the text; hold Shift to select text in most terminals."),
)
KEY_WIDTH = 12


class HelpScreen(Page):
    """All of it on one scrolling page."""

    def compose(self) -> ComposeResult:
        """The stage, without a list to focus."""
        yield from super().compose()

    def fill(self) -> None:
        """The page."""
        self.stage.head.show(self.heading("Help"))
        self.stage.body.show([Ready(((),)), *self._meters(), *self._words(), *self._keys()])
        self.stage.again()

    def _words(self) -> list[Block]:
        return [Paragraph(((head, "strong"), (" ", ""), (text, "")), rest=(("  ", ""),)) for head, text in WORDS]

    def _meters(self) -> list[Block]:
        session = self.game.session
        if session is None:
            return []
        look = MeterLook(self.game.glyphs)
        blocks: list[Block] = []
        for number, meter in enumerate(session.meters):
            head = (*look.name(meter, number), ("  ", ""))
            blocks.append(Paragraph(runs(meter.about), first=head, rest=(("  ", ""),)))
        return blocks

    def _keys(self) -> list[Block]:
        blocks: list[Block] = []
        for scope, title in actions.SCOPES.items():
            if scope == "author" and self.game.desk.workshop is None:
                continue
            blocks.append(Paragraph(((title, "strong accent"),), gap=0))
            blocks += [_row(action) for action in actions.of(scope)]
            blocks.append(Ready(((),)))
        return blocks


def _row(action: actions.Action) -> Block:
    first = ((f"  {action.shown:<{KEY_WIDTH}}", ""),)
    return Paragraph(((action.about, "muted"),), first=first, rest=((" " * (KEY_WIDTH + 2), ""),), gap=0)
