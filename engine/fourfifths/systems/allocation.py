"""The Concierge card: so many points on each feature, and what every district is offered for it.

A district's score is the sum of weight times feature; plates are shared among households in proportion to it. Some
offers never complete, because the network sheds load where it earns least.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

HIGHEST_FEATURE = 9
HUB_NEARNESS = 3
"""By how much a pick-up point raises `near`, up to the highest feature."""
HUB_FADE, LEAST_FADE = 18, 2
"""How many in a hundred claims a pick-up point saves from the Fade, and the Fade that nothing can take away."""
SPEND, NEAR = "spend", "near"
"""The features that revenue and the couriers' hours are read from."""

Weights = Mapping[str, int]
"""Points by the name of a feature; a feature without a weight counts for nothing."""


class TableError(ValueError):
    """A table, a weighting or a week that cannot be computed with; `what` names the district, feature or supper."""

    def __init__(self, what: str, message: str) -> None:
        self.what = what
        super().__init__(message)


class District(NamedTuple):
    """A part of the city: thousands of households, features from 0 to 9, claims lost to the Fade in a hundred, and
    impressions per household that is offered a plate, in hundredths."""

    id: str
    name: str
    households: int
    features: Mapping[str, int]
    fade: int
    impressions: int

    def score(self, weights: Weights) -> int:
        """The sum of weight times feature."""
        return sum(points * self.features.get(feature, 0) for feature, points in weights.items())

    def with_hub(self) -> District:
        """The district with a pick-up point in it: nearer, and fewer claims lost."""
        near = min(HIGHEST_FEATURE, self.features.get(NEAR, 0) + HUB_NEARNESS)
        return self._replace(features={**self.features, NEAR: near}, fade=max(LEAST_FADE, self.fade - HUB_FADE))

    def with_feature(self, feature: str, value: int) -> District:
        """The district with this feature at this value."""
        return self._replace(features={**self.features, feature: value})


@dataclass(frozen=True, slots=True)
class City:
    """The districts, and how many thousand plates there are in an evening. TableError where they cannot be shared."""

    districts: tuple[District, ...]
    plates: int

    def __post_init__(self) -> None:
        if not self.districts:
            raise TableError("districts", "a city has at least one district")
        for district in self.districts:
            _check(district)
        if self.plates < 1:
            raise TableError("plates", f"there are no plates to share: {self.plates}")

    def with_hubs(self, ids: frozenset[str]) -> City:
        """The city with a pick-up point in each of these districts."""
        self._known(ids)
        return replace(self, districts=tuple(d.with_hub() if d.id in ids else d for d in self.districts))

    def with_feature(self, feature: str, values: Mapping[str, int]) -> City:
        """The city with this feature of each of these districts at its value, and 0 elsewhere."""
        self._known(values)
        return replace(self, districts=tuple(d.with_feature(feature, values.get(d.id, 0)) for d in self.districts))

    def _known(self, ids: Iterable[str]) -> None:
        strangers = sorted(set(ids) - {district.id for district in self.districts})
        if strangers:
            raise TableError(strangers[0], f"there is no district {strangers[0]!r}")


class Share(NamedTuple):
    """What one district gets: its score, and the share of its households that is offered a plate of an evening."""

    district: District
    score: int
    offered: Fraction

    @property
    def households(self) -> Fraction:
        """Thousands of households that are offered one."""
        return self.offered * self.district.households

    @property
    def completed(self) -> Fraction:
        """The share of households that gets to eat it."""
        return self.offered * (100 - self.district.fade) / 100

    @property
    def impressions(self) -> Fraction:
        """Impressions per household."""
        return self.offered * self.district.impressions / 100

    @property
    def weekly(self) -> Fraction:
        """Dinners per household and week."""
        return 7 * self.completed


def allocate(city: City, weights: Weights) -> tuple[Share, ...]:
    """What each district gets, in the city's order. TableError where the weights give nobody anything."""
    scores = [district.score(weights) for district in city.districts]
    total = sum(score * district.households for score, district in zip(scores, city.districts, strict=True))
    if total <= 0:
        raise TableError("weights", "these weights give every district nothing")
    return tuple(
        Share(district, score, Fraction(city.plates * score, total))
        for district, score in zip(city.districts, scores, strict=True)
    )


def levelled_down(shares: tuple[Share, ...], most: Fraction) -> tuple[Share, ...]:
    """The shares with nobody offered more than `most`: the top is capped and none of it goes to anybody."""
    return tuple(share._replace(offered=min(share.offered, most)) for share in shares)


def _check(district: District) -> None:
    if district.households < 1:
        raise TableError(district.id, f"{district.name} has no households: {district.households}")
    if not 0 <= district.fade <= 100:
        raise TableError(district.id, f"{district.name} loses {district.fade} claims in a hundred")
    if district.impressions < 0:
        raise TableError(district.id, f"{district.name} has {district.impressions} impressions")
    for feature, value in district.features.items():
        if not 0 <= value <= HIGHEST_FEATURE:
            raise TableError(district.id, f"{district.name} has {feature} {value}; 0 to {HIGHEST_FEATURE} is meant")
