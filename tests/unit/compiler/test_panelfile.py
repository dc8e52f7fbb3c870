"""panels.yaml is compiled like the scenes: every mistake has its place and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths.compiler import Workshop, check_texts, compile_files, compile_texts
from fourfifths.tools.diff.compare import compare
from fourfifths.tools.diff.panels import panels
from fourfifths.tools.lint import check
from fourfifths.tools.where import uses

STALL = Path(__file__).parents[2] / "stories" / "stall"
FILES = {path.relative_to(STALL).as_posix(): path.read_bytes() for path in STALL.rglob("*.yaml")}


def changed(old: str, new: str, name: str = "panels.yaml") -> dict[str, bytes]:
    text = FILES[name].decode()
    assert old in text
    return {**FILES, name: text.replace(old, new, 1).encode()}


def said(files: dict[str, bytes]) -> list[str]:
    return [
        f"{each.span.line}:{each.span.column} {each.code} {each.message}; {each.hint}"
        for each in check_texts(files)[1]
        if each.span.file == "panels.yaml"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "clock: rollout",
            "clock: rolout",
            '6:33 E032 there is no meter or variable "rolout"; did you mean "rollout"?',
        ),
        ("clock: rollout", "clock: debt", '6:33 E052 "debt" is a one-of variable, and no number'),
        ("debt == owed: owes", "debt == owd: owes", "9:86 E305 debt is never 'owd'"),
        ("{debt == owed: owes one pan|even}", "{pan|even}", "9:76 E072 this text changes with every visit"),
        ("{debt == owed: owes one pan|even}", "{debt == owed: {~a|b}|even}", "9:76 E072 this text changes"),
        ("remembers the {debt}", "remembers the {det}", '10:43 E303 there is no meter or variable "det"'),
        ("remembers(bo, lent-pan)", "remembers(bo, lent-pot)", '10:66 E303 nobody keeps a memory "lent-pot"'),
        ("chosen(street/morning.fridge)", "chosen(morning.fridge)", '17:42 E303 there is no scene "morning"'),
        ('cells: ["{gift == deed: given|kept}", "900"]', 'cells: ["900"]', "16:24 E072 this row has 1 cell"),
        ("clock: rollout}", "clock: rollout, text: two}", "6:42 E072 this row has `clock` and `text`"),
        ("label: Rollout, clock", "lable: Rollout, clock", '6:10 E020 "lable" is no key of a row of a panel'),
        ("id: rows", "id: clocks", '12:9 E041 "clocks" is given twice'),
        ("sum: concierge", "sum: concerge", '20:10 E024 "concerge" is none of the sums; did you mean "concierge"?'),
        ("card: card", "card: debt", '21:11 E039 "even" is a word of debt, and no card'),
        ("card: card", "card: rollout", '21:11 E052 "rollout" is no one-of variable'),
        ("{quay: hub}", "{qay: hub}", '22:12 E020 "qay" is no key of `hubs`; did you mean "quay"?'),
        ("{quay: hub}", "{quay: hob}", '22:18 E303 there is no meter or variable "hob"'),
        ("ballots: asked", "ballots: askd", '23:14 E303 there is no meter or variable "askd"'),
        ("    suppers: {m", "    hubs: {quay: hub}\n    suppers: {m", "29:5 E020 only the sum of concierge has `hubs`"),
        ("    suppers: {monday: monday", "    suppers: {monday: card", "29:23 E039 no word of card is a supper"),
        ("    suppers: {monday", "    suppers: {munday", '29:15 E020 "munday" is no key of `suppers`'),
        ("    rows:\n      - {label: Rollout, text: nearly}\n", "", "30:5 E021 a panel needs `rows`"),
        ("if: rollout >= 4", "if: rollout >= often", "32:20 E303"),
    ],
)
def test_a_mistake_is_reported_where_it_stands(old: str, new: str, message: str) -> None:
    found = said(changed(old, new))
    assert found
    assert found[0].startswith(message)


def test_a_sum_needs_its_table_and_a_broken_one_is_reported_once() -> None:
    without = {name: data for name, data in FILES.items() if name != "tables/pantry.yaml"}
    assert said(without) == ["28:10 E073 there is no tables/pantry.yaml to sum up; write the table"]
    files = {**FILES, "tables/pantry.yaml": FILES["tables/pantry.yaml"].replace(b"chits: 20", b"chits: x")}
    assert said(files) == []
    assert check_texts(files)[0] is None


def test_a_workshop_compiles_panels_anew_where_they_or_what_they_name_changed() -> None:
    workshop = Workshop()
    first = workshop.compile(FILES).story
    assert first is not None
    for files in (
        changed("Two nights.", "Both nights."),
        changed("plates: 10", "plates: 11", "tables/concierge.yaml"),
        changed("rollout: {int: 0..6", "rollout: {int: 0..8", "story.yaml"),
        changed("id: fridge", "id: fridges", "street/morning.yaml"),
        FILES,
    ):
        again, fresh = workshop.compile(files), Workshop().compile(files)
        assert [each.message for each in again.diagnostics] == [each.message for each in fresh.diagnostics]
        if fresh.story is not None:
            assert again.story is not None
            assert list(panels(again.story, fresh.story)) == []


def test_what_only_a_panel_reads_is_still_reported_as_read_by_nothing() -> None:
    lamp = changed("  hub: {flag", "  lamp: {flag: false, about: lit}\n  hub: {flag", "story.yaml")["story.yaml"]
    files = {**changed("      - {label: Rollout, clock", '      - {label: "{lamp: L|D}", clock'), "story.yaml": lamp}
    reported = [each for each in check(compile_files(files)) if each.code == "W002"]
    assert [each.message for each in reported] == ["nothing reads lamp"]
    assert "panel" in reported[0].hint


def test_where_tells_of_a_panel() -> None:
    found = [(use.span.file, use.span.line, use.does) for use in uses(compile_texts(FILES), "debt")]
    assert ("panels.yaml", 9, "read") in found
    assert ("panels.yaml", 2, "shown") in found
    for name, line, does in (("hub", 22, "read"), ("rollout", 2, "shown"), ("card", 18, "shown")):
        places = [(use.span.file, use.span.line, use.does) for use in uses(compile_texts(FILES), name)]
        assert ("panels.yaml", line, does) in places


def test_a_diff_tells_of_panels_by_what_is_in_them() -> None:
    old = compile_texts(FILES)
    for files, expected in (
        (changed("panels:\n", "# moved down\npanels:\n"), []),
        (changed("Two nights.", "Both nights."), [("panels", "~", "week")]),
        (changed("id: later", "id: soon"), [("panels", "+", "soon"), ("panels", "-", "later")]),
        (changed("plates: 10", "plates: 11", "tables/concierge.yaml"), [("panels", "~", "concierge")]),
    ):
        found = compare(old, compile_texts(files)).entries
        assert [(entry.section, entry.sign.value, entry.what) for entry in found] == expected


def test_the_words_of_a_panel_are_held_to_the_canon() -> None:
    facts = b"canon:\n  names: [Larder]\n  prices: {a pan: 3}\n"
    files = {**changed("text: nearly", "text: Nearly at Brandwick Hall."), "facts.yaml": facts}
    found = [each for each in check(compile_files(files)) if each.span.file == "panels.yaml"]
    assert {(each.span.line, each.code) for each in found} == {(34, "W301")}
    assert "Brandwick" in found[0].message
