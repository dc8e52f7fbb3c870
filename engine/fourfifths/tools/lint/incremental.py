"""Lints a story again after an edit, without looking again at what the edit cannot have changed.

What a local rule found in a file stays while the file and the declarations are as they were. What another rule found
stays too while all that such a rule may ask about the rest of the story is as it was: the ways between the scenes, the
values in the file's own, who reads what, and how long the texts are that its choices lead to.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from fourfifths.compiler import Compiled, Source, Workshop
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint import Selection, in_order, page_findings
from fourfifths.tools.lint.ignores import Ignores
from fourfifths.tools.lint.pages import FACTS, STORY, Page
from fourfifths.tools.lint.rule import Rule
from fourfifths.tools.lint.whole import Whole


class Linted(NamedTuple):
    """What came of a story, and everything that was found in it."""

    compiled: Compiled
    found: tuple[Diagnostic, ...]


class _Kept(NamedTuple):
    """What was found in a page, and what that hung on."""

    page: Page
    outlook: object
    local: tuple[Diagnostic, ...]
    wide: tuple[Diagnostic, ...]


class Linter:
    """One story's linter: its answers are those of `check`, whatever it has seen before."""

    def __init__(self, selection: Selection = Selection()) -> None:  # noqa: B008 - a frozen value
        self._selection = selection
        self._workshop = Workshop()
        self._declared: tuple[Source | None, ...] = ()
        self._kept: dict[str, _Kept] = {}
        self._whole: Whole | None = None

    def check(self, files: Mapping[str, bytes] | Path) -> Linted:
        """Compiles and lints the files as they are now."""
        compiled = self._workshop.compile(files)
        if compiled.story is None:
            wanted = tuple(item for item in compiled.diagnostics if self._selection.wants(item.code))
            return Linted(compiled, wanted)
        declared = tuple(compiled.sources.get(name) for name in (STORY, FACTS))
        if declared != self._declared:
            self._declared, self._kept, self._whole = declared, {}, None
        pages = tuple(self._page(source, compiled.story) for source in compiled.sources.values())
        self._whole = Whole(compiled.story, pages, self._whole)
        rules = self._selection.rules()
        self._kept = {page.name: self._looked_at(page, self._whole, rules) for page in pages}
        found = [item for page in pages for item in self._said(page, rules)]
        return Linted(compiled, in_order([*found, *compiled.diagnostics]))

    def _page(self, source: Source, story: Story) -> Page:
        """The page of a file: the same one while its scenes are the same."""
        kept = self._kept.get(source.name)
        if kept is None or kept.page.source is not source:
            return Page(source, story)
        same = all(story.scenes.get(leaf.scene.id) is leaf.scene for leaf in kept.page.leaves)
        return kept.page if same else Page(source, story)

    def _looked_at(self, page: Page, whole: Whole, rules: tuple[Rule, ...]) -> _Kept:
        before = self._kept.get(page.name)
        outlook = whole.outlook(page)
        same = before is not None and before.page is page
        if before is not None and same and before.outlook == outlook:
            return before
        local = before.local if before is not None and same else page_findings(page, whole, rules, local=True)
        return _Kept(page, outlook, local, page_findings(page, whole, rules, local=False))

    def _said(self, page: Page, rules: tuple[Rule, ...]) -> list[Diagnostic]:
        kept, ignores = self._kept[page.name], Ignores(page.source)
        found = list(ignores.kept([*kept.local, *kept.wide]))
        return [*found, *ignores.unused(rule.code for rule in rules)]
