"""What playthroughs have met of a story, and how that is said."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from fourfifths.testing import coverage_page
from fourfifths.testing.coverage import Coverage, as_json, as_text, coverage
from fourfifths.testing.points import Kind
from tests.unit.testing.yarding import Yard
from tests.unit.yard import GATE

WAY = "- choose: wait\n- choose: gate/key\n- choose: take\n"


def covered(yard: Yard, *steps: str) -> Coverage:
    (found,) = coverage(yard.run(each, f"tags: [n{number}]") for number, each in enumerate(steps))
    return found


def keys(found: Coverage, kind: Kind) -> set[str]:
    return {point.key for point in found.atlas.among(found.cover) if point.kind is kind}


def test_what_was_looked_at_counts_and_nothing_else(yard: Yard) -> None:
    found = covered(yard, "- expect: {trust: 45}")
    assert keys(found, Kind.SCENE) == {"scene gate/gate"}
    assert keys(found, Kind.TAKEN) == set()
    assert keys(found, Kind.OPEN) == {"open gate/gate.knock", "open gate/gate.wait"}
    assert keys(found, Kind.LOCKED) == {"locked gate/gate.enter"}
    assert "shown gate/gate:text0/0.0" in keys(found, Kind.VARIANT)
    assert "shown gate/gate:text0/0.1" not in keys(found, Kind.VARIANT)


def test_a_choice_that_is_taken_back_was_taken_and_the_way_back_counts_for_nothing(yard: Yard) -> None:
    found = covered(yard, "- choose: knock\n- undo\n")
    assert keys(found, Kind.TAKEN) == {"taken gate/gate.knock"}
    assert keys(found, Kind.CONDITION) >= {"true gate/gate.knock:if0", "false gate/gate.knock:if0"}


def test_cards_are_dealt_and_played(yard: Yard) -> None:
    found = covered(yard, "- choose: wait\n- choose: gate/well\n- choose: home\n")
    assert keys(found, Kind.DEALT) == {"dealt gate/hub.gate/well", "dealt gate/hub.gate/key"}
    assert keys(found, Kind.PLAYED) == {"taken gate/hub.gate/well"}
    assert "open gate/hub.gate/well" not in {point.key for point in found.atlas.points}


def test_counts_add_up_and_each_playthrough_has_its_own(yard: Yard) -> None:
    first, second = yard.run("- choose: knock"), yard.run("- choose: wait", "tags: [b]")
    (found,) = coverage([first])
    assert found.counts()[Kind.SCENE] == (1, 5)
    assert sum(of for _, of in found.counts().values()) == len(found.possible)
    assert sum(met for met, _ in found.counts().values()) == len(found.possible) - len(found.missing)
    (both,) = coverage([first, second])
    assert both.cover & found.cover == found.cover
    scene = next(point for point in both.atlas.points if point.key == "scene gate/gate")
    assert both.meeting(scene) == ("a.play.yaml::one",)


def test_what_is_proved_impossible_counts_for_nothing(yard: Yard) -> None:
    gate = GATE.replace(b"needs: keys", b"needs: equity <= 97")
    (yard.folder / "yard" / "gate" / "gate.yaml").write_bytes(gate)
    found = covered(yard, "- choose: knock")
    assert "ending yard" in {point.key for point in found.atlas.among(found.never)}
    assert found.counts()[Kind.ENDING] == (0, 0)
    assert "Proved impossible" in as_text(found)


def test_the_text_names_what_nobody_met_with_its_place(yard: Yard) -> None:
    said = as_text(covered(yard, "- choose: knock"), "yard")
    assert said.startswith("Yard 1.0.0: ")
    assert "No playthrough has met these scenes (4):\n  yard/gate/errands.yaml:6:3: gate/well:" in said
    assert "a.play.yaml::one" in said


def test_json_has_every_point_and_who_met_it(yard: Yard) -> None:
    found = covered(yard, "- choose: knock")
    (body,) = json.loads(json.dumps(as_json([found])))
    assert body["playthroughs"] == ["a.play.yaml::one"]
    assert len(body["points"]) == len(found.atlas.points)
    met = [point for point in body["points"] if point["met"]]
    assert all(point["by"] == [0] for point in met)
    assert body["counts"]["endings"] == {"met": 0, "of": 1}
    assert body["per_cent"] == round(found.per_cent, 2)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_asks_for_nothing_and_every_tag_is_closed(yard: Yard) -> None:
    text = coverage_page.page([covered(yard, WAY)])
    page = _Page()
    page.feed(text)
    assert page.open == []
    assert not {"script", "link", "img", "iframe", "form"} & set(page.tags)
    assert all(value.startswith("#") for name, value in page.attributes if name in ("href", "src"))
    assert "http" not in text.replace("http-equiv", "")
    assert "default-src 'none'" in text


def test_the_page_shows_every_scene_and_marks_what_nobody_read(yard: Yard) -> None:
    text = coverage_page.page([covered(yard, "- choose: knock")])
    assert '<section id="gate--end"><h3 class="unread">' in text
    assert '<section id="gate--gate"><h3>' in text
    assert "Nobody comes." in text
    assert 'class="arm unread"' in text


def test_hostile_texts_are_escaped(yard: Yard) -> None:
    evil = b"<script>alert(1)</script>"
    gate = GATE.replace(b"Nobody comes.", evil).replace(b"label: Knock.", b"label: '<b onclick=x>\"'")
    (yard.folder / "yard" / "gate" / "gate.yaml").write_bytes(gate)
    text = coverage_page.page([covered(yard, "- choose: knock")])
    assert "<script" not in text
    assert "<b onclick" not in text
    assert "&lt;script&gt;" in text
