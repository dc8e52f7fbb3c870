"""Two small questions: a line of text, and yes or no."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from fourfifths.markup import clean
from fourfifths.tui.lines import Paragraph
from fourfifths.tui.screens.page import Page
from fourfifths.tui.widgets.menu import Menu, Row

LONGEST = 60


def _anything(_: str) -> str:
    return ""


class AskScreen(ModalScreen[str | None]):
    """A line of text, `offered` at first; Enter gives it, unless `refused` says why not, and Esc gives None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", show=False)]
    CSS = """
    AskScreen { align: center middle; }
    AskScreen Static { width: 64; max-width: 100%; }
    AskScreen Input { width: 64; max-width: 100%; }
    """

    def __init__(self, question: str, offered: str = "", refused: Callable[[str], str] = _anything) -> None:
        super().__init__()
        self.question = question
        self.offered = offered
        self.refused = refused

    def compose(self) -> ComposeResult:
        """The question over the line, and room for a refusal under it."""
        yield Static(Content(clean(self.question)))
        yield Input(self.offered, max_length=LONGEST)
        yield Static(Content("Enter takes it, Esc leaves."))
        yield Static(Content(""), id="refusal")

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Give the line, or say why it will not do."""
        event.stop()
        said = clean(event.value).strip()
        refusal = self.refused(said)
        if refusal:
            self.query_one("#refusal", Static).update(Content(clean(refusal)))
        else:
            self.dismiss(said)

    def action_leave(self) -> None:
        """Give nothing."""
        self.dismiss(None)


class ConfirmScreen(Page):
    """Yes or no; no comes first."""

    scopes: ClassVar[tuple[str, ...]] = ("list", "page")

    def __init__(self, question: str, yes: str) -> None:
        super().__init__()
        self.question = question
        self.yes = yes

    def fill(self) -> None:
        """The question and the two answers."""
        self.stage.head.show([Paragraph(((clean(self.question), "strong"),))])
        self.stage.menu.show([Row("no", (("Keep it", ""),)), Row("yes", ((self.yes, ""),))])
        self.stage.again()

    @on(Menu.Picked)
    def picked(self, event: Menu.Picked) -> None:
        """Give the answer."""
        event.stop()
        self.dismiss(event.row.id == "yes")

    def action_back(self) -> None:
        """No."""
        self.dismiss(False)
