"""One mistake in an otherwise good story: one diagnostic, at the exact place, with its cure."""

from __future__ import annotations

import pytest

from fourfifths.compiler import CODES
from fourfifths.diagnostics import Diagnostic
from tests.unit.compiler.small import DOORS, FACTS, GATE, STORY, changed, errors, files, place

CASES = [
    # file, what stands there, what is written instead, code, the text it points at, a piece of the cure
    (GATE, "goto: end", "goto: ends", "E030", "ends\n", 'did you mean "end"?'),
    (DOORS, "goto: gate/yard", "goto: gate/yrd", "E030", "gate/yrd", 'did you mean "gate/yard"?'),
    (STORY, "start: gate/dawn", "start: gate/down", "E030", "gate/down", 'did you mean "gate/dawn"?'),
    (STORY, "start: gate/dawn", "start: dawn", "E030", "dawn", 'write "gate/dawn"'),
    (GATE, "goto: end", 'goto: "="', "E030", '"="', "folder/scene"),
    (GATE, "chosen(dawn.wait)", "chosen(dawn.wiat)", "E303", "dawn.wiat", 'did you mean "wait"?'),
    (GATE, "chosen(dawn.wait)", "chosen(dwn.wait)", "E303", "dwn.wait", 'did you mean "dawn"?'),
    (GATE, "chosen(dawn.wait)", "chosen(dawn)", "E303", "dawn)", "write scene.choice"),
    (GATE, "          pass: forged", "          pas: forged", "E032", "pas:", 'did you mean "pass"?'),
    (GATE, "needs: trust >= 40", "needs: trst >= 40", "E303", "trst", 'did you mean "trust"?'),
    (GATE, "needs: trust >= 40", "needs: trust >= forged", "E303", "forged", "pass == forged"),
    (GATE, "{trust >= 50:", "{trst >= 50:", "E303", "trst", 'did you mean "trust"?'),
    (GATE, "A crow.|Two", "{pas == none: A crow}|Two", "E303", "pas ==", 'did you mean "pass"?'),
    (GATE, "and {played} doors", "and {plyed} doors", "E303", "plyed", 'did you mean "played"?'),
    (GATE, "pov: ana", "pov: anna", "E033", "anna", 'did you mean "ana"?'),
    (GATE, "seen-by: [bo]", "seen-by: [bo, ann]", "E033", "ann]", 'did you mean "ana"?'),
    (GATE, "about: ana", "about: an", "E033", "an,", 'did you mean "ana"?'),
    (GATE, "teach: {ana:", "teach: {anna:", "E033", "anna:", 'did you mean "ana"?'),
    (GATE, "teach: {ana: hours}", "teach: {ana: hour}", "E035", "hour}", 'did you mean "hours"?'),
    (DOORS, "knows: [hours]", "knows: [hors]", "E035", "hors", 'did you mean "hours"?'),
    (DOORS, "knows(ana, hours)", "knows(bo, ours)", "E303", "bo, ours", 'did you mean "hours"?'),
    (DOORS, "knows(ana, hours)", "knows(ena, hours)", "E303", "ena", 'did you mean "ana"?'),
    (FACTS, "known-by: [bo]", "known-by: [boo]", "E033", "boo", 'did you mean "bo"?'),
    (GATE, "place: gate", "place: gat", "E034", "gat\n", 'did you mean "gate"?'),
    (GATE, "act: 0", "act: 1", "E040", "1\n", "there are 0"),
    (GATE, 'remembers(bo, coin)"', 'remembers(bo, con)"', "E303", "bo, con", 'did you mean "coin"?'),
    (GATE, 'remembers(bo, coin)"', 'remembers(ana, coin)"', "E303", "ana, coin)", "seen by bo"),
    (GATE, "tag: doors", "tag: door", "E037", "door,", 'did you mean "doors"?'),
    (GATE, "doc: notice", "doc: notise", "E038", "notise", 'did you mean "notice"?'),
    (GATE, "pass: forged", "pass: forgd", "E039", "forgd", 'did you mean "forged"?'),
    (GATE, "label: Leave.", "lable: Leave.", "E020", "lable", 'did you mean "label"?'),
    (GATE, "    ends: {id", "    end: {id", "E020", "end: {", 'did you mean "ends"?'),
    (STORY, "label: Trust", "labl: Trust", "E020", "labl", 'did you mean "label"?'),
    (GATE, "why: He took it.}", "why: He took it, all}", "E020", "all}", "in quotes"),
    # effects
    (GATE, "trust: {by: +5, why: You asked.}", "trust: +5", "E050", "+5", "{by: +5, why: One line"),
    (GATE, "trust: {by: +5, why: You asked.}", "trust: 5", "E050", "5\n        teach", "{by: +5, why: One line"),
    (GATE, "trust: {by: +5, why: You asked.}", "trust: {by: +5}", "E050", "{by: +5}", "why"),
    (GATE, "trust: {by: +5, why: You asked.}", "trust: {by: five, why: x}", "E025", "five", "+5 or -5"),
    (GATE, "trust: {by: +5, why: You asked.}", "trust: {by: 0, why: x}", "E053", "0, why", "take it out"),
    (GATE, "trust: {by: +5, why: You asked.}", "trust: {by: 500, why: x}", "E027", "500", "from 0 to 100"),
    (GATE, "pass: forged", "played: 3", "E051", "3\n        rem", "write +3 to move it, =3 to set it"),
    (GATE, "pass: forged", "played: '=4'", "E027", "'=4'", "from 0 to 3"),
    (GATE, "pass: forged", "played: no", "E025", "no\n", "+1 or -1"),
    (GATE, "bribed: true", "bribed: yes", "E026", "yes", ""),
    (GATE, "bribed: true", "bribed: {by: 1, why: x}", "E052", "{by: 1, why: x}", "true or false"),
    (GATE, "trust: {by: +5, why: You asked.}", "trust: {half-way-to: 20}", "E050", "{half-way-to: 20}", "why: One"),
    (GATE, "trust: {by: +5, why", "trust: {half-way-to: 101, why", "E027", "101", "trust goes from 0 to 100"),
    (GATE, "trust: {by: +5, why", "trust: {half-way-to: +5, why", "E025", "+5", "a number from 0 to 100"),
    (GATE, "trust: {by: +5, why", "trust: {half-way-to: trust, why", "E025", "trust, why", "a number from 0 to 100"),
    (GATE, "trust: {by: +5, why", "trust: {half-way-to: 20, by: +5, why", "E056", "by: +5", "take out `by`"),
    (GATE, "trust: {by: +5, why", "trust: {halfway-to: 20, why", "E020", "halfway-to", "half-way-to"),
    (GATE, "pass: forged", "played: {half-way-to: 4}", "E027", "4}\n        rem", "played goes from 0 to 3"),
    (GATE, "pass: forged", "played: {half-way-to: 3, why: So.}", "E020", "why: So.", "half-way-to"),
    (GATE, "pass: forged", "played: {half-way-to: 3, by: 1}", "E052", "{half-way-to: 3, by: 1}", "+1 or -1"),
    (GATE, "pass: forged", "pass: {half-way-to: 1}", "E052", "{half-way-to: 1}", "write one of"),
    (GATE, "bribed: true", "bribed: {half-way-to: 1}", "E052", "{half-way-to: 1}", "true or false"),
    (GATE, "colour: -1", "colour: -3", "E027", "-3", "between -2 and 2"),
    # choices and scenes
    (GATE, "        locked: He will not look at you.\n", "", "E054", "needs:", "add `locked:`"),
    (GATE, "        needs: trust >= 40\n", "", "E054", "locked:", "add `needs:`"),
    (GATE, "        label: Wait.\n        goto: yard", "        label: Wait.", "E055", "wait\n", "give it a `goto:`"),
    (GATE, "id: bribe", "id: ask", "E041", "ask\n        label: Slip", "stands first in line 13"),
    (GATE, "id: bribe", "id: Bribe", "E024", "Bribe\n", "small letters"),
    (GATE, "    ends: {id: out, title: Outside}\n", "", "E060", "end:", "`choices:` or `ends:`"),
    (GATE, "    ends: {id", "    choices: []\n    ends: {id", "E061", "ends:", "take out"),
    (DOORS, "  left:\n", "  '*':\n", "E024", "'*'", "small letters"),
    (DOORS, "{id: back, label: Back., goto: yard}", "{id: back, label: Back., text: x}", "E060", "left:", "goto"),
    (GATE, "count: played", "count: bribed", "E062", "bribed,", "int: 0..3"),
    (GATE, "limit: 2", "limit: 4", "E027", "4}", "between 1 and 3"),
    (DOORS, "title: Doors\n", "", "E021", "left:", "at the top of the file"),
    (GATE, "        label: Leave.\n", "", "E021", "id: leave", "what the player reads"),
    (GATE, "label: Leave.", "label:", "E023", "label:\n", "one line"),
    (GATE, "label: Leave.", "label: [Leave]", "E022", "[Leave]", "in quotes"),
    (GATE, "label: Leave.", "label: {Leave}", "E022", "{Leave}", "in quotes"),
    (GATE, "label: Leave.", "label: Door # 5", "E012", "Door", "quote the value"),
    (GATE, "text: Outside.", "text: Outside. # of it", "E012", "Outside. #", "quote the value"),
    (GATE, "- A yard, and", "- Room #5\n      - A yard, and", "E012", "Room", "quote the value"),
    # story.yaml
    (STORY, "start: 50", "start: fifty", "E025", "fifty", "digits"),
    (STORY, "start: 50", "start: 101", "E027", "101", "between 0 and 100"),
    (STORY, "{to: 100, name: warm}", "{to: 99, name: warm}", "E063", "bands", "to: 100"),
    (STORY, "{to: 49, name: cold}", "{to: 100, name: cold}", "E063", "100, name: warm", "lowest first"),
    (STORY, "int: 0..3", "int: 3..0", "E027", "3..0", "0..7"),
    (STORY, "[none, forged, real]", "[none, forged, real, none]", "E041", "none]", "take one"),
    (STORY, "[none, forged, real]", "[none, forged, bribed]", "E041", "pass:", "rename"),
    (STORY, "bribed: {flag: false}", "bribed: {flag: no}", "E026", "no}", "true or false"),
    (STORY, "bribed: {flag: false}", "bribed: {flag: false, int: 0..1}", "E020", "{flag: false, int", "one of"),
    (STORY, "  bo: {name: Bo", "  Bo: {name: Bo", "E024", "Bo:", "small letters"),
    (STORY, "format: 1", "format: 2", "E028", "2\n", "newer"),
    (STORY, "variables:", "renamed: {gate/old: gate/dwn}\nvariables:", "E030", "gate/dwn", "gate/dawn"),
    (STORY, "variables:", "renamed: {gate/end: gate/dawn}\nvariables:", "E042", "gate/end", "take the line out"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "code", "at", "hint"), CASES)
def test_one_mistake_is_one_diagnostic_at_its_place(
    name: str, old: str, new: str, code: str, at: str, hint: str
) -> None:
    pack = changed(name, old, new)
    found = errors(pack)
    assert [(found[0].code, str(found[0].span))] == [(code, place(pack, name, at))], found
    assert hint in found[0].hint
    assert len(found) == 1, found


def test_a_scene_that_two_files_give_is_reported_at_the_second_with_the_first() -> None:
    pack = changed(DOORS, "  left:\n", "  yard:\n")
    (found,) = errors(pack)
    assert (found.code, str(found.span)) == ("E041", place(pack, GATE, "yard:\n"))
    assert "gate/doors.yaml:5:3" in found.hint


def test_mistakes_of_all_files_are_found_at_once() -> None:
    pack = files()
    for name, old, new, *_ in (CASES[0], CASES[1], CASES[2], CASES[12]):
        pack[name] = pack[name].decode().replace(old, new).encode()
    assert [d.span.file for d in errors(pack)] == [DOORS, GATE, GATE, STORY]


def test_a_broken_file_hides_no_mistake_of_another_and_causes_none() -> None:
    pack = changed(DOORS, "card: {tags: doors, title", "card: {tags: doors title: x, title")
    pack[GATE] = pack[GATE].replace(b"goto: end", b"goto: left\n      - {id: x, label: X, goto: nowhere}")
    found = errors(pack)
    assert [d.code for d in found] == ["E006"], found


def test_a_broken_story_yaml_does_not_make_every_name_unknown() -> None:
    assert [d.code for d in errors(changed(STORY, "title: The Gate", "title: 'The Gate"))] == ["E006"]


def test_a_mistaken_variable_is_still_a_known_name() -> None:
    assert [d.code for d in errors(changed(STORY, "int: 0..3", "int: 3..0"))] == ["E027"]


def test_a_story_without_story_yaml_says_so() -> None:
    pack = files()
    del pack[STORY]
    assert [d.code for d in errors(pack)] == ["E014"]


@pytest.mark.parametrize("name", ["gate.yaml", "Gate/x.yaml", "a/b/c.yaml", "../x.yaml"])
def test_a_file_in_no_place_of_a_story_is_refused(name: str) -> None:
    found = errors({**files(), name: b"scenes: {}\n"})
    assert [d.code for d in found] == ["E002"], found


def test_every_code_that_is_used_is_in_the_table() -> None:
    assert {case[3] for case in CASES} <= CODES.keys()


def test_a_diagnostic_reads_as_one_line_with_place_number_and_cure() -> None:
    (found,) = errors(changed(GATE, "goto: end", "goto: ends"))
    assert isinstance(found, Diagnostic)
    assert str(found) == ('gate/gate.yaml:48:15: error[E030] there is no scene "ends"; did you mean "end"?')
