"""A proof as it is kept: everything by names, with what an author is to be told of it."""

from __future__ import annotations

from dataclasses import asdict

from fourfifths import __version__
from fourfifths.proofs import Entry, Kept, Play
from fourfifths.proofs.kept import Width
from fourfifths.proofs.prints import prints
from fourfifths.prove.again import Again
from fourfifths.prove.findings import Findings
from fourfifths.prove.reasons import Reasons
from fourfifths.prove.replays import Replayer
from fourfifths.prove.verdict import Answer, Proof, Verdict


def kept(again: Again, proof: Proof, reasons: Reasons, found: Findings | None) -> Kept:
    """What is to be kept; without findings the proof was stopped before they were looked for."""
    story = again.story
    entries = {verdict.target.key: _entry(verdict, again, reasons) for verdict in proof.verdicts}
    named = {name for each in entries.values() for box in _boxes(each) for name in box}
    return Kept(
        story=story.id,
        version=story.version,
        hash=story.hash,
        engine=__version__,
        seed=proof.seed,
        budget=asdict(proof.budget),
        complete=found is not None,
        scenes=prints(story),
        widths={slot.name: Width(slot.low, slot.high, slot.words) for slot in story.slots if slot.name in named},
        entries=entries,
        findings=found.found if found else (),
        limits=found.limits if found else (),
        always=found.always if found else (),
        states=found.states if found else None,
    )


def recalled(again: Again, old: Kept) -> Findings | None:
    """The findings of an earlier proof of this very story, if each of their plays can be played as it stands."""
    plays = {play for each in old.findings for play in (each.before, each.after) if play}
    replayer = Replayer(again.prover.ledger.program)
    if not old.fresh(again.story) or not all(_plays(replayer, play) for play in sorted(plays)):
        return None
    return Findings(old.findings, old.limits, old.states, old.always)


def _plays(replayer: Replayer, play: Play) -> bool:
    replayer.replayed(play)
    return replayer.asked == len(play.choices)


def _entry(verdict: Verdict, again: Again, reasons: Reasons) -> Entry:
    target, witness = verdict.target, verdict.witness
    scene, choice = reasons.place(verdict)
    never = verdict.answer is Answer.IMPOSSIBLE
    return Entry(
        key=target.key,
        kind=str(target.kind),
        what=target.what,
        answer=verdict.answer.value,
        how=verdict.how,
        span=target.span,
        scene=scene,
        choice=choice,
        play=Play(witness.seed, witness.choices) if witness else None,
        facts=again.facts(target) if never and verdict.checked else None,
        checked=verdict.checked,
        slots=tuple(again.story.slots[slot].name for slot in verdict.slots),
        nodes=verdict.nodes,
        why=reasons.why(verdict) if never else "",
        root=reasons.root(verdict),
    )


def _boxes(entry: Entry) -> list[dict[str, int]]:
    return [dict(box) for boxes in (entry.facts or {}).values() for box in boxes]
