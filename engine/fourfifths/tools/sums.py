"""The sums a story claims, with their terms, as lines of text that a reader can check with a pencil."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from fourfifths.systems.allocation import Share, TableError
from fourfifths.systems.audit import FOUR_FIFTHS, LEAST_REVENUE, LEAST_REVENUE_ENDOWED, MOST_COURIER, Verdict, ratios
from fourfifths.systems.pantry import Pantry, total, weeks
from fourfifths.systems.ratio import rounded
from fourfifths.systems.tables import Concierge


def card(concierge: Concierge, weights: Mapping[str, int], shares: tuple[Share, ...]) -> Iterator[str]:
    """The districts under these weights: terms and score, the share offered, completed, seen, and dinners a week."""
    plates, households = concierge.city.plates, sum(share.district.households for share in shares)
    yield f"{plates},000 plates an evening for {households},000 households, shared by score"
    yield "score = " + " + ".join(f"{weights[name]} x {name}" for name in concierge.features if weights[name])
    yield ""
    rows = [("", "score", "offered", "eaten", "seen", "a week")]
    for share in shares:
        terms = [points * share.district.features.get(name, 0) for name, points in weights.items() if points]
        rows.append((
            share.district.name,
            f"{' + '.join(map(str, terms))} = {share.score}",
            percent(share.offered),
            percent(share.completed),
            decimal(share.impressions),
            decimal(share.weekly),
        ))  # fmt: skip
    yield from aligned(rows)
    yield ""
    yield from _ratios(shares)


def tests(verdict: Verdict) -> Iterator[str]:
    """The three public tests, each with its bound."""
    floor = LEAST_REVENUE_ENDOWED if verdict.endowed else LEAST_REVENUE
    gift = ", with an endowment" if verdict.endowed else ""
    fair, pays, carries = (_word(holds) for holds in (verdict.fair, verdict.pays, verdict.carries))
    costs = verdict.costs
    yield f"households {decimal(verdict.ratios.households)}, {decimal(FOUR_FIFTHS)} at least: {fair}"
    yield f"revenue {decimal(costs.revenue)} of the launch's, {decimal(floor)} at least{gift}: {pays}"
    yield f"courier hours {decimal(costs.courier)} of the launch's, {decimal(MOST_COURIER)} at most: {carries}"
    yield f"dinners eaten {decimal(costs.eaten)} of the launch's"


def suppers(pantry: Pantry) -> Iterator[str]:
    """The suppers, the aims, and how many weeks meet them all."""
    rows = [("", "chits", "fill", "safe", "tires", "nights")]
    for name, supper in pantry.suppers.items():
        nights = "every" if name not in pantry.only else ", ".join(n for n in pantry.nights if n in pantry.only[name])
        safe = "yes" if supper.safe else "no"
        rows.append((name, str(supper.chits), str(supper.fill), safe, str(supper.fatigue), nights))
    yield from aligned(rows)
    aims, found = pantry.aims, weeks(pantry)
    yield ""
    yield f"aims: {aims.chits} chits and fatigue {aims.fatigue} at most, fill {aims.fill}, safe {aims.safe} at least"
    yield f"{found.meeting:,} of {found.of:,} weeks meet them all: {percent(found.share)}"


def week(pantry: Pantry, names: tuple[str, ...]) -> Iterator[str]:
    """What one week comes to, and what it misses. TableError where it cannot be had."""
    _check(pantry, names)
    sums = total(pantry, names)
    terms = zip(*(pantry.suppers[name] for name in names), strict=True)
    for label, values, whole in zip(("chits", "fill", "safe nights", "fatigue"), terms, sums, strict=True):
        yield f"{label}: {' + '.join(str(int(value)) for value in values)} = {whole}"
    missed = pantry.aims.missed(sums)
    yield f"misses {', '.join(missed)}" if missed else "meets every aim"


def percent(value: Fraction) -> str:
    """A share in hundredths, with one digit after the point."""
    return f"{decimal(100 * value, 1)} %"


def decimal(value: Fraction, digits: int = 2) -> str:
    """A number with so many digits after the point, rounded half up."""
    scale = 10**digits
    whole = rounded(value, scale)
    return f"{whole // scale}.{whole % scale:0{digits}d}"


def _ratios(shares: tuple[Share, ...]) -> Iterator[str]:
    found = ratios(shares)
    for label, values, ratio in (
        ("seen", [share.impressions for share in shares], found.impressions),
        ("households", [100 * share.offered for share in shares], found.households),
        ("dinners", [share.weekly for share in shares], found.dinners),
    ):
        digits = 1 if label == "households" else 2
        low, high = decimal(min(values), digits), decimal(max(values), digits)
        yield f"lowest over highest, {label}: {low} / {high} = {decimal(ratio)}"


def _check(pantry: Pantry, names: tuple[str, ...]) -> None:
    if len(names) != len(pantry.nights):
        raise TableError("week", f"a week has {len(pantry.nights)} suppers; {len(names)} named")
    for night, name in zip(pantry.nights, names, strict=True):
        if name not in pantry.suppers:
            raise TableError(name, f"there is no supper {name!r}; there are {', '.join(pantry.suppers)}")
        if name not in pantry.on(night):
            raise TableError(name, f"{name} is not to be had on {night}; there are {', '.join(pantry.on(night))}")


def _word(holds: bool) -> str:
    return "passes" if holds else "fails"


def aligned(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows as lines in columns: the first to the left, the others to the right."""
    table = list(rows)
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    for name, *cells in table:
        padded = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        yield "  ".join([name.ljust(widths[0]), *padded]).rstrip()
