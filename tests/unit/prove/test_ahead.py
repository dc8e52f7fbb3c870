"""What is worked out beside a proof is what would have been worked out after it, or is not used."""

from __future__ import annotations

import os

import pytest

from fourfifths.prove.ahead import Ahead, forks
from fourfifths.prove.bounded import Bounded
from fourfifths.prove.findings import findings, foreseen, undecided
from fourfifths.prove.prover import Prover
from fourfifths.prove.verdict import Budget, Proof
from fourfifths.testing.points import Kind
from tests.unit.prove.test_known import by, gate
from tests.unit.prove.worlds import story

pytestmark = pytest.mark.skipif(not forks(), reason="no process can be forked here")


def proved() -> tuple[Prover, Proof]:
    prover = Prover(story(gate("m0 >= 60", by(5), by(1)), (("m0", 100, 50),)), 0, Budget(steps=4000, idle=50))
    return prover, prover.run(lambda *_: None)


def test_findings_are_the_same_with_what_was_foreseen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fourfifths.prove.findings.VALUES", 0)  # there are always too many states
    prover, proof = proved()
    alone = findings(prover, proof)
    witnesses = [v.witness for v in proof.verdicts if v.witness and v.target.kind == Kind.ENDING]
    for ends in (True, False):
        assert findings(prover, proof, ahead=foreseen(prover, witnesses, ends)) == alone


def test_what_was_foreseen_of_something_else_is_not_taken() -> None:
    prover, _ = proved()
    aims = undecided(prover.system, ends=False)
    shown = Bounded(None, (), 7)
    assert Ahead([], aims, lambda: shown).bounded([], aims) == shown
    assert Ahead([], aims[1:], lambda: shown).bounded([], aims) is None
    assert Ahead([], aims, lambda: None).bounded([], aims) is None


def test_a_process_that_is_gone_answers_nothing() -> None:
    assert Ahead([], [], lambda: os._exit(1)).bounded([], []) is None
