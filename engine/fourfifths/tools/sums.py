"""The sums a story claims, with their terms, as lines of text that a reader can check with a pencil."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from fourfifths.systems import figures
from fourfifths.systems.allocation import Share, TableError
from fourfifths.systems.pantry import Pantry, total
from fourfifths.systems.tables import Concierge


def card(concierge: Concierge, weights: Mapping[str, int], shares: tuple[Share, ...]) -> Iterator[str]:
    """The districts under these weights: terms and score, the share offered, completed, seen, and dinners a week."""
    yield from figures.basis(concierge, weights)
    yield ""
    yield from aligned(figures.districts(weights, shares))
    yield ""
    yield from figures.counts(shares)


def suppers(pantry: Pantry) -> Iterator[str]:
    """The suppers, the aims, and how many weeks meet them all."""
    yield from aligned(figures.suppers(pantry))
    yield ""
    yield from figures.aims(pantry)


def week(pantry: Pantry, names: tuple[str, ...]) -> Iterator[str]:
    """What one week comes to, and what it misses. TableError where it cannot be had."""
    _check(pantry, names)
    sums = total(pantry, names)
    yield from figures.added(pantry, names, sums)
    missed = pantry.aims.missed(sums)
    yield f"misses {', '.join(missed)}" if missed else "meets every aim"


def _check(pantry: Pantry, names: tuple[str, ...]) -> None:
    if len(names) != len(pantry.nights):
        raise TableError("week", f"a week has {len(pantry.nights)} suppers; {len(names)} named")
    for night, name in zip(pantry.nights, names, strict=True):
        if name not in pantry.suppers:
            raise TableError(name, f"there is no supper {name!r}; there are {', '.join(pantry.suppers)}")
        if name not in pantry.on(night):
            raise TableError(name, f"{name} is not to be had on {night}; there are {', '.join(pantry.on(night))}")


def aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows as lines in columns: the first to the left, the others to the right."""
    table = list(rows)
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for name, *cells in table:
        padded = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        yield "  ".join([name.ljust(widths[0]), *padded]).rstrip()
