"""How an author's editor is started at a line: a list of words for the operating system, never a line for a shell.

FOURFIFTHS_EDITOR, VISUAL, EDITOR, the first that is set. An editor that is not known here opens the file; one with
`{file}`, `{line}` or `{column}` in it is taken as it stands.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

VARIABLES = ("FOURFIFTHS_EDITOR", "VISUAL", "EDITOR")
_PLUS_LINE = ("+{line}", "{file}")
_COLON = ("{file}:{line}:{column}",)
_GOTO = ("-g", "{file}:{line}:{column}")
_FORMS = {
    **dict.fromkeys(("vi", "vim", "nvim", "view", "gvim", "kak", "ex", "mg", "joe", "gedit"), _PLUS_LINE),
    **dict.fromkeys(("nano", "pico"), ("+{line},{column}", "{file}")),
    **dict.fromkeys(("emacs", "emacsclient", "micro"), ("+{line}:{column}", "{file}")),
    **dict.fromkeys(("hx", "helix", "subl", "zed"), _COLON),
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor"), _GOTO),
}
_WINDOWS = {"code", "code-insiders", "codium", "cursor", "subl", "zed", "gvim", "gedit"}


class EditorError(Exception):
    """No editor can be started; says why."""


@dataclass(frozen=True, slots=True)
class Editor:
    """The words that start an editor; `terminal` where it takes the terminal over until it ends."""

    words: tuple[str, ...]
    terminal: bool


def editor(environment: Mapping[str, str], file: Path, line: int, column: int) -> Editor:
    """The editor that the environment names, at this place. EditorError where it names none."""
    named = next((environment[name] for name in VARIABLES if environment.get(name, "").strip()), "vi")
    try:
        words = shlex.split(named)
    except ValueError as error:
        raise EditorError(f"the editor {named!r} cannot be understood: {error}") from error
    program = Path(words[0]).name.removesuffix(".exe")
    given = any("{file}" in word for word in words)
    form = () if given else _FORMS.get(program, ("{file}",))
    place = {"{file}": str(file.absolute()), "{line}": str(line), "{column}": str(column)}
    return Editor(tuple(_filled(word, place) for word in (*words, *form)), program not in _WINDOWS)


def _filled(word: str, place: Mapping[str, str]) -> str:
    for name, value in place.items():
        word = word.replace(name, value)
    return word
