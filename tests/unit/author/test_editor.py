"""The words that start an author's editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths.author.editor import Editor, EditorError, editor

FILE = Path("/story/a b.yaml")


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("vim", ("vim", "+7", "/story/a b.yaml")),
        ("/usr/bin/nvim -p", ("/usr/bin/nvim", "-p", "+7", "/story/a b.yaml")),
        ("vi", ("vi", "+7", "/story/a b.yaml")),
        ("kak", ("kak", "+7", "/story/a b.yaml")),
        ("nano", ("nano", "+7,3", "/story/a b.yaml")),
        ("emacs -nw", ("emacs", "-nw", "+7:3", "/story/a b.yaml")),
        ("hx", ("hx", "/story/a b.yaml:7:3")),
        ("unknown --flag", ("unknown", "--flag", "/story/a b.yaml")),
        ("mine --at={line} {file}", ("mine", "--at=7", "/story/a b.yaml")),
    ],
)
def test_an_editor_of_the_terminal_is_started_at_the_line(named: str, words: tuple[str, ...]) -> None:
    assert editor({"EDITOR": named}, FILE, 7, 3) == Editor(words, terminal=True)


@pytest.mark.parametrize("named", ["code", "codium -r", "/opt/bin/cursor"])
def test_an_editor_with_a_window_does_not_take_the_terminal(named: str) -> None:
    found = editor({"VISUAL": named}, FILE, 7, 3)
    assert found.words[-2:] == ("-g", "/story/a b.yaml:7:3")
    assert not found.terminal


def test_our_own_variable_comes_before_visual_and_visual_before_editor() -> None:
    environment = {"FOURFIFTHS_EDITOR": "hx", "VISUAL": "vim", "EDITOR": "nano"}
    for name in environment:
        assert editor(environment, FILE, 1, 1).words[0] == environment[name]
        environment = environment | {name: " "}
    assert editor(environment, FILE, 1, 1).words[0] == "vi"


def test_what_cannot_be_read_as_words_is_refused() -> None:
    with pytest.raises(EditorError, match="cannot be understood"):
        editor({"EDITOR": "vim 'open"}, FILE, 1, 1)
