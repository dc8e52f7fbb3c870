from __future__ import annotations

import pytest

from fourfifths.compiler import compile_texts
from fourfifths.tools import where
from tests.unit.yard import ERRANDS, FACTS, GATE, STORY, yard


def found(name: str) -> list[tuple[str, int, str]]:
    return [(use.span.file, use.span.line, use.does) for use in where.uses(yard(), name)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("keys", [("gate/errands.yaml", 22, "set"), ("gate/gate.yaml", 27, "read"), ("story.yaml", 12, "declared")]),
        ("gate/end", [("gate/gate.yaml", 24, "reached"), ("gate/gate.yaml", 39, "declared")]),
        ("waited", [("gate/gate.yaml", 15, "set"), ("gate/gate.yaml", 43, "read"), ("gate/gate.yaml", 45, "read")]),
        ("well", [("gate/errands.yaml", 6, "read"), ("gate/gate.yaml", 15, "set")]),
        ("nobody", []),
    ],
)
def test_every_place_of_a_name(name: str, expected: list[tuple[str, int, str]]) -> None:
    places = found(name)
    assert [(file, does) for file, _, does in places] == [(file, does) for file, _, does in expected]


def test_a_condition_is_quoted_at_its_own_place() -> None:
    use = next(use for use in where.uses(yard(), "keys") if use.does == "read")
    assert use.words == "keys"
    assert use.span.column > 1


def test_a_value_shown_in_a_text_counts() -> None:
    assert ("shown", "in the text of gate/end") in {(use.does, use.words) for use in where.uses(yard(), "trust")}


def test_half_way_to_a_number_is_said() -> None:
    files = {"story.yaml": STORY, "facts.yaml": FACTS, "gate/errands.yaml": ERRANDS}
    gate = GATE.replace(b"trust: {by: +3", b"trust: {half-way-to: 22")
    uses = where.uses(compile_texts({**files, "gate/gate.yaml": gate}), "trust")
    assert "half-way to 22 in gate/gate.knock" in {use.words for use in uses}


def test_a_person_is_found_as_eyes_and_as_witness() -> None:
    assert {use.does for use in where.uses(yard(), "ann")} == {"shown", "seen"}
    assert {use.does for use in where.uses(yard(), "bo")} == {"seen"}


def test_a_misspelt_name_has_a_neighbour() -> None:
    assert where.near(yard(), "keyz") == "keys"
    assert where.near(yard(), "qqqqqq") == ""
