"""Checks of a story that compiles: what an author will not have meant, each by a rule of its own.

`check(compiled)` gives the compiler's errors where there are any, else every finding of the rules, sorted by place;
`incremental.Linter` gives the same again and again while a story is edited.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from fourfifths.collector import paused
from fourfifths.compiler import Compiled
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.proofs import Kept
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

    def rules(self, *, proved: bool = False) -> tuple[Rule, ...]:
        """The rules to run, those on a proof only where there is one."""
        found = (rule for rule in registry.rules() if self.wants(rule.code, rule.name, rule.default))
        return tuple(rule for rule in found if proved or not rule.proved)


def _meant(code: str, name: str, part: str) -> bool:
    return code.startswith(part) or (bool(name) and name == part)


def check(
    compiled: Compiled,
    selection: Selection = Selection(),  # noqa: B008 - a frozen value
    proof: Kept | None = None,
) -> tuple[Diagnostic, ...]:
    """What is wrong with a story, sorted by file and place; what its proof says, where that is fresh."""
    story = compiled.story
    if story is None:
        return tuple(item for item in compiled.diagnostics if selection.wants(item.code))
    with paused():
        return _checked(compiled, story, selection, proof if proof and proof.fresh(story) else None)


def _checked(compiled: Compiled, story: Story, selection: Selection, proof: Kept | None) -> tuple[Diagnostic, ...]:
    pages = tuple(Page(source, story) for source in compiled.sources.values())
    whole, wanted = Whole(story, pages, proof=proof), selection.rules(proved=proof is not None)
    found = list(compiled.diagnostics)
    for page in pages:
        ignores = Ignores(page.source)
        for local in (True, False):
            found += ignores.kept(page_findings(page, whole, wanted, local=local))
        found += ignores.unused(rule.code for rule in wanted)
    return in_order(found)


def page_findings(page: Page, whole: Whole, rules: Iterable[Rule], *, local: bool) -> tuple[Diagnostic, ...]:
    """What the local rules, or the others, find in a page; comments are not looked at."""
    sources = Sources((page,), whole)
    return tuple(item for rule in rules if rule.local is local for item in rule.check(whole.story, sources))


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings by file and place, each once."""
    return tuple(sorted(set(found), key=lambda item: (item.span, item.code)))
