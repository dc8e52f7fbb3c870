"""The Concierge card gives the table that the story prints, to the last published digit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fourfifths.systems.allocation import City, District, TableError, allocate, levelled_down
from fourfifths.systems.audit import ratios
from fourfifths.systems.ratio import rounded
from tests.unit.systems.halyard import CITY, HUBS, LAUNCH

PUBLISHED = (  # score, offered and completed in a thousand, impressions and weekly dinners in hundredths
    ("signal-hill", 154, 477, 468, 148, 327),
    ("glasshouse", 153, 474, 460, 156, 322),
    ("tenth-street", 105, 325, 286, 150, 200),
    ("marl", 74, 229, 179, 140, 125),
    ("stacks", 75, 232, 174, 139, 122),
    ("low-quay", 54, 167, 104, 131, 73),
)


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: row[0])
def test_a_districts_row_is_the_published_one(row: tuple[str, int, int, int, int, int]) -> None:
    share = next(share for share in allocate(CITY, LAUNCH) if share.district.id == row[0])
    thousandths = [round(1000 * share.offered), round(1000 * share.completed)]
    hundredths = [round(100 * share.impressions), round(100 * share.weekly)]
    assert (row[0], share.score, *thousandths, *hundredths) == row


def test_every_plate_is_offered_and_none_twice() -> None:
    assert sum(share.households for share in allocate(CITY, LAUNCH)) == CITY.plates


def test_levelled_down_passes_and_feeds_nobody() -> None:
    before = allocate(CITY, LAUNCH)
    after = levelled_down(before, Fraction(209, 1000))
    assert ratios(after).households >= Fraction(4, 5) > ratios(levelled_down(before, Fraction(210, 1000))).households
    assert rounded(ratios(after).households, 10_000) == 8004
    lost = sum(share.households for share in before) - sum(share.households for share in after)
    assert round(lost, 1) == Fraction("15.6")
    assert all(now.offered <= then.offered for now, then in zip(after, before, strict=True))


def test_a_hub_brings_a_district_nearer_and_saves_claims() -> None:
    quay = CITY.with_hubs(HUBS).districts[-1]
    assert (quay.features["near"], quay.fade) == (5, 20)
    assert CITY.with_hubs(HUBS).districts[0] == CITY.districts[0]


def test_what_a_hub_gives_is_bounded() -> None:
    glasshouse = CITY.districts[1].with_hub()
    assert (glasshouse.features["near"], glasshouse.fade) == (9, 2)


@pytest.mark.parametrize(
    ("district", "what"),
    [
        (District("a", "A", 0, {"need": 1}, 0, 0), "households"),
        (District("a", "A", 1, {"need": 10}, 0, 0), "need 10"),
        (District("a", "A", 1, {"need": 1}, 101, 0), "101 claims"),
        (District("a", "A", 1, {"need": 1}, 0, -1), "-1 impressions"),
    ],
)
def test_a_row_that_means_nothing_is_refused_by_name(district: District, what: str) -> None:
    with pytest.raises(TableError, match=what) as refused:
        City((district,), 1)
    assert refused.value.what == "a"


def test_a_city_without_districts_or_plates_is_refused() -> None:
    with pytest.raises(TableError, match="at least one district"):
        City((), 1)
    with pytest.raises(TableError, match="no plates"):
        City(CITY.districts, 0)


def test_a_district_nobody_knows_is_refused() -> None:
    with pytest.raises(TableError, match="'the-moon'"):
        CITY.with_hubs(frozenset({"the-moon"}))


def test_weights_that_give_nobody_anything_are_refused() -> None:
    with pytest.raises(TableError, match="give every district nothing"):
        allocate(CITY, {"spend": 0})
