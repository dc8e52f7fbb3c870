"""The sums a story claims, with their terms, as rows of text that a reader can check with a pencil.

The first row of a table names its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from fourfifths.systems.allocation import Share
from fourfifths.systems.audit import FOUR_FIFTHS, LEAST_REVENUE, LEAST_REVENUE_ENDOWED, MOST_COURIER, Verdict, ratios
from fourfifths.systems.pantry import Pantry, Sums, weeks
from fourfifths.systems.ratio import rounded
from fourfifths.systems.tables import Concierge

Rows = list[tuple[str, ...]]


def basis(concierge: Concierge, weights: Mapping[str, int]) -> Iterator[str]:
    """What is shared among whom, and by which score."""
    households = sum(district.households for district in concierge.city.districts)
    yield f"{concierge.city.plates},000 plates an evening for {households},000 households, shared by score"
    yield "score = " + " + ".join(f"{weights[name]} x {name}" for name in concierge.features if weights[name])


def districts(weights: Mapping[str, int], shares: tuple[Share, ...], plus: str = " + ") -> Rows:
    """The districts under these weights: terms and score, the share offered, completed, seen, and dinners a week."""
    rows: Rows = [("", "score", "offered", "eaten", "seen", "a week")]
    for share in shares:
        terms = [points * share.district.features.get(name, 0) for name, points in weights.items() if points]
        rows.append((
            share.district.name,
            f"{plus.join(map(str, terms))} = {share.score}",
            percent(share.offered),
            percent(share.completed),
            decimal(share.impressions),
            decimal(share.weekly),
        ))  # fmt: skip
    return rows


def counts(shares: tuple[Share, ...]) -> Iterator[str]:
    """The lowest district over the highest, counted three ways."""
    found = ratios(shares)
    for label, values, ratio in (
        ("seen", [share.impressions for share in shares], found.impressions),
        ("households", [100 * share.offered for share in shares], found.households),
        ("dinners", [share.weekly for share in shares], found.dinners),
    ):
        digits = 1 if label == "households" else 2
        low, high = decimal(min(values), digits), decimal(max(values), digits)
        yield f"lowest over highest, {label}: {low} / {high} = {decimal(ratio)}"


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


def suppers(pantry: Pantry) -> Rows:
    """The suppers: what each costs, how far it fills, whether it is safe, how it tires, and when it is to be had."""
    rows: Rows = [("", "chits", "fill", "safe", "tires", "nights")]
    for name, supper in pantry.suppers.items():
        nights = "every" if name not in pantry.only else ", ".join(n for n in pantry.nights if n in pantry.only[name])
        safe = "yes" if supper.safe else "no"
        rows.append((name, str(supper.chits), str(supper.fill), safe, str(supper.fatigue), nights))
    return rows


def aims(pantry: Pantry) -> Iterator[str]:
    """The aims of a week, and how many weeks meet them all."""
    aim, found = pantry.aims, weeks(pantry)
    yield f"aims: {aim.chits} chits and fatigue {aim.fatigue} at most, fill {aim.fill}, safe {aim.safe} at least"
    yield f"{found.meeting:,} of {found.of:,} weeks meet them all: {percent(found.share)}"


def added(pantry: Pantry, names: Iterable[str], sums: Sums) -> Iterator[str]:
    """What these suppers come to, term by term."""
    terms = zip(*(pantry.suppers[name] for name in names), strict=True)
    for label, values, whole in zip(("chits", "fill", "safe nights", "fatigue"), terms, sums, strict=True):
        yield f"{label}: {' + '.join(str(int(value)) for value in values)} = {whole}"


def percent(value: Fraction) -> str:
    """A share in hundredths, with one digit after the point."""
    return f"{decimal(100 * value, 1)} %"


def decimal(value: Fraction, digits: int = 2) -> str:
    """A number with so many digits after the point, rounded half up."""
    scale = 10**digits
    whole = rounded(value, scale)
    return f"{whole // scale}.{whole % scale:0{digits}d}"


def _word(holds: bool) -> str:
    return "passes" if holds else "fails"
