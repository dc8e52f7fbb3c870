"""A mapping against its shape."""

from __future__ import annotations

from fourfifths.compiler.fields import Fields
from fourfifths.compiler.nodes import Mapping, Scalar, Source
from fourfifths.compiler.report import Report
from fourfifths.compiler.shapes import Field, Kind, Shape


def test_two_shapes_of_one_name_are_told_apart() -> None:
    node = Mapping(0, False)
    node.entries["spend"], node.keys["spend"] = Scalar("3", 7, ""), 0
    known, other = (Shape("points", {key: Field(Kind.NUMBER, "points")}) for key in ("spend", "near"))
    source = Source("tables/concierge.yaml", "spend: 3\n")
    report = Report()
    assert "spend" in Fields(known, node, source, report)
    assert "spend" not in Fields(other, node, source, report)
    assert [mistake.code for mistake in report.diagnostics()] == ["E020"]
