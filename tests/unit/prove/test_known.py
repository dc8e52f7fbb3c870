"""Small stories whose truth is known by their making: contradictions, gates with one way, clamps, loops, cards.

Each names what must be impossible; everything else it names must be reachable, by a witness. All ways of proving must
say the same: with walks, by all states, back from the target by sets of combinations, by cubes
alone, and by one meter at a time.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from fourfifths.prove.prover import prove
from fourfifths.prove.verdict import Answer, Budget
from tests.unit.prove.worlds import story, truth

END = "  end:\n    text: The end.\n    ends: {id: end, title: End}\n"
BUDGETS = {
    "walks": Budget(),
    "all": Budget(0, 0, around=0, varied=0),
    "back": Budget(0, 0, bits=0, around=0, varied=0),
    "cubes": Budget(0, 0, bits=0, around=0, varied=0, side=1, wide=1),
    "views": Budget(0, 0, bits=0, around=0, varied=0, side=1 << 8),
}


class Case(NamedTuple):
    name: str
    scenes: str
    never: tuple[str, ...] = ()
    ever: tuple[str, ...] = ()
    meters: tuple[tuple[str, int, int], ...] = (("m0", 100, 50),)


def way(number: int, goto: str = "", asks: str = "", does: str = "", more: str = "") -> str:
    lines = [f"      - id: c{number}", f"        label: Way {number}."]
    lines += [f"        if: {asks}"] if asks else []
    lines += [f"        effects: {{{does}}}"] if does else []
    lines += [f"        goto: {goto}"] if goto else ["        text: It is done."]
    lines += [f"        {more}"] if more else []
    return "\n".join(lines) + "\n"


def scene(name: str, *ways: str, text: str = "Here.", more: str = "") -> str:
    return f"  {name}:\n    text: '{text}'\n" + (f"    {more}\n" if more else "") + "    choices:\n" + "".join(ways)


def by(amount: int, meter: str = "m0") -> str:
    return f"{meter}: {{by: {amount:+d}, why: So.}}"


def half(to: int, meter: str = "m0") -> str:
    return f"{meter}: {{half-way-to: {to}, why: So.}}"


def hub(asks: str, *does: str, back: str = "s0") -> str:
    """A scene that each way leads back to, and a gate out of it beside a free way."""
    ways = [way(number, back, does=each) for number, each in enumerate(does)]
    return scene("s0", *ways, way(8, "gold", asks), way(9, "end")) + scene("gold", way(0, "end")) + END


def gate(asks: str, *does: str) -> str:
    """A line of scenes with one way each that does something, then a gate."""
    parts = [scene(f"s{n}", way(0, f"s{n + 1}", does=each)) for n, each in enumerate(does)]
    last = scene(f"s{len(does)}", way(0, "gold", asks), way(1, "end"))
    return "".join(parts) + last + scene("gold", way(0, "end")) + END


def fork(asks: str, *does: tuple[str, str]) -> str:
    """A line of scenes with two ways each, then a gate."""
    parts = [scene(f"s{n}", way(0, f"s{n + 1}", does=a), way(1, f"s{n + 1}", does=b)) for n, (a, b) in enumerate(does)]
    last = scene(f"s{len(does)}", way(0, "gold", asks), way(1, "end"))
    return "".join(parts) + last + scene("gold", way(0, "end")) + END


def told(asks: str, *does: tuple[str, str]) -> str:
    """A line of scenes with two ways each, then a text of which one arm asks for something."""
    names = [f"s{n}" for n in range(1, len(does))] + ["end"]
    ways = zip(does, names, strict=True)
    parts = [scene(f"s{n}", way(0, to, does=a), way(1, to, does=b)) for n, ((a, b), to) in enumerate(ways)]
    return "".join(parts) + END.replace("The end.", f"'{{{asks}: So|else}}.'")


GOLD, NO = ("scene w/gold",), ()
SUMS = (("m0", 100, 50), ("m1", 100, 50))


def gates() -> list[Case]:
    rows: list[tuple[str, str, bool]] = [
        ("a gate that opens at the start", gate("m0 >= 50"), True),
        ("a gate one above the start", gate("m0 >= 51"), False),
        ("a contradiction in one condition", hub("m0 >= 60 and m0 <= 59", by(1), by(-1)), False),
        ("a narrow gate between steps", gate("m0 == 56", by(5), by(1)), True),
        ("a gate missed by one", gate("m0 == 57", by(5), by(1)), False),
        ("buckets would open this", fork("m0 >= 60", (by(5), by(5)), (by(2), by(2))), False),
        ("buckets would close this", fork("m0 >= 61", (by(5), by(9)), (by(2), by(2))), True),
        ("two steps of three", fork("m0 == 53", (by(1), by(3)), (by(2), by(9))), True),
        ("no sum of these", fork("m0 == 54", (by(1), by(5)), (by(1), by(5))), False),
        ("a parity that holds", fork("m0 == 55", (by(2), by(4)), (by(2), by(4))), False),
        ("a clamp at the top that is needed", gate("m0 == 90", by(60), by(-10)), True),
        ("a clamp at the top that forbids", gate("m0 == 100", by(60), by(-10)), False),
        ("a clamp at the bottom that is needed", gate("m0 == 10", by(-60), by(10)), True),
        ("a clamp at the bottom that forbids", gate("m0 == 0", by(-60), by(10)), False),
        ("only one order clamps", fork("m0 == 40", (by(70), by(-60)), (by(-60), by(70))), True),
        ("no order gives it", fork("m0 == 41", (by(70), by(-60)), (by(-60), by(70))), False),
        ("a flag that is set", gate("f0", "f0: true"), True),
        ("a flag that nothing sets", gate("f0", "f1: true"), False),
        ("a flag that is cleared again", gate("f0", "f0: true", "f0: false"), False),
        ("a flag set after it was cleared", gate("f0", "f0: false", "f0: true"), True),
        ("two flags of which one can be had", fork("f0 and f1", ("f0: true", "f1: true")), False),
        ("two flags, two chances", fork("f0 and f1", ("f0: true", "f1: true"), ("f0: true", "f1: true")), True),
        ("a word that was written over", gate("e0 == green", "e0: green", "e0: blue"), False),
        ("a word that is last", gate("e0 == blue", "e0: green", "e0: blue"), True),
        ("words exclude one another", hub("e0 == green and e0 == blue", "e0: green", "e0: blue"), False),
        ("a word and a flag of the other way", fork("e0 == green and f0", ("e0: green", "f0: true")), False),
        ("a hub that counts up", hub("n0 >= 4", "n0: +1"), True),
        ("a hub that cannot count so far", hub("n0 >= 5", "n0: +1"), False),
        ("a hub in threes", hub("m0 == 59", by(3)), True),
        ("a hub in threes never there", hub("m0 == 58", by(3)), False),
        ("a hub in threes by the clamp", hub("m0 == 100", by(3)), True),
        ("down from the clamp in threes", hub("m0 == 58", by(3), by(-3)), True),
        ("a hub of sixes without a clamp", hub("n0 == 1 and n0 == 3", "n0: +2"), False),
        ("numbers compared with one another", gate("m0 > n0 * 20", "n0: +3"), False),
        ("numbers compared, and it holds", gate("m0 > n0 * 20", "n0: +2"), True),
        ("a count that stops at nothing", gate("n0 == 3", "n0: -2", "n0: +3"), True),
        ("a count that stops at its end", gate("n0 == 3", "n0: +4", "n0: -2"), False),
        ("the scene was seen", gate("seen(s0)"), True),
        ("a scene that comes later was not seen", gate("seen(gold)"), False),
        ("seen twice needs a way back", gate("visits(s0) >= 2", by(1)), False),
        ("seen twice with a way back", hub("visits(s0) >= 3", by(1)), True),
    ]
    return [Case(name, body, NO if opens else GOLD, GOLD if opens else NO) for name, body, opens in rows]


def readings() -> list[Case]:
    """No choice hangs on these, so no search for another question comes by what they ask for."""
    flags, words, sums = ("f0: true", "f1: true"), ("e0: green", "e0: blue"), (by(7), by(-4))
    rows: list[tuple[str, str, bool]] = [
        ("both flags to be read of", told("f0 and f1", flags, flags), True),
        ("both flags, one day", told("f0 and f1", flags), False),
        ("a flag that was not cleared", told("f0 and n0 == 1", ("f0: true", "n0: +1"), ("f0: false", "n0: +1")), True),
        (
            "a flag cleared with the count",
            told("f0 and n0 == 2", ("f0: true", "n0: +1"), ("f0: false", "n0: +1")),
            False,
        ),
        ("the word before last", told("e0 == green and f0", words, ("f0: true", "e0: red")), True),
        ("a word and what replaced it", told("e0 == green and f0", words, ("f0: true, e0: red", "f1: true")), False),
        ("one sum of eight", told("m0 == 60", sums, sums, sums), True),
        ("none of eight sums", told("m0 == 59", sums, sums, sums), False),
        ("sums that clamp in one order", told("m0 == 93", (by(60), by(-7)), (by(-7), by(60)), ("", by(9))), True),
        ("sums that clamp in no order", told("m0 == 94", (by(60), by(-7)), (by(-7), by(60)), ("", by(9))), False),
        ("set, then moved", told("n0 == 3", ("n0: =2", "n0: +2"), ("n0: =0", "n0: +1")), True),
        ("moved, then set", told("n0 == 3", ("n0: +3", "n0: +2"), ("n0: =2", "n0: +3, f0: true")), False),
        ("set is not added to", told("n0 == 4", ("n0: =2", "n0: +1"), ("n0: =2", "n0: +1")), False),
        ("two meters together", told("m0 >= 57 and m1 >= 57", (by(7), by(7, "m1")), (by(7), by(7, "m1"))), True),
        ("two meters in one day", told("m0 >= 57 and m1 >= 57", (by(7), by(7, "m1"))), False),
        ("either of two", told("(f0 and m0 >= 57) or (f1 and m0 <= 46)", flags, sums), True),
        ("neither of two", told("(f0 and m0 >= 58) or (f1 and m0 <= 45)", flags, sums), False),
    ]
    days = [("f0: true", "n0: =0"), ("n0: =0", "f1: true"), ("n0: +2", "n0: +1"), ("e0: red", "e0: green")]
    asks = "f0 and f1 and n0 == {} and e0 == green"
    rows += [
        ("one way of sixteen", told(asks.format(2), *days), True),
        ("none of sixteen ways", told(asks.format(3), *days), False),
    ]
    arm = ("shown w/end:text0/0.then",)
    return [Case(name, body, NO if opens else arm, arm if opens else NO, SUMS) for name, body, opens in rows]


def half_ways() -> list[Case]:
    """Meters and counts that are taken half way to a number, rounded down."""
    audit = "n0: {half-way-to: 4}"
    talked = (by(3) + ", f0: true", by(5)), (half(22), half(22))
    rows: list[tuple[str, str, bool]] = [
        ("an odd value from an even step", gate("m0 == 37", by(2), half(22)), True),
        ("no odd value by even steps alone", gate("m0 == 37", by(2), by(-14)), False),
        ("half way is rounded down", gate("m0 == 37", by(3), half(22)), True),
        ("half way is not rounded up", gate("m0 == 38", by(3), half(22)), False),
        ("a gate that half way closes", gate("m0 >= 62", by(50), half(22)), False),
        ("a gate that half way leaves open", gate("m0 >= 61", by(50), half(22)), True),
        ("first the count, then the word", fork("m0 == 46", (half(22), by(10)), (by(10), half(22))), True),
        ("no order gives it half way", fork("m0 == 45", (half(22), by(10)), (by(10), half(22))), False),
        ("round and round from above", hub("m0 == 22", half(22)), True),
        ("never under it from above", hub("m0 == 21", half(22)), False),
        ("round and round from below", hub("m0 == 89", half(90)), True),
        ("never quite there from below", hub("m0 == 90", half(90)), False),
        ("there by one step more", hub("m0 == 90", half(90), by(1)), True),
        ("between two numbers", hub("m0 == 60", half(20), half(80)), True),
        ("never past the lower of two", hub("m0 == 19", half(20), half(80)), False),
        ("never up to the higher of two", hub("m0 == 80", half(20), half(80)), False),
        ("half of all there is", gate("m0 == 0", half(0), half(0), half(0), half(0), half(0), half(0)), True),
        ("a half too few", gate("m0 == 0", half(0), half(0), half(0), half(0), half(0)), False),
        ("a count half way", gate("n0 == 3", audit, audit), True),
        ("a count not all the way", hub("n0 == 4", audit), False),
        ("the clamp before half way", gate("m0 == 61", by(90), half(22)), True),
        ("what was talked up is remembered", fork("m0 == 37 and f0", *talked), True),
        ("what was not talked up so far", fork("m0 == 38 and f0", *talked), False),
        ("the count of each meter", fork("m0 == 36 and m1 == 70", (half(22), half(90, "m1"))), False),
        ("both meters' counts", gate("m0 == 36 and m1 == 70", half(22), half(90, "m1")), True),
    ]
    lock = "needs: m0 >= 40\n        locked: Not yet."
    made = [Case(name, body, NO if opens else GOLD, GOLD if opens else NO, SUMS) for name, body, opens in rows]
    parts = scene("s0", way(0, "s1", does=half(22)), way(1, "s1", does=by(7) + ", n0: +1"))
    audited = parts + scene("s1", way(0, "s2", does=half(22)))
    eaten = gate("m0 == 22", by(-28), half(22))
    return [
        *made,
        Case("a lock that no count opens", audited + scene("s2", way(0, "end", more=lock), way(1, "end")) + END,
             ("open w/s2.c0", "taken w/s2.c0"), ("locked w/s2.c0", "moves w/s1.c0 m0")),
        Case("a lock that the count leaves open", audited.replace("by: +7", "by: +30") + scene("s2",
             way(0, "end", more=lock), way(1, "end")) + END, (), ("open w/s2.c0", "locked w/s2.c0")),
        Case("half way to where it is", eaten, ("moves w/s1.c0 m0",), GOLD),
        Case("half way from one under", eaten.replace("-28", "-29").replace("== 22", "== 21"), ("moves w/s1.c0 m0",),
             GOLD),
        Case("half way from one over", eaten.replace("-28", "-27"), (), ("moves w/s1.c0 m0", *GOLD)),
    ]  # fmt: skip


def others() -> list[Case]:
    once = scene("s0", way(0, "s0", more="once: true"), way(1, "s1")) + scene("s1", way(0, "end"))
    deck = "deck: {tag: t, show: 1, count: n0, limit: 2}"
    card = "  {name}:\n    card: {{tags: [t], title: C, priority: {rank}}}\n    text: C.\n    choices:\n"
    cards = "".join(card.format(name=f"k{n}", rank=9 - n) + way(0, "s0") for n in range(3))
    lock = "needs: m0 >= 80\n        locked: Not yet."
    days = [scene(f"s{n}", way(0, f"s{n + 1}", does=by(-9)), way(1, f"s{n + 1}", does=by(9))) for n in range(4)]
    either = scene("s3", way(0, "end", "f0"), way(1, "end"))
    forked = [(by(7), by(-4)), (by(7), by(-4)), ("f0: true, " + by(-50), by(1))]
    weaker = told("m0 == 54", *forked).replace("goto: end", "goto: s3").replace("  end:\n", either + "  end:\n")
    stays = scene("s0", way(0, does="n0: +1", more="once: false"), way(1, "end", "n0 >= 3"), way(2, "end")) + END
    return [
        Case("the way that asks for less is the one", weaker, (), ("shown w/end:text0/0.then",)),
        Case("three stays open the way", stays, (), ("taken w/s0.c1",)),
        Case("the sum of two meters", gate("m0 + m1 >= 110", by(5), by(4, "m1")), GOLD, (), SUMS),
        Case("one meter pays for the other", fork("m0 >= 55 and m1 >= 55", (by(5), by(5, "m1"))), GOLD, (), SUMS),
        Case("both meters in two steps", fork("m0 >= 55 and m1 >= 55", *[(by(5), by(5, "m1"))] * 2), (), GOLD, SUMS),
        Case("a choice is taken once", once + END, ("stuck w/s0", "scene w/gold"), ("taken w/s0.c0", "scene w/s1")),
        Case("a lock that never opens", scene("s0", way(0, "end", more=lock), way(1, "end")) + END,
             ("open w/s0.c0", "taken w/s0.c0"), ("locked w/s0.c0", "ending end")),
        Case("a lock that opens by one sequence", "".join(days) + scene("s4", way(0, "end", more=lock), way(1, "end"))
             + END, (), ("open w/s4.c0", "locked w/s4.c0")),
        Case("nothing to choose after two days", "".join(days[:2]) + scene("s2", way(0, "end", "m0 >= 40")) + END,
             (), ("stuck w/s2", "ending end")),
        Case("an effect the end always eats", gate("m0 == 100", by(90), by(7)), ("moves w/s1.c0 m0",), GOLD),
        Case("an arm of the second visit", scene("s0", way(0, "end"), text="{One|two}") + END,
             ("shown w/s0:text0/0.1",), ("shown w/s0:text0/0.0",)),
        Case("the last card is never dealt", scene("s0", way(0, "end", "n0 >= 2"), more=deck) + cards + END,
             ("dealt w/s0.w/k2", "scene w/k2", "stuck w/s0"), ("taken w/s0.w/k1", "ending end")),
        Case("staying does not show the text again", scene("s0", way(0, does="f0: true"), way(1, "end"),
             text="{f0: late|early}") + END, ("shown w/s0:text0/0.then",), ("shown w/s0:text0/0.else",)),
    ]  # fmt: skip


CASES = [*gates(), *readings(), *half_ways(), *others()]


def wrong(case: Case, budget: Budget) -> str:
    """What the prover gets wrong in a case, empty where nothing."""
    made = story(case.scenes, case.meters)
    known = truth(made).met
    assert set(case.ever) <= known
    assert not set(case.never) & known
    proof = prove(made, budget=budget)
    keys = {verdict.target.key for verdict in proof.verdicts}
    lost = (known & keys) ^ {verdict.target.key for verdict in proof.of(Answer.REACHABLE)}
    unknown = [verdict.target.key for verdict in proof.of(Answer.UNKNOWN)]
    unchecked = [verdict.target.key for verdict in proof.of(Answer.IMPOSSIBLE) if not verdict.checked]
    return f"wrong {sorted(lost)} unknown {unknown} unchecked {unchecked}" if lost or unknown or unchecked else ""


@pytest.mark.parametrize("budget", BUDGETS.values(), ids=BUDGETS)
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_known_of_a_small_story_is_proved_in_every_way(case: Case, budget: Budget) -> None:
    assert not wrong(case, budget)


def test_there_are_as_many_as_was_asked_for() -> None:
    assert len({case.name for case in CASES}) >= 60
