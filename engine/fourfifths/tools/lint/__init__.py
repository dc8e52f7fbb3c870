"""Checks of a story that compiles: what an author will not have meant, each by a rule of its own.

`check(compiled)` gives the compiler's errors where there are any, else every finding of the rules, sorted by place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from fourfifths.compiler import Compiled
from fourfifths.diagnostics import Diagnostic
from fourfifths.tools.lint import registry
from fourfifths.tools.lint.ignores import Ignores
from fourfifths.tools.lint.pages import Page, Sources
from fourfifths.tools.lint.rule import Rule
from fourfifths.tools.lint.whole import Whole

__all__ = ["Selection", "check"]


class Selection(NamedTuple):
    """Which codes are wanted: those that start with one of `select` (else every default) and with none of `ignore`."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, code: str, name: str = "", default: bool = True) -> bool:
        """Whether findings of this code are wanted."""
        wanted = any(_meant(code, name, part) for part in self.select) if self.select else default
        return wanted and not any(_meant(code, name, part) for part in self.ignore)

    def rules(self) -> tuple[Rule, ...]:
        """The rules to run."""
        return tuple(rule for rule in registry.rules() if self.wants(rule.code, rule.name, rule.default))


def _meant(code: str, name: str, part: str) -> bool:
    return code.startswith(part) or (bool(name) and name == part)


def check(compiled: Compiled, selection: Selection = Selection()) -> tuple[Diagnostic, ...]:  # noqa: B008 - a frozen value
    """What is wrong with a story, sorted by file and place."""
    story = compiled.story
    if story is None:
        return tuple(item for item in compiled.diagnostics if selection.wants(item.code))
    pages = tuple(Page(source, story) for source in compiled.sources.values())
    whole = Whole(story, pages)
    wanted = selection.rules()
    found = [item for page in pages for item in _in_page(page, whole, wanted)]
    return tuple(sorted({*found, *compiled.diagnostics}, key=lambda item: (item.span, item.code)))


def _in_page(page: Page, whole: Whole, wanted: Iterable[Rule]) -> Iterator[Diagnostic]:
    sources, ignores = Sources((page,), whole), Ignores(page.source)
    for rule in wanted:
        yield from ignores.kept(rule.check(whole.story, sources))
    codes = [rule.code for rule in wanted]
    if "W901" in codes:
        yield from ignores.unused(codes)
