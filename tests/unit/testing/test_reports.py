"""What a failure looks like, in words, as JSON and as JUnit."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from fourfifths.testing import junit, report, select
from tests.unit.testing.yarding import Yard

STEPS = "- choose: knock\n- choose: wait\n  expect: {equity: 3, scene: gate/hub}"


def test_a_failure_shows_the_line_a_mark_both_values_the_offers_and_the_moves(yard: Yard) -> None:
    result = yard.run(STEPS)
    lines = (yard.folder / "a.play.yaml").read_text().split("\n")
    assert report.failed(result, lines=lambda _: tuple(lines)) == (
        "one\n"
        "a.play.yaml:7:26: error[E450] equity\n"
        "  7 |         expect: {equity: 3, scene: gate/hub}\n"
        "    |                          ^\n"
        "    expected  3\n"
        "    actual    100\n"
        "    stood in  gate/hub, after 2 choices\n"
        "    offers    gate/well: Draw water.\n"
        "    moved     trust +3 (45 to 48): Somebody hears it and looks.\n"
        "              equity +2 (98 to 100): Everyone stands under one roof."
    )


def test_a_choice_that_is_misspelt_shows_its_cure(yard: Yard) -> None:
    assert '    cure      did you mean "knock"?' in report.failed(yard.run("- choose: konck"), lines=lambda _: ())


def test_one_line_for_each_failure(yard: Yard) -> None:
    assert report.concise([yard.run(STEPS)]) == "a.play.yaml:7:26: error[E450] equity: expected 3, not 100"


def test_the_summary_counts(yard: Yard) -> None:
    results = [yard.run(STEPS), yard.run("- choose: knock"), yard.run("- choose: enter", "xfail: not yet")]
    assert report.summary(results, deselected=2) == "1 passed, 1 failed, 1 xfailed, 2 left out; 3 choices in 1 file."


def test_json_holds_everything(yard: Yard) -> None:
    _, mistakes = yard.read("story: yard\nplaythroughs: 1")
    found = json.loads(report.as_json([yard.run(STEPS, "tags: [gate]")], mistakes))
    play = found["playthroughs"][0]
    assert (play["id"], play["outcome"], play["choices"], play["tags"]) == ("a.play.yaml::one", "failed", 2, ["gate"])
    assert play["failures"][0]["line"] == 7
    assert play["offers"] == [{"id": "gate/well", "locked": ""}]
    assert play["changes"][-1]["why"] == "Everyone stands under one roof."
    assert found["mistakes"][0]["code"] == "E022"


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_playthrough(yard: Yard) -> None:
    _, mistakes = yard.read("story: yard\nplaythroughs: 1", "b.play.yaml")
    results = [yard.run(STEPS), yard.run("- choose: enter", "xfail: not yet")]
    root = fromstring(junit.document(results, mistakes, {"a.play.yaml::one": 0.25}))  # noqa: S314 - our own
    suites = root.findall("testsuite")
    assert [(s.get("name"), s.get("tests"), s.get("failures"), s.get("errors")) for s in suites] == [
        ("a.play.yaml", "2", "1", "0"),
        ("b.play.yaml", "1", "0", "1"),
    ]
    failure = suites[0].find("testcase/failure")
    assert failure is not None
    assert failure.get("message") == "a.play.yaml:7:26: error[E450] equity: expected 3, not 100"
    assert suites[0].findall("testcase/skipped")[0].get("message") == "not yet"


@pytest.mark.parametrize(
    ("expression", "meant"),
    [
        ("one", True),
        ("ONE", True),
        ("two", False),
        ("gate and one", True),
        ("gate and two", False),
        ("two or gate", True),
        ("not two", True),
        ("not (one or two)", False),
        ("a.play", True),
    ],
)
def test_an_expression_picks_by_words_of_name_file_and_tags(yard: Yard, expression: str, meant: bool) -> None:
    assert select.expression(expression)(yard.run("- choose: knock", "tags: [gate]").playthrough) is meant


@pytest.mark.parametrize("expression", ["", "and", "one two", "(one", "one or", "not", "one)"])
def test_an_expression_that_says_nothing_is_refused(expression: str) -> None:
    with pytest.raises(select.ExpressionError):
        select.expression(expression)


def test_files_are_found_in_the_usual_place_or_anywhere_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b/two.play.yaml", "a.play.yaml", ".hidden/x.play.yaml", "build/y.play.yaml", "b/other.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [str(path) for path in select.files([])] == ["a.play.yaml", "b/two.play.yaml"]
    (tmp_path / "tests" / "playthroughs").mkdir(parents=True)
    (tmp_path / "tests" / "playthroughs" / "c.play.yaml").touch()
    assert [str(path) for path in select.files([])] == ["tests/playthroughs/c.play.yaml"]
    assert [str(path) for path in select.files([Path("b"), Path("b/two.play.yaml")])] == ["b/two.play.yaml"]
    with pytest.raises(FileNotFoundError):
        select.files([Path("nowhere")])
