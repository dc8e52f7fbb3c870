"""What `fourfifths test` adds for coverage: the report, the page, and the bar that must be reached."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from fourfifths import markup
from fourfifths.commands.reading import deliver
from fourfifths.testing import coverage, coverage_page
from fourfifths.testing.library import Library
from fourfifths.testing.results import Result


@dataclass(frozen=True, slots=True)
class Measuring:
    """What is asked for of coverage."""

    asked: bool
    page: Path | None
    bar: float | None

    @property
    def wanted(self) -> bool:
        """Whether anything is."""
        return self.asked or self.page is not None or self.bar is not None

    def of(self, results: Sequence[Result]) -> tuple[coverage.Coverage, ...]:
        """The coverage of each story that was played."""
        return coverage.coverage(results) if self.wanted else ()

    def write(self, found: tuple[coverage.Coverage, ...]) -> None:
        """The page, where one is asked for."""
        if self.page:
            deliver(coverage_page.page(found), self.page)

    def tell(self, found: tuple[coverage.Coverage, ...], library: Library) -> None:
        """The report on standard output."""
        for one in found:
            folder = library.folder(one.atlas.story)
            named = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
            click.echo(markup.clean(f"\n{coverage.as_text(one, str(named))}"))
        if self.bar is not None and not self.reached(found):
            click.echo(f"\nThis is below the {self.bar:g} % asked for.")

    def reached(self, found: tuple[coverage.Coverage, ...]) -> bool:
        """Whether each story reaches the bar, and there is one."""
        return self.bar is None or (bool(found) and all(one.per_cent >= self.bar for one in found))

    def in_json(self, body: str, found: tuple[coverage.Coverage, ...]) -> str:
        """The body of a JSON report with the coverage in it, where that is asked for."""
        if not self.wanted:
            return body
        return json.dumps(json.loads(body) | {"coverage": coverage.as_json(found)}, indent=2, ensure_ascii=False)
