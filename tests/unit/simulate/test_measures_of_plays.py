"""Each measure that is taken of plays has a small story inside its band and one outside of it."""

from __future__ import annotations

import pytest

from fourfifths.model import Story
from fourfifths.simulate.measures.coverage import coverage, knowledge
from fourfifths.simulate.measures.endings import endings
from fourfifths.simulate.measures.forked import fork_test
from fourfifths.simulate.measures.measure import Measure, Verdict
from fourfifths.simulate.measures.prompts import real_prompts, visible_locks
from fourfifths.simulate.measures.reading import bushiness, length, pace
from fourfifths.simulate.measures.response import response
from tests.unit.simulate.test_forks import planted
from tests.unit.simulate.worlds import TRUST, WEALTH, chain, line, scene, simulated, verdicts, words, world

IN, OUT, NOT = Verdict.INSIDE, Verdict.OUTSIDE, Verdict.ABSENT
RANDOM = ("random",)


def all_are(measure: Measure, verdict: Verdict) -> bool:
    return {each.verdict for each in measure.lines} == {verdict}


def test_pace() -> None:
    assert all_are(pace(simulated(chain(5, 100), names=RANDOM)), IN)
    slow = pace(simulated(chain(5, 400), names=RANDOM))
    assert all_are(slow, OUT)
    assert [each.value for each in slow.lines] == [400] * 4
    assert line(slow, "longest").found == ("before the choices of a/s4-0",)
    assert verdicts(pace(simulated(chain(5, 20), names=RANDOM)))["median"] is OUT
    assert all_are(pace(simulated(chain(5), text=False)), NOT)


def test_real_prompts() -> None:
    assert all_are(real_prompts(simulated(chain(9, options=3), names=RANDOM)), IN)
    assert all_are(real_prompts(simulated(chain(9, options=1), names=RANDOM)), OUT)
    assert line(real_prompts(simulated(chain(9, options=5), names=RANDOM)), "options").verdict is OUT


def test_length() -> None:
    book = length(simulated(chain(185, 118), names=RANDOM, runs=3))
    assert all_are(book, IN)
    assert line(book, "words").value == 185 * 118 + 1
    assert line(book, "choice points").value == 185
    assert all_are(length(simulated(chain(4), names=RANDOM)), OUT)
    assert verdicts(length(simulated(chain(185), names=RANDOM, runs=3, text=False)))["words"] is NOT


def test_bushiness() -> None:
    bushy = bushiness(simulated(chain(20, 40, lanes=4, options=4), names=RANDOM))
    assert all_are(bushy, IN)
    assert line(bushy, "share").value == pytest.approx(0.25, abs=0.01)
    assert all_are(bushiness(simulated(chain(20), names=RANDOM)), OUT)


def echoing(far: int) -> Story:
    """Every choice of forty is told of again so many choices later."""
    scenes, steps = [], 40
    for step in range(steps):
        after = f"s{step + 1}" if step < steps - 1 else "end"
        text = f"Room {step}." + (f"{{f{step - far}: Sweet {step}.|Sour {step}.}}" if step >= far else "")
        first = f"id: a, label: Left {step}, effects: {{f{step}: true}}, goto: {after}"
        scenes.append(scene(f"s{step}", text, first, f"id: b, label: Right {step}, goto: {after}"))
    flags = "\n".join(f"f{step}: {{flag: false}}" for step in range(steps))
    return world("".join(scenes) + scene("end", "End."), variables=flags)


def test_fork_test() -> None:
    inside = fork_test(simulated(echoing(16), names=(), personas=3))
    assert [each.verdict for each in inside.lines] == [IN, IN, IN, NOT]
    assert line(inside, "15 choices later").value == pytest.approx(24 / 40)
    near = fork_test(simulated(echoing(4), names=(), personas=3))
    assert [each.verdict for each in near.lines] == [IN, OUT, OUT, NOT]
    assert line(near, "3 choices later").value == pytest.approx(36 / 40)
    assert [each.verdict for each in fork_test(simulated(planted(None), names=(), personas=3)).lines][:3] == [OUT] * 3
    assert "--forks 0" in fork_test(simulated(planted(None), names=())).lines[0].reason


def test_fork_test_of_endings() -> None:
    ways = "".join(f"id: c{n}, label: L{n}, goto: e{n}\n" for n in range(3)).splitlines()
    ends = "".join(scene(f"e{n}", f"End {n}.") for n in range(3))
    assert (
        line(fork_test(simulated(world(scene("s0", "Here.", *ways) + ends), personas=4)), "another ending").value == 1
    )
    lone = scene("s0", "Here.", "id: a, label: A, goto: s1", "id: b, label: B, goto: s1")
    lone += scene(
        "s1",
        "There.",
        "id: on, label: On, goto: e0",
        "id: no, label: No, needs: lamp, locked: It is dark here., goto: e1",
    )
    dark = world(lone + ends.replace("e2", "e9"), variables="lamp: {flag: false}")
    assert line(fork_test(simulated(dark, personas=4)), "another ending").verdict is OUT


def walk(step: int, price: int) -> Story:
    """Four steps of trust up or down, with wealth the other way; eight and a half on the mean."""
    scenes = []
    for at in range(4):
        by, after = step - (at == 0), f"s{at + 1}" if at < 3 else "end"
        up = f"trust: {{by: +{by}, why: It goes up a bit.}}"
        down = f"trust: {{by: -{by}, why: It goes down a bit.}}"
        cost = f", wealth: {{by: -{price}, why: It costs a bit.}}" if price else ""
        gain = f", wealth: {{by: +{price}, why: It pays a bit.}}" if price else ""
        scenes.append(scene(f"s{at}", "Here.", f"id: up, label: Up, effects: {{{up}{cost}}}, goto: {after}",
                            f"id: down, label: Down, effects: {{{down}{gain}}}, goto: {after}"))  # fmt: skip
    return world("".join(scenes) + scene("end", "End."), meters=f"{TRUST}\n{WEALTH}")


def test_meter_response() -> None:
    found = response(simulated(walk(9, 9), runs=2000, text=False))
    assert [each.name for each in found.lines if each.name.startswith("trust") and each.verdict is not IN] == []
    assert line(found, "trust: deviation").value == pytest.approx(17.5, abs=0.5)
    assert line(found, "trust: 15 or less").value == pytest.approx(1 / 16, abs=0.02)
    tight = response(simulated(walk(2, 0), text=False))
    trust = {name.partition(": ")[2]: verdict for name, verdict in verdicts(tight).items() if "trust: " in name}
    assert trust == {
        "deviation": OUT, "15 or less": OUT, "85 or more": OUT,
        "wanted, deviations up": IN, "wanted, another falls by": OUT,
    }  # fmt: skip
    assert line(tight, "wealth: wanted, deviations up").verdict is NOT
    assert all_are(response(simulated(walk(9, 9), names=("first",))), NOT)
    assert all_are(response(simulated(chain(2))), NOT)


PEOPLE_POLICIES = "policies:\n  coalition: {variables: {right: 1}, prefer: hall.table, careless: 25}\n" + "".join(
    f"  friend-{n}: {{prefer: hall.e{n}}}\n" for n in range(7)
)


def earned(last: int = 7, free: str = "") -> Story:
    """Seven endings anybody comes to, and one for who was right seven times."""
    scenes = []
    for step in range(7):
        after = f"s{step + 1}" if step < 6 else "hall"
        right = f"id: right, label: Right {step}, effects: {{right: +1, trust: {{by: -2, why: It costs a bit.}}}}"
        wrong = f"id: wrong, label: Wrong {step}, effects: {{trust: {{by: +2, why: It pleases them.}}}}"
        scenes.append(scene(f"s{step}", "Here.", f"{right}, goto: {after}", f"{wrong}, goto: {after}"))
    ways = [f"id: e{n}, label: E{n}, goto: e{n}" for n in range(7)]
    hall = scene("hall", "Hall.", *ways, f"id: table, label: Table, if: right >= {last}, goto: table")
    ends = "".join(scene(name, "End.") for name in [*(f"e{n}" for n in range(7)), "table"])
    return world("".join(scenes) + hall + ends + free, meters=TRUST, variables="right: {int: 0..7}")


def policies_of(story: str) -> str:
    return story.replace("hall.", "a/hall.")


def test_endings_that_are_earned() -> None:
    found = endings(simulated(earned(), policies_of(PEOPLE_POLICIES), runs=1000, others=200, text=False))
    assert all_are(found, IN), [(each.name, each.value) for each in found.lines]
    assert line(found, "hardest at random").found == ("table",)


def test_endings_that_are_given() -> None:
    easy = endings(simulated(earned(0), policies_of(PEOPLE_POLICIES), runs=1000, others=200, text=False))
    assert line(easy, "hardest at random").verdict is OUT
    assert line(easy, "hardest by greed").verdict is OUT
    ways = [f"id: w{n}, label: W{n}, goto: e{max(0, n - 4)}" for n in range(11)]
    lopsided = world(scene("s0", "Here.", *ways) + "".join(scene(f"e{n}", "End.") for n in range(8)))
    found = endings(simulated(lopsided, runs=500, text=False))
    assert verdicts(found) == {
        "reached by nobody": OUT, "likeliest at random": OUT, "entropy at random": OUT, "hardest at random": IN,
        "hardest by greed": NOT, "hardest by coalition": NOT, "never 20 % for anybody": OUT,
    }  # fmt: skip
    assert line(found, "reached by nobody").found == ("e7",)


def test_endings_of_a_story_with_few_are_only_reached_or_not() -> None:
    found = endings(simulated(chain(2)))
    assert verdicts(found).pop("reached by nobody") is IN
    assert [each.verdict for each in found.lines[1:]] == [NOT] * 6
    assert "1 ending" in found.lines[1].reason
    ways = [f"id: w{n}, label: W{n}, goto: e{n}" for n in range(5)]
    five = world(scene("s0", "Here.", *ways) + "".join(scene(f"e{n}", "End.") for n in range(5)))
    assert "2.32 bits" in line(endings(simulated(five)), "entropy at random").reason


def two_people(ann: int, bo: int, when: str = "lamp") -> Story:
    """Ann and Bo with so many words; a text and a choice of Bo's depend on what Ann did."""
    light, leave = "id: light, label: Light, effects: {lamp: true}, goto: s1", "id: leave, label: Leave, goto: s1"
    odd = f"id: odd, label: Odd, if: {when}, goto: s2"
    first = scene("s0", words(ann), light, leave)
    second = scene("s1", words(bo, "b") + f"{{{when}: lit|dark}}", "id: on, label: On, goto: s2", odd, head=["pov: bo"])
    return world(first + second + scene("s2", "End."), variables="lamp: {flag: false}\nrope: {flag: false}")


def test_coverage_and_balance() -> None:
    assert all_are(coverage(simulated(two_people(50, 50))), IN)
    missing = coverage(simulated(two_people(50, 10, "rope")))
    assert verdicts(missing) == {
        "scenes": IN, "options": OUT, "conditional texts": OUT, "runs with fair shares": OUT
    }  # fmt: skip
    assert line(missing, "options").found == ("a/s1.odd",)
    lost = world(scene("s0", "Here.", "id: on, label: On, goto: end", "id: no, label: No, if: lamp, goto: s1")
                 + scene("s1", "Dark.", "id: on, label: On, goto: end") + scene("end", "End."),
                 variables="lamp: {flag: false}")  # fmt: skip
    assert line(coverage(simulated(lost)), "scenes").found == ("a/s1",)
    bare = coverage(simulated(two_people(50, 50), text=False))
    assert [each.verdict for each in bare.lines] == [IN, IN, NOT, NOT]


def gate(others: int) -> Story:
    free = [f"id: c{n}, label: C{n}, goto: end" for n in range(others)]
    shut = "id: shut, label: Shut, needs: lamp, locked: It is dark in there., goto: end"
    return world(scene("s0", "Here.", *free, shut) + scene("end", "End."), variables="lamp: {flag: false}")


def test_visible_locks() -> None:
    assert all_are(visible_locks(simulated(gate(7))), IN)
    assert verdicts(visible_locks(simulated(gate(1)))) == {"locked": OUT, "with a reason": IN}
    assert verdicts(visible_locks(simulated(chain(3)))) == {"locked": OUT, "with a reason": NOT}


def test_knowledge() -> None:
    taught = "id: ask, label: Ask, teach: {ann: well}, goto: s1"
    guess = "id: guess, label: Guess, goto: s1"
    end = scene("s1", "The well is dry.", "id: on, label: On, goto: end", head=["knows: [well]"]) + scene("end", "End.")
    facts = "{well: {text: The well is dry.}}"
    safe = world(scene("s0", "Here.", taught) + end, facts=facts)
    assert all_are(knowledge(simulated(safe)), IN)
    broken = knowledge(simulated(world(scene("s0", "Here.", taught, guess) + end, facts=facts)))
    assert all_are(broken, OUT)
    assert broken.lines[0].found == ("a/s1: well",)
    assert all_are(knowledge(simulated(chain(2))), NOT)
