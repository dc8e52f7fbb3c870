"""Tables are read whole, or every mistake in them is reported where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths.compiler import check_texts
from fourfifths.compiler.report import Report
from fourfifths.compiler.tablefiles import tables
from fourfifths.systems.tables import Tables
from tests.unit.systems.halyard import CITY, LAUNCH, PANTRY
from tests.unit.yard import ERRANDS, FACTS, GATE, STORY

SHIPPED = {f"tables/{path.name}": path.read_bytes() for path in (Path(__file__).parents[3] / "story/tables").iterdir()}
YARD = {"story.yaml": STORY, "facts.yaml": FACTS, "gate/gate.yaml": GATE, "gate/errands.yaml": ERRANDS}


def read(files: dict[str, bytes]) -> tuple[Tables, list[str]]:
    report = Report()
    found = tables(files, report)
    return found, [f"{said.span.line}:{said.span.column} {said.code} {said.message}" for said in report.diagnostics()]


def changed(name: str, old: str, new: str) -> dict[str, bytes]:
    text = SHIPPED[name].decode()
    assert old in text
    return {name: text.replace(old, new, 1).encode()}


def test_the_shipped_tables_are_those_of_the_bible() -> None:
    found, said = read(SHIPPED)
    assert said == []
    assert found.pantry == PANTRY
    assert found.concierge is not None
    assert {name: points for name, points in found.concierge.launch.items() if points} == {
        name: points for name, points in LAUNCH.items() if points
    }
    shipped = [district._replace(features={**district.features}) for district in found.concierge.city.districts]
    assert [{**district.features, "voice": 0} for district in CITY.districts] == [each.features for each in shipped]
    assert [each._replace(features={}) for each in shipped] == [each._replace(features={}) for each in CITY.districts]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("concierge", "plates: 48", "plate: 48", '3:1 E020 "plate" is no key of a Concierge table'),
        ("concierge", "plates: 48", "plates: 0", "3:9 E027 `plates` is 0"),
        ("concierge", "{spend: 9", "{spnd: 9", '10:16 E020 "spnd" is no key of `features`'),
        ("concierge", "{spend: 9", "{spend: 10", "10:23 E027 `spend` is 10"),
        ("concierge", "impressions: 3.10", "impressions: many", '12:18 E025 "many" is no number of this table'),
        (
            "concierge",
            "[spend, tenure, near",
            "[tenure, near",
            "4:1 E021 the card has no feature `spend`, which the audit",
        ),
        (
            "concierge",
            "{spend: 7, tenure: 6, near: 5, need: 2}",
            "{voice: 0}",
            "5:1 E027 these weights give every district",
        ),
        ("concierge", "signal-hill:", "Signal Hill:", '7:3 E024 "Signal Hill" is not a name'),
        ("pantry", "chits: 55", "chits: lots", '4:15 E025 "lots" is not a whole number'),
        ("pantry", "safe: false", "safe: maybe", '6:40 E026 "maybe" is no flag'),
        ("pantry", "only: [tuesday", "only: [tusday", '7:67 E024 "tusday" is none of the nights'),
        ("pantry", "depot-box: {", "depot-box: [", ""),
        ("concierge", "cap: 20.9", "cap: 120", "63:5 E027 no more than 100 in a hundred"),
        ("concierge", "cap: 20.9", "cap: most", '63:10 E025 "most" is no number'),
        ("concierge", "weights: {need: 10", "weights: {ned: 10", '60:15 E020 "ned" is no key of `weights`'),
        ("concierge", "weights: {need: 10, voice: 6, near: 4}", "weights: {need: 0}", "60:5 E027 these weights give"),
        ("concierge", "ballots: {signal-hill: 3", "ballots: {the-hill: 3", '44:11 E020 "the-hill" is no key'),
        ("ledger", "credit: {provisioning: 11}", "credit: {provisioning: 10}", "20:5 E071 this entry does not balance"),
        ("ledger", "debit: {luna: 11}", "debit: {lna: 11}", '20:13 E020 "lna" is no key of `debit`'),
        ("ledger", "unit: hours", "unit: hour", '19:11 E024 "hour" is none of the units'),
        ("ledger", "settles: luna-eleven", "settles: luna-elven", '28:14 E024 "luna-elven" is none of the entries'),
        ("ledger", "due: {by: luna", "due: {by: lune", '22:15 E024 "lune" is none of the accounts'),
        ("ledger", "luna: Luna Ward", "luna: [Luna]", '6:9 E022 "luna" is no text'),
        ("profile", "belied: [2]", "belied: [13]", '12:78 E024 "13" is none of the rows'),
        ("profile", "rows: [3, 8]", "rows: [3, 80]", '19:75 E024 "80" is none of the rows'),
        ("profile", "pool: 40", "pool: 140", "4:7 E027 `pool` is 140"),
        ("coalition", "demand: fridge", "demand: frige", '28:13 E024 "frige" is none of the promises'),
        ("coalition", "{arch: no-arch", "{arch: no-arc", '17:18 E024 "no-arc" is none of the promises'),
        ("coalition", "{arch: no-arch", "{arc: no-arch", '17:12 E024 "arc" is none of the promises'),
        ("coalition", "red-line: named-hours", "red-line: fridge", '29:5 E071 this group asks for "fridge"'),
        ("coalition", "permit: 4", "permit: 8", "4:9 E027 `permit` is 8"),
        ("ballots", "first: tenth-street", "first: ninth-street", '8:12 E024 "ninth-street" is none of the districts'),
        ("ballots", "answers: {signal-hill: 6", "answers: {signal-hill: 11", "10:28 E027 `signal-hill` is 11"),
    ],
)
def test_a_mistake_is_reported_where_it_stands(name: str, old: str, new: str, said: str) -> None:
    found, reported = read(changed(f"tables/{name}.yaml", old, new))
    assert getattr(found, name) is None
    assert reported
    assert reported[0].startswith(said)


def test_too_many_promises_are_refused_before_anybody_weighs_them() -> None:
    more = "promises:\n" + "".join(f"  p{number}: More.\n" for number in range(7))
    found, said = read(changed("tables/coalition.yaml", "promises:\n", more))
    assert found.coalition is None
    assert said == ["6:1 E027 there are 17 promises"]


def test_the_cards_voices_are_what_the_ballots_come_to() -> None:
    files = {
        **SHIPPED,
        **changed("tables/ballots.yaml", "{signal-hill: 8, glasshouse: 4", "{signal-hill: 4, glasshouse: 4"),
    }
    assert read(files)[1] == ["44:1 E071 these are not the voices that ballots.yaml comes to"]


def test_a_table_that_nobody_computes_with_is_refused() -> None:
    assert read({"tables/moon.yaml": b"a: 1\n"})[1] == ["1:1 E002 there is no table of this name"]


def test_a_storys_tables_are_checked_with_it_and_hold_no_scenes() -> None:
    story, said = check_texts({**YARD, **SHIPPED})
    assert story is not None
    assert not said
    story, said = check_texts({**YARD, **changed("tables/pantry.yaml", "chits: 55", "chits: x")})
    assert story is None
    assert [(each.span.file, each.code) for each in said] == [("tables/pantry.yaml", "E025")]
