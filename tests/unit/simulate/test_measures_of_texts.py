"""Each measure that is taken of what is written has a small story inside its band and one outside of it."""

from __future__ import annotations

import pytest

from fourfifths.model import Story
from fourfifths.simulate.measures import broken, measures
from fourfifths.simulate.measures.checks import checks
from fourfifths.simulate.measures.flags import economy, effective
from fourfifths.simulate.measures.measure import Band, Line, Unit, Verdict
from fourfifths.simulate.measures.memories import callbacks
from fourfifths.simulate.measures.options import distinctness, dominance
from tests.unit.simulate.worlds import TRUST, WEALTH, chain, line, scene, simulated, verdicts, words, world

IN, OUT, NOT = Verdict.INSIDE, Verdict.OUTSIDE, Verdict.ABSENT
RANDOM = ("random",)
LAMP = "lamp: {flag: false}\nrope: {flag: false}"


def setting(first: str, second: str, later: str) -> Story:
    """Two options that set something, and a scene two further on that may read it."""
    one, other = (f"effects: {{{name}: true}}, goto: s1" for name in (first, second))
    start = scene("s0", "Here.", f"id: a, label: A, {one}", f"id: b, label: B, {other}")
    return world(start + scene("s1", "There.", "id: on, label: On, goto: s2") + scene("s2", later), variables=LAMP)


def test_effective_options() -> None:
    both = effective(simulated(setting("lamp", "rope", "{lamp: Lit.|Dark.}{rope: Tied.}")))
    assert verdicts(both) == {"options": IN, "scenes with two reads": IN}
    one = effective(simulated(setting("lamp", "rope", "{lamp: Lit.|Dark.}")))
    assert verdicts(one) == {"options": OUT, "scenes with two reads": OUT}
    assert line(one, "options").found == ("a/s0.b",)
    assert line(one, "scenes with two reads").found == ("a/s0",)
    assert {each.verdict for each in effective(simulated(chain(3, options=1))).lines} == {NOT}


def test_a_way_that_another_scene_asks_about_is_an_effect() -> None:
    start = scene("s0", "Here.", "id: a, label: A, goto: s1", "id: b, label: B, goto: s2")
    ways = scene("s1", "One.", "id: on, label: On, goto: s3") + scene("s2", "Two.", "id: on, label: On, goto: s3")
    asks = scene("s3", "{seen(s1): One.}{seen(s2): Two.}")
    assert line(effective(simulated(world(start + ways + asks))), "options").value == 1
    assert line(effective(simulated(world(start + ways + scene("s3", "End.")))), "options").value == 0


def acted(acts: str, act: int) -> Story:
    start = scene("s0", "Here.", "id: a, label: A, effects: {lamp: true}, goto: s1", "id: b, label: B, goto: s1")
    middle = scene("s1", "There.", "id: on, label: On, goto: s2")
    last = scene("s2", "{lamp: Lit.|Dark.}", head=[f"act: {act}"])
    return world(start + middle + last, acts=acts, variables="lamp: {flag: false}")


def test_flag_economy() -> None:
    acts = "{1: {title: I}, 2: {title: II}}"
    kept = economy(simulated(acted(acts, 2)))
    assert verdicts(kept) == {"never read": IN, "two scenes on": IN, "later act": IN}
    dead = economy(simulated(setting("lamp", "rope", "{lamp: Lit.|Dark.}")))
    assert verdicts(dead) == {"never read": OUT, "two scenes on": IN, "later act": NOT}
    assert line(dead, "never read").found == ("rope",)
    start = scene("s0", "Here.", "id: a, label: A, effects: {lamp: true}, goto: s1", "id: b, label: B, goto: s1")
    near = world(
        start + scene("s1", "{lamp: Lit.|Dark.}", "id: on, label: On, goto: s2") + scene("s2", "End.", head=["act: 2"]),
        acts=acts, variables="lamp: {flag: false}",
    )  # fmt: skip
    assert verdicts(economy(simulated(near))) == {"never read": IN, "two scenes on": OUT, "later act": OUT}
    assert verdicts(economy(simulated(chain(2)))) == {"never read": IN, "two scenes on": NOT, "later act": NOT}


def test_a_memory_that_nobody_recalls_is_dead() -> None:
    keep = scene("s0", "Here.", "id: a, label: A, remember: {id: waved, seen-by: cy}, goto: s1")
    assert line(economy(simulated(world(keep + scene("s1", "End.")))), "never read").found == ("memory waved",)
    recalled = scene("s1", "{remembers(cy, waved): Cy nods.}")
    assert line(economy(simulated(world(keep + recalled))), "never read").value == 0


def moved(first: str, second: str) -> Story:
    start = scene("s0", "Here.", f"id: a, label: A, effects: {{{first}}}, goto: end",
                  f"id: b, label: B, effects: {{{second}}}, goto: end")  # fmt: skip
    return world(start + scene("end", "End."), meters=f"{TRUST}\n{WEALTH}")


def by(meter: str, amount: int) -> str:
    return f"{meter}: {{by: {amount:+d}, why: So it goes here.}}"


def test_no_dominance() -> None:
    fair = moved(f"{by('trust', 3)}, {by('wealth', -3)}", f"{by('trust', -3)}, {by('wealth', 3)}")
    assert verdicts(dominance(simulated(fair))) == {"dominated": IN, "a rise and a fall": IN}
    unfair = dominance(simulated(moved(by("trust", 3), by("trust", -3))))
    assert verdicts(unfair) == {"dominated": OUT, "a rise and a fall": OUT}
    assert line(unfair, "dominated").found == ("a/s0.b",)
    assert {each.verdict for each in dominance(simulated(chain(2))).lines} == {NOT}


def test_distinct_options() -> None:
    def pair(one: str, other: str, end: str = "end") -> float | None:
        start = scene("s0", "Here.", f"{one}, goto: end", f"{other}, goto: {end}")
        ends = scene("end", "End.") + (scene("s9", "Other.") if end == "s9" else "")
        return distinctness(simulated(world(start + ends, variables=LAMP + "\nsum: {int: 0..3}"))).lines[0].value

    lamp, rope = "effects: {lamp: true}", "effects: {rope: true}"
    assert pair(f"id: a, label: Take the lamp, {lamp}", f"id: b, label: Cut a rope, {rope}") == 1
    assert pair(f"id: a, label: Take the lamp, {lamp}", f"id: b, label: Take the rope, {rope}") == 0
    assert pair(f"id: a, label: Take lamp, {lamp}", f"id: b, label: Cut rope, {lamp}") == 0
    assert pair("id: a, label: Take lamp", "id: b, label: Cut rope", "s9") == 1
    same, other = words(12), words(8) + " and then some"
    assert pair(f"id: a, label: One, {lamp}, text: {same}", f"id: b, label: Two, {rope}, text: {other}") == 0
    assert pair(f"id: a, label: One, {lamp}, text: {same}", f"id: b, label: Two, {rope}, text: {words(9, 'z')}") == 1
    never = f"id: b, label: Take the lamp, if: lamp, {lamp}", f"id: c, label: Take a lamp, unless: lamp, {rope}"
    assert pair(*never) is None


ACTS = "{1: {title: I}, 2: {title: II}}"


def remembered(size: int, recall: bool = True) -> Story:
    """A memory of Cy's and Bo's, and a second act of so many words in which either comes back, or neither."""
    start = scene("s0", "Here.", "id: a, label: A, remember: {id: waved, seen-by: [cy, bo]}, goto: s1")
    back = "{remembers(cy, waved): Nods.}{remembers(bo, waved): Waves.}"
    last = scene("s1", f"{words(size)} {back}" if recall else words(size), head=["act: 2"])
    never = scene("s2", back)
    return world(start + last + never, acts=ACTS)


def overheard(size: int) -> Story:
    """The same, but Bo has it from Cy, overnight."""
    start = scene("s0", "Here.", "id: a, label: A, remember: {id: waved, seen-by: [cy]}, goto: night")
    night = "night:\n  hearsay: s1\n"
    last = scene("s1", f"{words(size)} {{remembers(cy, waved): Nods.}}{{told(bo, waved): Waves.}}", head=["act: 2"])
    return world(start + night + last, acts=ACTS, gossip="[[cy, bo]]")


def test_callbacks() -> None:
    often = callbacks(simulated(remembered(198), names=RANDOM))
    assert line(often, "per 1,000 words").value == pytest.approx(2000 / 200, rel=0.02)
    assert verdicts(often) == {"per 1,000 words": IN, "by others than who saw": OUT}
    heard = callbacks(simulated(overheard(198), names=RANDOM))
    assert line(heard, "by others than who saw").value == 0.5
    assert verdicts(heard) == {"per 1,000 words": IN, "by others than who saw": IN}
    never = callbacks(simulated(remembered(99, recall=False), names=RANDOM))
    assert verdicts(never) == {"per 1,000 words": OUT, "by others than who saw": NOT}
    assert {each.reason for each in callbacks(simulated(chain(2))).lines} == {"the story has no Act II"}


GATED = "nerve: {int: -5..5, start: 0}"
LEANING = """\
dispositions: [nerve]
policies:
  brave: {variables: {nerve: 1}}
  meek: {variables: {nerve: -1}}
"""


def barred(number: int, after: str, limit: str) -> str:
    dare = f"id: dare, label: Dare, needs: '{limit}', locked: You do not dare it., goto: {after}"
    return scene(f"g{number}", "Gate.", f"id: on, label: On, goto: {after}", dare)


def gated(shares: tuple[int, int]) -> Story:
    """Ten gates on nerve, after a choice that sets it high or low: so many are open to the brave, and to the meek."""
    start = scene("s0", "Here.", "id: up, label: Up, effects: {nerve: +5}, goto: g0",
                  "id: down, label: Down, effects: {nerve: -5}, goto: g0")  # fmt: skip
    scenes = []
    for number in range(10):
        after = f"g{number + 1}" if number < 9 else "end"
        opened = -5 if number < shares[1] else 5 if number < shares[0] else 6
        limit = f"nerve >= {opened}" if opened < 6 else "nerve >= 5 and lamp"
        scenes.append(barred(number, after, limit))
    return world(start + "".join(scenes) + scene("end", "End."), variables=f"{GATED}\nlamp: {{flag: false}}")


def test_check_rates() -> None:
    fair = checks(simulated(gated((7, 0)), LEANING))
    assert line(fair, "played to").value == pytest.approx(0.7)
    assert line(fair, "played to").verdict is IN
    assert verdicts(fair)["played against"] is OUT
    easy = checks(simulated(gated((10, 0)), LEANING))
    assert verdicts(easy)["played to"] is OUT
    assert line(easy, "failure's words to success's").verdict is NOT
    assert {each.reason for each in checks(simulated(chain(2))).lines[:2]} == {"no disposition is named"}
    ungated = world(scene("s0", "Here.", "id: a, label: A, effects: {nerve: +1}, goto: end") + scene("end", "End."),
                    variables=GATED)  # fmt: skip
    assert {each.reason for each in checks(simulated(ungated, LEANING)).lines[:2]} == {
        "no option is gated by a disposition"
    }


def test_those_who_play_against_a_gate_may_find_it_open() -> None:
    """Three gates of ten are low enough for the meek: a plain `nerve >= -4` after a step down of three."""
    start = scene("s0", "Here.", "id: up, label: Up, effects: {nerve: +3}, goto: g0",
                  "id: down, label: Down, effects: {nerve: -3}, goto: g0")  # fmt: skip
    scenes = []
    for number in range(10):
        after, limit = (f"g{number + 1}" if number < 9 else "end"), -4 if number < 3 else 3 if number < 6 else 4
        scenes.append(barred(number, after, f"nerve >= {limit}"))
    found = checks(simulated(world(start + "".join(scenes) + scene("end", "End."), variables=GATED), LEANING))
    assert (line(found, "played to").value, line(found, "played against").value) == (0.6, 0.3)
    assert [each.verdict for each in found.lines] == [IN, IN, NOT]


def test_every_measure_is_there_and_the_gates_are_those_of_the_rubric() -> None:
    found = measures(simulated(chain(3), personas=2))
    assert [each.id for each in found] == [*(f"A{number}" for number in range(1, 15)), "A22", "A23"]
    found = measures(simulated(moved(by("trust", 3), by("trust", -3))))
    assert broken(found) == [
        "A8 dominated", "A8 a rise and a fall",
    ]  # fmt: skip
    gates = {measure.id for measure in found for each in measure.lines if each.gate}
    assert gates <= {"A6", "A8", "A10", "A11", "A13"}


@pytest.mark.parametrize(
    ("band", "said"),
    [
        (Band(2.6, 3.8, places=1), "2.6 to 3.8"),
        (Band(None, 0.12, Unit.SHARE), "at most 12 %"),
        (Band(21_000, None, Unit.WORDS), "at least 21,000 words"),
        (Band(1, 1, Unit.SHARE), "100 %"),
        (Band(None, 0, Unit.SHARE), "none"),
    ],
)
def test_bands_are_said(band: Band, said: str) -> None:
    assert str(band) == said


def test_a_figure_on_the_edge_of_its_band_is_inside() -> None:
    assert Line("x", 0.12, Band(None, 0.12, Unit.SHARE)).verdict is IN
    assert Line("x", 0.1201, Band(None, 0.12, Unit.SHARE)).verdict is OUT
    assert Line("x", 0.12, Band(None, 0.12, Unit.SHARE)).shown == "12.0 %"
    assert Line("x", None, Band(None, 0.12), reason="no").shown == "-"
