"""Which playthroughs are asked for: where files are looked for, and `-k` expressions over names and tags."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from fourfifths.testing.script import Playthrough

SUFFIX = ".play.yaml"
_USUAL = Path("tests/playthroughs")
_SKIPPED = {"node_modules", "build", "dist", "venv", "site-packages", "__pycache__"}
_TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")
_WORDS = {"and", "or", "not", "(", ")"}

Test = Callable[[str], bool]


class ExpressionError(ValueError):
    """A `-k` expression that says nothing."""


def files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The playthrough files in these paths, sorted; without any, those of tests/playthroughs or below this folder.

    FileNotFoundError where a path is not there.
    """
    asked = tuple(paths) or ((_USUAL,) if _USUAL.is_dir() else (Path(),))
    found: dict[Path, None] = {}
    for path in asked:
        if not path.exists():
            raise FileNotFoundError(str(path))
        found.update(dict.fromkeys([path] if path.is_file() else _below(path)))
    return tuple(found)


def _below(folder: Path) -> list[Path]:
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED and not name.startswith("."))
        found += [Path(place, name) for name in names if name.endswith(SUFFIX)]
    return sorted(found)


def expression(text: str) -> Callable[[Playthrough], bool]:
    """Whether a playthrough is meant: words that are part of its id or one of its tags, with and, or, not and brackets.

    ExpressionError where the text is no expression.
    """
    tokens = _TOKEN.findall(text)
    test, rest = _either(tokens)
    if rest:
        raise ExpressionError(f"nothing can be made of {rest[0]!r} in {text!r}")
    return lambda playthrough: test(" ".join((playthrough.id, *playthrough.tags)).lower())


def _either(tokens: list[str]) -> tuple[Test, list[str]]:
    left, rest = _both(tokens)
    while rest and rest[0] == "or":
        right, rest = _both(rest[1:])
        left = _joined(any, left, right)
    return left, rest


def _both(tokens: list[str]) -> tuple[Test, list[str]]:
    left, rest = _one(tokens)
    while rest and rest[0] == "and":
        right, rest = _one(rest[1:])
        left = _joined(all, left, right)
    return left, rest


def _joined(how: Callable[[Iterable[bool]], bool], *tests: Test) -> Test:
    return lambda text: how(test(text) for test in tests)


def _one(tokens: list[str]) -> tuple[Test, list[str]]:
    if not tokens:
        raise ExpressionError("a word is missing at the end")
    first, rest = tokens[0], tokens[1:]
    if first == "not":
        test, rest = _one(rest)
        return (lambda text: not test(text)), rest
    if first == "(":
        test, rest = _either(rest)
        if rest[:1] != [")"]:
            raise ExpressionError("a bracket is not closed")
        return test, rest[1:]
    if first in _WORDS:
        raise ExpressionError(f"a word is missing before {first!r}")
    return (lambda text: first.lower() in text), rest
