"""Every action, declared once: from here come the bindings, the key line, the palette of commands and the help.

A scope is where an action works; `shown` is how its keys are written for a reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.binding import Binding, BindingType


class Action(NamedTuple):
    """One thing a player can do. `call` is the method `action_<call>`; `footer` its word in the key line, if any.

    An `urgent` one is heard before whatever is typed into, and over every question.
    """

    scope: str
    keys: str
    shown: str
    call: str
    about: str
    footer: str = ""
    palette: bool = True
    urgent: bool = False

    @property
    def id(self) -> str:
        """A name for remapping."""
        return f"{self.scope}.{self.call}"


SCOPES = {
    "list": "Choosing",
    "text": "Reading",
    "play": "Playing",
    "author": "As its author (--author)",
    "history": "In the history",
    "saves": "In the saves",
    "settings": "In the settings",
    "page": "On every other screen",
    "app": "Anywhere",
}
"""The scopes and what the help calls them, in its order."""

ACTIONS = (
    Action("list", "1,2,3,4,5,6,7,8,9", "1-9", "number", "take that choice", "choose", palette=False),
    Action("list", "up,k", "up", "up", "move up", palette=False),
    Action("list", "down,j", "down", "down", "move down", palette=False),
    Action("list", "enter", "Enter", "pick", "take the marked choice", palette=False),
    Action("text", "space", "space", "advance", "next page of the text", "more"),
    Action("text", "pagedown", "PgDn", "page(1)", "a page down"),
    Action("text", "pageup", "PgUp", "page(-1)", "a page up"),
    Action("text", "home", "Home", "edge(-1)", "to the beginning"),
    Action("text", "end", "End", "edge(1)", "to the end"),
    Action("play", "b,alt+left", "b", "undo", "back one choice", "back"),
    Action("play", "f,alt+right", "f", "redo", "forward again"),
    Action("play", "h", "h", "history", "history: every turn and every move of a meter", "history"),
    Action("play", "p", "p", "panels", "panels: what the story keeps account of", "panels"),
    Action("play", "i", "i", "standing", "where things stand, in full"),
    Action("play", "s", "s", "saves", "saves", "saves"),
    Action("play", "o", "o", "settings", "settings"),
    Action("play", "f5,ctrl+s", "F5 or ^s", "quick_save", "quick save"),
    Action("play", "f9,l", "F9 or l", "quick_load", "quick load"),
    Action("play", "y", "y", "copy", "copy the text to the clipboard"),
    Action("play", "t", "t or Esc", "title", "to the title"),
    Action(
        "author", "f12,D", "F12 or D", "author", "this scene, its state, and why each choice is open or not", "author"
    ),
    Action("author", "E", "E", "edit", "open the editor at the line", "edit"),
    Action("author", "G", "G", "jump", "jump to a scene", "jump"),
    Action("author", "V", "V", "set", "set a value", "set"),
    Action("author", "R", "R", "reload", "read the story again", "reload"),
    Action("author", "T", "T", "record", "record the run so far as a playthrough file", "record"),
    Action("history", "r", "r", "return_here", "return to the marked turn", "return here"),
    Action("saves", "w", "w", "write", "save here, with a name and a note", "save here"),
    Action("saves", "d,delete", "d", "remove", "delete the marked save", "delete"),
    Action("settings", "right", "right", "change(1)", "next value", "change"),
    Action("settings", "left", "left", "change(-1)", "previous value"),
    Action("page", "escape", "Esc", "back", "back", "back"),
    Action("app", "question_mark,f1", "? or F1", "help", "help", "help"),
    Action("app", "ctrl+p", "^p", "command_palette", "every command", palette=False),
    Action("app", "ctrl+l", "^l", "redraw", "draw the screen again", urgent=True),
    Action("app", "ctrl+z", "^z", "suspend_process", "put the game in the background", urgent=True),
    Action("app", "ctrl+q", "^q", "quit", "quit; the game is saved", urgent=True),
)


def of(*scopes: str) -> Iterator[Action]:
    """The actions of these scopes, in order of declaration."""
    return (action for action in ACTIONS if action.scope in scopes)


def bindings(*scopes: str) -> list[BindingType]:
    """What Textual binds for these scopes. Textual's own key line is not used, so none is shown."""
    found: list[BindingType] = []
    for action in of(*scopes):
        keys = action.keys.split(",")
        if action.call == "number":
            found += [Binding(key, f"number({key})", action.about, show=False) for key in keys]
        else:
            urgent = action.urgent
            found.append(Binding(action.keys, action.call, action.about, show=False, priority=urgent, id=action.id))
    return found


def key_line(*scopes: str, most: int = 6, without: str = "") -> tuple[tuple[str, str], ...]:
    """Keys and words for the line at the bottom, help last, never more than `most`; one call may be left out."""
    found = [(action.shown, action.footer) for action in of(*scopes) if action.footer and action.call != without]
    helps = [("?", action.footer or "help") for action in of("app") if action.call == "help"]
    return (*found[: most - 1], *helps)
