"""A proof that goes on from an earlier one: what holds is kept, what does not is sought, and nothing is believed."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from fourfifths.diagnostics import Span, StoryError
from fourfifths.model import Story
from fourfifths.proofs import Finding, Kept, Play, read, write
from fourfifths.proofs.prints import prints
from fourfifths.prove import again as module
from fourfifths.prove.again import Again, changed
from fourfifths.prove.findings import findings
from fourfifths.prove.keeping import kept, recalled
from fourfifths.prove.prover import Prover
from fourfifths.prove.reasons import Reasons
from fourfifths.prove.verdict import Answer, Budget, Proof
from tests.unit.prove.test_known import CASES, by, fork, gate, scene, way
from tests.unit.prove.test_truth import BACK_ONLY, wrong
from tests.unit.prove.worlds import stories, story, truth

EXAMPLES = int(os.environ.get("FOURFIFTHS_PROVE_EXAMPLES", "25"))
SETTINGS = {"deadline": None, "suppress_health_check": list(HealthCheck)}
QUICK = Budget(steps=4000, idle=50)
BEFORE = gate("m0 >= 60", by(5), by(1)) + ""
AFTER = BEFORE.replace("text: 'Here.'", "text: 'There.'", 1)


def wide(body: str) -> Story:
    return story(body, (("m0", 100, 50),))


def nothing(done: int, of: int) -> None:
    pass


def proved(made: Story, before: Kept | None = None, budget: Budget = QUICK) -> tuple[Again, Proof, Kept]:
    """A proof, and what is kept of it, by way of its file's form."""
    work = Again(made, 0, budget, before)
    proof = work.run(nothing)
    return work, proof, kept(work, proof, Reasons(made, proof, work.prover.atlas), findings(work.prover, proof))


def answers(proof: Proof) -> dict[str, Answer]:
    return {verdict.target.key: verdict.answer for verdict in proof.verdicts}


def never_searches(patch: pytest.MonkeyPatch) -> None:
    def run(self, _):
        raise AssertionError([target.key for target in self.targets])

    patch.setattr(Prover, "run", run)


@pytest.mark.parametrize("case", CASES[::4], ids=[case.name for case in CASES[::4]])
def test_an_unchanged_story_is_not_searched_again(case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = story(case.scenes, case.meters)
    _, first, before = proved(made)
    write(tmp_path / "p", before)
    again = read(tmp_path / "p")
    never_searches(monkeypatch)
    work, second, after = proved(made, again)
    assert answers(second) == answers(first)
    assert (work.held.sought, work.held.changed) == (0, ())
    assert all(v.checked for v in second.of(Answer.IMPOSSIBLE))
    assert all(v.witness for v in second.of(Answer.REACHABLE))
    assert after.entries == before.entries
    assert recalled(work, again) is not None


def test_what_an_edit_did_not_touch_is_not_sought_again() -> None:
    _, _, before = proved(wide(BEFORE))
    edited = BEFORE.replace("label: Way 1.", "label: '{f0: Way one.|Way 1.}'", 1)
    work, proof, _ = proved(wide(edited), before)
    assert 0 < work.held.sought < len(proof.verdicts) / 2
    assert len(work.held.changed) == 1
    assert answers(proof) == answers(proved(wide(edited))[1])


def test_a_text_alone_changes_no_verdict_and_is_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    _, first, before = proved(wide(BEFORE))
    never_searches(monkeypatch)
    work, proof, _ = proved(wide(AFTER), before)
    assert work.held.changed == ("w/s0",)
    assert answers(proof) == answers(first)
    assert recalled(work, before) is None


def test_an_impossible_thing_that_an_edit_makes_possible_is_found() -> None:
    _, first, before = proved(wide(gate("m0 >= 60", by(5), by(1))))
    assert answers(first)["scene w/gold"] is Answer.IMPOSSIBLE
    _, proof, _ = proved(wide(gate("m0 >= 60", by(5), by(5))), before)
    assert answers(proof)["scene w/gold"] is Answer.REACHABLE


def test_a_possible_thing_that_an_edit_makes_impossible_is_found() -> None:
    _, _, before = proved(wide(gate("m0 >= 60", by(5), by(5))))
    _, proof, _ = proved(wide(gate("m0 >= 60", by(5), by(4))), before)
    assert answers(proof)["scene w/gold"] is Answer.IMPOSSIBLE


def test_plays_go_on_through_a_scene_that_is_new() -> None:
    body = fork("m0 == 52", (by(1), by(3)), (by(1), by(9)), (by(0 - 2), by(2)))
    body = body.replace("m0 == 52", "m0 >= 1")
    _, _, before = proved(wide(body))
    entered = body.replace("goto: s2", "goto: s1b", 2) + scene("s1b", way(0, "s2")).replace("c0", "new")
    none = Budget(steps=0, idle=0, around=0, states=0, nodes=0, bits=0)
    work, proof, _ = proved(wide(entered), before, none)
    assert work.held.changed == ("w/s1", "w/s1b")
    assert answers(proof)["scene w/gold"] is Answer.REACHABLE


def test_facts_that_are_not_so_are_not_believed() -> None:
    made = wide(gate("m0 >= 55", by(5), by(1)))
    _, _, before = proved(made)
    entry = before.entries["scene w/gold"]
    assert entry.answer == "reachable"
    lies = [{"w/gold": ({},)}, {}, {"w/gold": ({},), "w/s2": ({},)}, {"w/s2": ({"m0": 1},), "w/gold": ({},)}]
    for facts in lies:
        lie = replace(entry, answer="impossible", facts=facts, play=None, checked=True)
        entries = {key: replace(each, play=None) for key, each in before.entries.items()} | {entry.key: lie}
        _, proof, _ = proved(made, replace(before, entries=entries), BACK_ONLY)
        assert answers(proof)["scene w/gold"] is Answer.REACHABLE


def test_plays_that_are_none_are_not_believed() -> None:
    made = wide(gate("m0 >= 60", by(5), by(1)))
    _, first, before = proved(made)
    lies = {
        key: replace(entry, answer="reachable", facts=None, play=Play(0, ("c0", "c0", "c0", "c9", "c0")))
        for key, entry in before.entries.items()
    }
    _, proof, _ = proved(made, replace(before, entries=lies))
    assert answers(proof) == answers(first)


def test_a_proof_that_is_stopped_keeps_what_was_decided() -> None:
    made = wide(gate("m0 >= 60", by(5), by(1)))
    whole = answers(proved(made)[1])

    def stop(done: int, of: int) -> None:
        if done > of // 2:
            raise KeyboardInterrupt

    work = Again(made, 0, BACK_ONLY)
    with pytest.raises(KeyboardInterrupt):
        work.run(stop)
    part = work.stopped()
    half = kept(work, part, Reasons(made, part, work.prover.atlas), None)
    assert not half.fresh(made)
    decided = {key: answer for key, answer in answers(part).items() if answer is not Answer.UNKNOWN}
    assert len(whole) / 3 < len(decided) < len(whole)
    assert decided.items() <= whole.items()
    rest, proof, _ = proved(made, half, BACK_ONLY)
    assert answers(proof) == whole
    assert rest.held.verdicts >= len(decided)


def test_what_no_search_of_this_size_decided_is_not_sought_again_with_the_same() -> None:
    made = wide(gate("m0 >= 60", by(5), by(1)))
    small = Budget(steps=0, idle=0, around=0, states=0, nodes=0, bits=0)
    _, first, before = proved(made, None, small)
    assert first.unknown
    work, second, _ = proved(made, before, small)
    assert work.held.sought == 0
    assert answers(second) == answers(first)
    _, third, _ = proved(made, before)
    assert not third.unknown


def test_findings_whose_plays_cannot_be_played_are_not_taken_over() -> None:
    work, _, before = proved(wide(gate("m0 >= 51", by(5))))
    lost = Finding("no return", "w/s0", "c0", "lost", Span("w/w.yaml", 1, 1), after=Play(0, ("c0", "nowhere")))
    assert recalled(work, before) is not None
    assert recalled(work, replace(before, findings=(*before.findings, lost))) is None
    assert recalled(work, replace(before, hash="another")) is None


def test_prints_tell_a_scene_that_reads_or_plays_otherwise() -> None:
    same = wide("  # a remark\n" + BEFORE)
    assert prints(wide(BEFORE)) == prints(same)
    assert wide(BEFORE).hash != same.hash
    for old, new in (("Here.", "There."), ("m0 >= 60", "m0 >= 61"), ("+5", "+4"), ("goto: gold", "goto: s0")):
        other = wide(BEFORE.replace(old, new, 1))
        work = kept_of(BEFORE)
        assert len(changed(work, other)) == 1
    assert changed(kept_of(BEFORE), wide(BEFORE.replace("  gold:", "  gild:").replace("goto: gold", "goto: gild")))


def kept_of(body: str) -> Kept:
    made = wide(body)
    return Kept(made.id, "", "", "", 0, {}, True, prints(made), {}, {})


@settings(max_examples=EXAMPLES, **SETTINGS)
@given(first=stories(), second=stories())
def test_no_verdict_is_wrong_whatever_was_proved_before(first: tuple, second: tuple) -> None:
    try:
        old, new = story(*first), story(*second)
    except StoryError:
        assume(False)
    known = truth(new, 8_000)
    assume(known.whole)
    _, _, before = proved(old)
    _, proof, _ = proved(new, before)
    assert not wrong(proof, known)
    assert not proof.unknown


def test_a_checker_that_believes_everything_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    _, _, before = proved(wide(gate("m0 >= 60", by(5), by(1))))
    for asked in ("confirms", "excludes"):
        monkeypatch.setattr(module.Notes, asked, lambda *_: True)
    monkeypatch.setattr(module.Notes, "facts", lambda *_: {})
    factual = replace(before, entries={key: replace(entry, play=None) for key, entry in before.entries.items()})
    _, proof, _ = proved(wide(gate("m0 >= 60", by(5), by(5))), factual, BACK_ONLY)
    assert answers(proof)["scene w/gold"] is not Answer.REACHABLE
