"""The report fits 80 columns, the page is whole and asks for nothing, and no text of a story is markup."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from fourfifths.simulate import charts
from fourfifths.simulate.measures import measures
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.page import page
from fourfifths.simulate.report import record, text
from fourfifths.web import safe
from tests.unit.simulate.worlds import chain, scene, simulated, world
from tests.unit.yard import yard

HOSTILE = "<script>alert(1)</script>\x1b[31m"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return simulated(yard(), personas=4)


def long_names() -> Facts:
    meters = "\n".join(f"{'m' * 30}{n}: {{start: 50, label: M, glyph: '*'}}" for n in range(5))
    ends = [f"an-ending-with-a-name-of-many-words-number-{n}" for n in range(9)]
    ways = [f"id: w{n}, label: W{n}, goto: {end}" for n, end in enumerate(ends)]
    story = world(scene("s0", "Here.", *ways) + "".join(scene(end, "End.") for end in ends), meters=meters)
    return simulated(story, f"policies: {{{'p' * 40}: {{careless: 3}}}}", personas=2)


def test_the_report_fits_eighty_columns(facts: Facts) -> None:
    for each in (facts, long_names(), simulated(chain(3), text=False)):
        report = text(each, measures(each))
        assert max(map(len, report.splitlines())) <= 80
        assert not any(line.endswith(" ") for line in report.splitlines())


@pytest.mark.parametrize("before", range(50, 58))
def test_a_figure_and_its_sign_stay_on_one_line(before: int) -> None:
    end = "e" * before
    story = world(scene("s0", "Here.", f"id: w0, label: W0, goto: {end}") + scene(end, "End."))
    made = simulated(story, text=False)
    lines = text(made, measures(made)).splitlines()
    assert any(line.endswith("100.0 %") for line in lines)
    assert not any(line.endswith("100.0") for line in lines)


def test_the_report_names_each_policy_measure_and_gate(facts: Facts) -> None:
    report = text(facts, measures(facts))
    assert report.startswith("Yard 1.0.0: 400 plays from seed 0\n")
    for name in ("random", "greedy-trust", "balancer", "wrecker", "A1  Pace", "A7  Fork test", "A23 Check rates"):
        assert f"\n{name}" in report
    assert "Hard gates that do not hold: A8 a rise and a fall" in report
    fine = simulated(chain(3))
    assert "Every hard gate holds." in text(fine, measures(fine))


def test_the_object_holds_the_same_figures(facts: Facts) -> None:
    found = record(facts, measures(facts))
    assert json.loads(json.dumps(found)) == found
    random = found["policies"]["random"]
    assert random["endings"] == {"yard": 200}
    assert random["meters"]["trust"]["mean"] == pytest.approx(45 + 3 * facts.typical.meters["trust"][48] / 200)
    assert found["gates"] == ["A8 a rise and a fall"]
    assert found["forks"]["pairs"] == facts.results.forks.pairs
    assert [found["forks"]["later"]["0"], max(found["forks"]["later"].values())] == [
        pytest.approx(facts.results.forks.share(0), abs=1e-6)
    ] * 2
    assert record(simulated(chain(2)), ())["forks"] is None


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href", "action")]


def tags(text_: str) -> Tags:
    found = Tags()
    found.feed(text_)
    return found


def test_the_page_is_whole_and_asks_for_nothing(facts: Facts) -> None:
    made = page(facts, measures(facts))
    found = tags(made)
    assert found.links == []
    assert "script" not in found.names
    # Two meters, endings, the fork test; the yard has one protagonist.
    assert found.names.count("svg") == 4
    for drawn in made.split("<svg")[1:]:
        ElementTree.fromstring(f"<svg{drawn.partition('</svg>')[0]}</svg>")  # noqa: S314 - our own


def test_texts_of_a_story_are_no_markup() -> None:
    story = replace(yard(), title=HOSTILE)
    hostile = simulated(story, personas=1)
    made = page(hostile, measures(hostile))
    assert "script" not in tags(made).names
    assert "&lt;script&gt;" in made
    assert "\x1b" not in made
    assert "\x1b" not in safe(HOSTILE)


def test_a_page_without_texts_has_no_charts_of_words() -> None:
    bare = simulated(chain(2), text=False)
    assert tags(page(bare, measures(bare))).names.count("svg") == 1


def test_the_parts_of_a_bar_are_as_wide_as_their_shares() -> None:
    drawn = charts.shares({"p": {"a": 1, "b": 3}}, ["a", "b"])
    root = ElementTree.fromstring(f"<div>{drawn}</div>")  # noqa: S314 - our own
    wide = [float(each.get("width") or 0) for each in root.iter("rect")]
    assert wide[1] == pytest.approx(3 * wide[0], abs=0.2)
    assert [each.text for each in root.iter("title")] == ["a: 25.0 %", "b: 75.0 %"]


def test_a_reason_that_several_lines_share_is_said_once() -> None:
    bare = simulated(chain(2), text=False)
    report = text(bare, measures(bare))
    assert report.count("the story has 1 ending\n") == 1
    pace = report.partition("\nA1 ")[2].partition("\nA2 ")[0]
    assert pace.count("the texts were not read (--no-text)") == 1
