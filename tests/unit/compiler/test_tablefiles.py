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
    ],
)
def test_a_mistake_is_reported_where_it_stands(name: str, old: str, new: str, said: str) -> None:
    found, reported = read(changed(f"tables/{name}.yaml", old, new))
    assert getattr(found, name) is None
    assert reported
    assert reported[0].startswith(said)


def test_a_table_that_nobody_computes_with_is_refused() -> None:
    assert read({"tables/moon.yaml": b"a: 1\n"})[1] == ["1:1 E002 there is no table of this name"]


def test_a_storys_tables_are_checked_with_it_and_hold_no_scenes() -> None:
    story, said = check_texts({**YARD, **SHIPPED})
    assert story is not None
    assert not said
    story, said = check_texts({**YARD, **changed("tables/pantry.yaml", "chits: 55", "chits: x")})
    assert story is None
    assert [(each.span.file, each.code) for each in said] == [("tables/pantry.yaml", "E025")]
