"""Proofs of small stories, as they are kept."""

from __future__ import annotations

from fourfifths.model import Story
from fourfifths.proofs import Kept
from fourfifths.prove.again import Again
from fourfifths.prove.findings import findings
from fourfifths.prove.keeping import kept
from fourfifths.prove.reasons import Reasons
from fourfifths.prove.verdict import Budget

QUICK = Budget(steps=4000, idle=50)


def proved(story: Story, budget: Budget = QUICK) -> Kept:
    """What `fourfifths prove` keeps of a story."""
    work = Again(story, 0, budget)
    proof = work.run(lambda *_: None)
    return kept(work, proof, Reasons(story, proof, work.prover.atlas), findings(work.prover, proof))
