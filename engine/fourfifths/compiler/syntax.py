"""What libyaml and PyYAML say of broken YAML, in plain words with the cure."""

from __future__ import annotations

_QUOTE = "put the whole value in quotes, or write it as a | block"
_INDENT = "line it up with the keys or dashes around it"
_START = "a value cannot start with this character"
_FIT = "this does not fit what stands around it"

SENTENCES: dict[str, tuple[str, str]] = {
    "mapping values are not allowed": ("a `:` with a space after it stands inside a value", _QUOTE),
    "could not find expected ':'": (
        "this line is no key: it has no `:`",
        "write `key: value`, or indent the line to go on with the value above",
    ),
    "did not find expected key": (_FIT, f"{_INDENT}; a value that starts with a quote ends at the next one"),
    "did not find expected '-' indicator": ("this is no item of the list above it", _INDENT),
    "block sequence entries are not allowed": ("a list cannot start here", "start it on a line of its own"),
    "cannot start any token": (_START, _QUOTE),
    "did not find expected ',' or ']'": (
        "this [ list is not closed, or a comma is missing",
        "close it with ], or quote a value that holds a [",
    ),
    "did not find expected ',' or '}'": (
        "this { mapping is not closed, or a comma is missing",
        "close it with }, or quote a value that holds a {",
    ),
    "found unexpected end of stream": ("this quote is never closed", "close it; in '…' an apostrophe is written ''"),
    "found unknown escape character": (
        'a backslash in "…" starts an escape, and this is none',
        "write two backslashes, or use a | block",
    ),
    "expected alphabetic or numeric character": ("a value cannot start with * or &", _QUOTE),
    "expected comment or line break": ("nothing may follow | or > on its line", "start the text on the next line"),
    "did not find expected node content": (_START, _QUOTE),
    "did not find expected <document start>": ("this stands outside the file's keys", _INDENT),
    "unknown directive": ("a line cannot start with %", _QUOTE),
    "expected whitespace or line break": ("a value cannot start with !", _QUOTE),
    "undefined tag handle": ("a value cannot start with !", _QUOTE),
    "expected the node content": (_START, _QUOTE),
    "expected <block end>": (_FIT, _INDENT),
    "indentation": ("the indentation does not fit here", _INDENT),
}


def sentence(problem: str) -> tuple[str, str]:
    """The message and the cure for what the parser says."""
    for words, answer in SENTENCES.items():
        if words in problem:
            return answer
    return "this is not YAML that can be read", _QUOTE
