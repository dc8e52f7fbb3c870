"""What the rules say of cases that their pages do not show."""

from __future__ import annotations

import pytest

from fourfifths.compiler import compile_files
from fourfifths.tools.lint import Selection, check
from fourfifths.tools.lint.examples import examples

VARIABLES = """# story.yaml
variables:
  lamp: {flag: false}
  n: {int: 0..3}
# facts.yaml
facts:
  well: {text: The well is dry, known-by: []}
canon:
  names: [Larder, Depot 9, Mrs Prynne]
  prices: {an onion: 1.40, toilets: "41,000"}
"""


def found(scenes: str, *codes: str) -> list[tuple[str, str]]:
    """The codes and messages found in these scenes, of these codes alone."""
    (example,) = examples(f"Bad:\n\n```yaml\n{VARIABLES}# yard/gate.yaml\nscenes:\n{scenes.rstrip()}\n```\n")
    compiled = compile_files(example.files)
    assert compiled.story is not None, compiled.diagnostics
    return [(item.code, item.message) for item in check(compiled, Selection(select=codes))]


def gate(text: str = "The gate.", *choices: str) -> str:
    lines = choices or ("{id: leave, label: Leave., goto: end}",)
    body = "\n".join(f"      {line}" for line in text.split("\n"))
    return f"  gate:\n    text: |\n{body}\n    choices:\n" + "".join(f"      - {line}\n" for line in lines)


LIGHT = "{id: light, label: Light it., effects: {lamp: true}, goto: yard}"
WALK = "{id: walk, label: Walk on., goto: yard}"
YARD = "  yard:\n    text: The yard.\n    choices:\n"


# names and prices


@pytest.mark.parametrize(
    "text",
    [
        "Ann walks to the Larder with Bo's bag, and Mrs Prynne's.",
        'He stops. Nobody speaks. "Go," says Bo. "Gone," I say. (Larger than I am.)',
        "*Domingo*, he writes. It is Friday, the 3rd of May.",
        "I'm late; I've the Larder's key: Keep it. … Perhaps.",
        "We hold it. They said Hold, on the button.",
        "{lamp: Nobody waits.|Somebody waits.} {n >= 2: The last.}",
        "DEPOT 9 is shut, said ANN. The EU, too.",
        "At Depot 9 it rains. Not-Larder is no name.",
    ],
)
def test_names_and_ordinary_words_are_let_be(text: str) -> None:
    assert found(gate(text), "W301") == []


@pytest.mark.parametrize(("text", "name"), [
    ("We wait for Billy to come.", "Billy"),
    ("We wait, and Billy's sister waits.", "Billy's"),
    ("Ann looks at Saint-Just street.", "Saint-Just"),
    ("{lamp: We see Billy there.}", "Billy"),
    ('"Ask Billy," says Bo.', "Billy"),
])  # fmt: skip
def test_a_name_inside_a_sentence_must_be_known(text: str, name: str) -> None:
    assert found(gate(text), "W301") == [("W301", f"the story holds no name {name}")]


def test_documents_may_name_anybody() -> None:
    notice = "  gate:\n    text:\n      - {doc: notice, text: wanted is Billy}\n"
    scenes = f"{notice}    choices:\n      - {{id: a, label: A., goto: end}}"
    assert found(scenes, "W301") == []


@pytest.mark.parametrize("text", [
    "It costs 1.40 today.", "It cost 41,000 to build.", "It is 06:12 and 16.7 in a hundred.", "They paid nothing.",
    "It costs 90 percent less.", "He paid at 12:30.", "It costs {n} chits.", "He cost 0.",
])  # fmt: skip
def test_known_prices_and_other_numbers_are_let_be(text: str) -> None:
    assert found(gate(text), "W302") == []


@pytest.mark.parametrize(("text", "price"), [
    ("It costs 1.60 today.", "1.60"), ("We paid about 40,000 for it.", "40,000"), ("That is £3 each.", "3"),
    ("I have 35 chits.", "35"), ("It was priced at 12.", "12"),
])  # fmt: skip
def test_a_price_must_be_known(text: str, price: str) -> None:
    assert found(gate(text), "W302") == [("W302", f"the story holds no price {price}")]


@pytest.mark.parametrize(("line", "columns"), [
    ("x" * 52, 0),
    ("x" * 53, 53),
    ("*" + "x" * 52 + "*", 0),
    ("x" * 40 + "{lamp: " + "y" * 12 + "|" + "z" * 9 + "}", 0),
    ("x" * 40 + "{lamp: " + "y" * 9 + "|" + "z" * 13 + "}", 53),
    ("x" * 40 + "{lamp: {seen(gate): " + "y" * 13 + "}|z}", 53),
    ("{lamp: " + "x" * 40 + "|" + "y" * 40 + "}", 0),
    ("{lamp: x|a line\n              " + "y" * 50 + "} and", 54),
    ("{lamp: x|" + "y" * 50 + "\n              a line} and", 0),
    ("x" * 52 + "{n}", 53),
    ("世" * 26, 0),
    ("世" * 27, 54),
])  # fmt: skip
def test_a_line_of_a_document_is_measured_at_its_widest(line: str, columns: int) -> None:
    notice = f"  gate:\n    text:\n      - doc: notice\n        text: |\n              {line}\n"
    scenes = f"{notice}    choices:\n      - {{id: a, label: A., goto: end}}"
    message = f"this line can take {columns} columns, and 52 are shown on a small terminal"
    assert found(scenes, "W307") == ([("W307", message)] if columns else [])


# conditions


def test_a_condition_that_cannot_hold_yet_never_holds() -> None:
    early = gate("{seen(yard): Again.}", LIGHT, WALK) + YARD + "      - {id: leave, label: Leave., goto: end}"
    assert found(early, "W103") == [("W103", "`seen(yard)` never holds")]
    turning = gate("{seen(yard): Again.}", LIGHT, WALK) + YARD + "      - {id: back, label: Back., goto: gate}"
    assert found(turning, "W103") == []


def test_part_of_a_condition_is_found_by_itself() -> None:
    scenes = gate("The gate.", LIGHT, WALK) + YARD
    scenes += "      - {id: a, label: A., if: lamp or seen(end), goto: end}\n      - {id: b, label: B., goto: end}"
    assert found(scenes, "W103") == [("W103", "`seen(end)` never holds")]


def test_a_condition_beside_its_opposite_is_judged_as_a_whole() -> None:
    scenes = gate("The gate.", LIGHT, WALK) + YARD
    scenes += "      - {id: a, label: A., if: lamp and not lamp, goto: end}\n      - {id: b, label: B., goto: end}"
    assert found(scenes, "W103") == [("W103", "`lamp and not lamp` never holds")]


def test_a_condition_on_what_is_never_set_is_left_to_the_variable() -> None:
    assert found(gate("{lamp: Lit.}"), "W101", "W103", "W104") == [("W101", "lamp is never anything but false")]


def test_unless_is_judged_as_its_author_wrote_it() -> None:
    light = "{id: light, label: Light it., effects: {lamp: true}, goto: yard}"
    scenes = gate("The gate.", light) + YARD
    scenes += "      - {id: a, label: A., unless: lamp, goto: end}\n      - {id: b, label: B., goto: end}"
    assert found(scenes, "W103", "W104") == [("W104", "`lamp` always holds")]


def test_a_condition_of_very_many_parts_takes_no_time() -> None:
    many = " and ".join(["n >= 0", *(f"n != {number}" for number in range(4, 40))])
    scenes = gate(
        "The gate.",
        "{id: up, label: Up., effects: {n: +1}, goto: gate}",
        f"{{id: a, label: A., if: {many}, goto: end}}",
    )
    assert [code for code, _ in found(scenes, "W104")] == ["W104"]


# ways


def test_a_choice_that_is_gone_once_taken_can_leave_nobody_a_way() -> None:
    once = "{id: a, label: A., once: true, goto: yard}"
    scenes = gate("The gate.", once) + YARD + "      - {id: back, label: Back., goto: gate}"
    stuck = "yard/gate has no open choice where chosen(yard/gate.a)"
    assert found(scenes, "W105") == [("W105", stuck)]


def test_locks_that_exclude_one_another_leave_one_open() -> None:
    scenes = gate("The gate.", LIGHT, WALK) + YARD
    scenes += "      - {id: a, label: A., needs: lamp, locked: Dark., goto: end}\n"
    assert found(scenes + "      - {id: b, label: B., unless: lamp, goto: end}", "W105") == []
    assert [code for code, _ in found(scenes + "      - {id: b, label: B., if: n > 5, goto: end}", "W105")] == ["W105"]


DECK = """  gate:
    text: The gate.
    deck: {tag: errand, show: 1, count: n, limit: 2}
    choices:
      - {id: done, label: Done., if: n >= 2, goto: end}
"""
CARD = """  card-%d:
    card: {tags: errand, title: Errand %d.%s}
    text: An errand.
    choices:
      - {id: back, label: Back., goto: gate}
"""


@pytest.mark.parametrize(
    ("cards", "stuck"), [(["", ""], False), ([""], True), (["", ", if: n == 0"], True), (["", ", if: n == 1"], False)]
)
def test_a_deck_is_open_while_it_surely_has_cards(cards: list[str], stuck: bool) -> None:
    scenes = DECK + "".join(CARD % (number, number, more) for number, more in enumerate(cards))
    assert bool(found(scenes, "W105")) is stuck


def test_of_unreachable_scenes_that_lead_to_one_another_the_first_is_named() -> None:
    ring = "".join(
        f"  {name}:\n    text: A room.\n    choices:\n      - {{id: on, label: On., goto: {after}}}\n"
        for name, after in (("a", "b"), ("b", "a"), ("c", "a"))
    )
    assert found(gate() + ring, "W001") == [("W001", "no way leads to yard/c")]


def test_a_fact_taught_on_every_way_is_known() -> None:
    teach = "{id: look, label: Look., teach: {ann: well}, goto: yard}"
    other = "{id: in, label: Go in., goto: yard}"
    yard = "  yard:\n    knows: well\n    text: The yard.\n    choices:\n      - {id: leave, label: Leave., goto: end}"
    assert found(gate("The gate.", teach) + yard, "W107") == []
    assert found(gate("The gate.", other) + yard, "W107") == [("W107", "ann cannot know well here")]
    assert found(gate("The gate.", teach, other) + yard, "W107") == [("W107", "ann can come here without knowing well")]
    guarded = "{id: in, label: Go in., if: n > 1, goto: yard}"
    assert found(gate("The gate.", teach, guarded) + yard, "W107") == []


# choices


def test_what_something_asks_about_later_tells_two_choices_apart() -> None:
    ways = ("{id: a, label: Knock., goto: yard}", "{id: b, label: Shout., goto: yard}")
    leave = "      - {id: leave, label: Leave., goto: end}"
    assert found(gate("The gate.", *ways) + YARD + leave, "W203") == [("W203", "b does what a does")]
    asking = "  yard:\n    text: 'The yard{chosen(gate.a): , loud}.'\n    choices:\n"
    assert found(gate("The gate.", *ways) + asking + leave, "W203") == []


def test_choices_that_are_never_in_sight_together_may_be_alike() -> None:
    ways = ("{id: a, label: Go in., if: lamp, goto: end}", "{id: b, label: Go in., unless: lamp, goto: end}")
    assert found(gate("The gate.", *ways), "W202", "W203") == []


def test_routes_say_nothing_alike() -> None:
    wide = "trust > visits(gate) and trust > visits(yard)"
    routes = (f"{{id: a, if: {wide}, goto: end}}", "{id: b, if: n > 1 and lamp, goto: end}", "{id: c, goto: end}")
    yard = "  yard:\n    routes:\n" + "".join(f"      - {route}\n" for route in routes)
    assert found(gate("The gate.", "{id: in, label: Go in., goto: yard}") + yard, "W202") == []


def test_a_wide_label_counts_its_columns_and_its_longest_arm() -> None:
    wide = "東" * 31
    assert [code for code, _ in found(gate("The gate.", f"{{id: a, label: {wide}, goto: end}}"), "W205")] == ["W205"]
    arms = "{lamp: " + "a" * 61 + "|b}"
    assert [code for code, _ in found(gate("The gate.", f"{{id: a, label: '{arms}', goto: end}}"), "W205")] == ["W205"]
    assert found(gate("The gate.", f"{{id: a, label: {'a' * 60}, goto: end}}"), "W205") == []


def test_what_a_choice_says_counts_with_the_scene_it_leads_to() -> None:
    go = "{id: go, label: Go., text: " + "a " * 200 + ", goto: yard}"
    yard = "  yard:\n    text: " + "b " * 200 + "\n    choices:\n      - {id: leave, label: Leave., goto: end}"
    assert found(gate("The gate.", go) + yard, "W206") == [
        ("W206", "go, with yard/yard, shows 400 words before a choice")
    ]


def test_blocks_that_exclude_one_another_are_not_added_up() -> None:
    blocks = "  yard:\n    text:\n" + "".join(
        f"      - {{text: {'b ' * 200}, {key}: lamp}}\n" for key in ("if", "unless")
    )
    scenes = gate("The gate.", LIGHT, WALK) + blocks + "    choices:\n      - {id: leave, label: Leave., goto: end}"
    assert found(scenes, "W206") == []


def test_a_move_is_cut_only_where_it_always_is() -> None:
    moves = "{id: a, label: A., effects: {n: +3}, goto: yard}"
    more = "      - {id: b, label: B., effects: {n: +1}, goto: end}"
    assert found(gate("The gate.", moves) + YARD + more, "W204") == [
        ("W204", "n always stops at 3 here: it is 3 before")
    ]
    assert found(gate("The gate.", moves, WALK) + YARD + more, "W204") == []


def test_half_way_to_where_a_slot_always_is_never_moves_it() -> None:
    moves = "{id: a, label: A., effects: {n: =2}, goto: yard}"
    more = "      - {id: b, label: B., effects: {n: {half-way-to: 3}}, goto: end}"
    assert found(gate("The gate.", moves) + YARD + more, "W204") == [
        ("W204", "n never moves here: it is 2 before, and half way to 3")
    ]
    assert found(gate("The gate.", moves, WALK) + YARD + more, "W204") == []


def test_a_choice_that_counts_is_neither_better_nor_worse_than_one_that_talks() -> None:
    talk = "{id: talk, label: Talk., effects: {trust: {by: +2, why: So.}}, goto: end}"
    count = "{id: count, label: Count., effects: {trust: {half-way-to: 90, why: So.}}, goto: end}"
    say = "{id: say, label: Say it., effects: {trust: {by: +1, why: So.}}, goto: end}"
    assert found(gate("The gate.", talk, count), "W201", "W203") == []
    assert [code for code, _ in found(gate("The gate.", talk, count, say), "W201")] == ["W201"]
    again = count.replace("id: count", "id: sum").replace("Count.", "Sum.")
    assert [code for code, _ in found(gate("The gate.", count, again), "W203")] == ["W203"]


def test_a_gap_in_a_document_is_a_doubled_space() -> None:
    scenes = "  gate:\n    text:\n      - {doc: notice, text: 'one {lamp: two} three'}\n"
    scenes += f"    choices:\n      - {LIGHT}\n{YARD}      - {{id: back, label: Back., goto: gate}}"
    assert found(scenes, "W305") == [("W305", "without its text this leaves a doubled space")]
