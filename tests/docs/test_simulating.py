"""docs/simulating.md is right: its table of policies is read, and every measure and generated policy is in it."""

from __future__ import annotations

import re
from pathlib import Path

from fourfifths.compiler.report import Report
from fourfifths.compiler.tablefiles import tables
from fourfifths.simulate.measures import measures
from fourfifths.simulate.roster import generated
from tests.unit.simulate.worlds import chain, simulated
from tests.unit.yard import yard

PAGE = (Path(__file__).parents[2] / "docs" / "simulating.md").read_text(encoding="utf-8")


def test_the_table_of_policies_is_one() -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    report = Report()
    found = tables({"tables/policies.yaml": block.encode()}, report).policies
    assert report.diagnostics() == ()
    assert found is not None
    assert found.policies[0].careless == 10


def test_every_measure_has_its_row() -> None:
    rows = re.findall(r"^\| (A\d+) \|", PAGE, re.MULTILINE)
    assert list(dict.fromkeys(rows)) == [each.id for each in measures(simulated(chain(2)))]


def test_every_generated_policy_has_its_row() -> None:
    for policy in generated(yard()):
        assert f"| `{re.sub('-.*', '-', policy.name)}" in PAGE
