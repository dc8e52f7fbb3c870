"""A proof as lines for a terminal and as one object for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fourfifths.model import Story
from fourfifths.prove.loops import Loop
from fourfifths.prove.odds import Chance, Odds
from fourfifths.prove.targets import Fault
from fourfifths.prove.verdict import Answer, Proof, Verdict
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.points import Kind

ASIDE = (Kind.CONDITION, Kind.MEMORY, Kind.LOCKED)
"""Kinds of which one that is impossible is worth knowing, and no mistake in itself."""


class Report:
    """What is said of one proof; `problems` are what an author should mend."""

    def __init__(self, story: Story, proof: Proof, loops: tuple[Loop, ...], folder: Path) -> None:
        self._story, self._proof, self._loops, self._folder = story, proof, loops, folder
        self._guards = {point.number: point.ways for point in Atlas(story).points}
        self.problems = [verdict for verdict in proof.verdicts if _problem(verdict)]

    @property
    def sound(self) -> bool:
        """Whether there is nothing to mend, what is unknown aside."""
        return not self.problems and not any(loop.trap is not None for loop in self._loops)

    def lines(self) -> Iterator[str]:
        """The report as text."""
        yield from self._table()
        yield from self._headed("To mend:", self.problems)
        aside = [
            v for v in self._proof.of(Answer.IMPOSSIBLE) if v not in self.problems and isinstance(v.target.kind, Kind)
        ]
        yield from self._headed("Never so, and no harm in it:", aside)
        yield from self._headed("Unknown:", list(self._proof.of(Answer.UNKNOWN)))
        yield from ("", *self._play())

    def _table(self) -> Iterator[str]:
        counts = Counter((verdict.target.kind, verdict.answer) for verdict in self._proof.verdicts)
        kinds = dict.fromkeys(verdict.target.kind for verdict in self._proof.verdicts)
        yield f"{'':24}{'reachable':>11}{'impossible':>12}{'unknown':>9}"
        for kind in kinds:
            yield f"{kind:24}{counts[kind, Answer.REACHABLE]:>11}{counts[kind, Answer.IMPOSSIBLE]:>12}" + (
                f"{counts[kind, Answer.UNKNOWN]:>9}"
            )

    def _headed(self, head: str, verdicts: list[Verdict]) -> Iterator[str]:
        if verdicts:
            yield from ("", head)
            for verdict in verdicts:
                yield f"  {self._place(verdict)}: {verdict.target.key}: {self._why(verdict)}"

    def _place(self, verdict: Verdict) -> str:
        span = verdict.target.span
        return f"{self._folder / span.file}:{span.line}:{span.column}"

    def _why(self, verdict: Verdict) -> str:
        if verdict.witness:
            return f"after {', '.join(verdict.witness.choices) or 'the beginning'}"
        if verdict.answer is Answer.UNKNOWN:
            return f"tried {verdict.how}"
        reasons = [f"{source} ({place})" for source, place in self._conditions(verdict)]
        values = ", ".join(self._story.slots[slot].name for slot in verdict.slots[:6])
        more = f" and {len(verdict.slots) - 6} more" if len(verdict.slots) > 6 else ""
        checked = "" if verdict.checked else ", not confirmed by the checker"
        asks = f"it asks for {'; '.join(reasons)}" if reasons else "nothing leads there"
        return f"{asks}; by {values or 'the ways there are'}{more}: {verdict.how}{checked}"

    def _conditions(self, verdict: Verdict) -> list[tuple[str, str]]:
        """The conditions that an impossible target asks for, each with its place."""
        found: dict[tuple[str, str], None] = {}
        for way in self._guards.get(verdict.target.point, ()):
            for guard in way.guards:
                if guard.source:
                    found[" ".join(guard.source.split()), str(guard.span)] = None
        return list(found)

    def _play(self) -> Iterator[str]:
        stuck = [v for v in self._proof.verdicts if v.target.kind is Fault.STUCK]
        if all(v.answer is Answer.IMPOSSIBLE for v in stuck):
            yield "There is always something to choose until an ending."
        for loop in self._loops:
            scenes = ", ".join(loop.scenes[:6]) + (f" and {len(loop.scenes) - 6} more" if len(loop.scenes) > 6 else "")
            if loop.trap is not None:
                yield f"A player can be caught for good in {scenes}."
            elif loop.left:
                yield f"Play can go round in {scenes}; an ending can always be reached."
            else:
                yield f"Play can go round in {scenes}; whether an ending can always be reached was not decided."
        if not self._loops:
            yield "No play can go on for ever."
        proof = self._proof
        if proof.states is not None:
            yield f"All {proof.states:,} states were looked at."
        cut = f"; {proof.endless} were cut short" if proof.endless else ""
        yield f"{proof.walks:,} walks of {proof.steps:,} choices with seed {proof.seed}{cut}."
        unknown, checked = len(proof.of(Answer.UNKNOWN)), sum(v.checked for v in proof.of(Answer.IMPOSSIBLE))
        yield (
            f"{len(proof.verdicts):,} questions: {len(proof.of(Answer.REACHABLE)):,} reachable, each played; "
            f"{len(proof.of(Answer.IMPOSSIBLE)):,} impossible, {checked:,} confirmed; {unknown:,} unknown."
        )

    def object(self, files: dict[tuple[int, tuple[str, ...]], str], odds: Odds | None) -> dict[str, Any]:
        """The report as plain values; `files` says where a witness is written."""
        proof = self._proof
        counts = Counter(verdict.answer for verdict in proof.verdicts)
        found = {
            "story": self._story.id,
            "version": self._story.version,
            "hash": self._story.hash,
            "seed": proof.seed,
            "budget": asdict(proof.budget),
            "states": proof.states,
            "counts": {answer.value: counts[answer] for answer in Answer},
            "problems": [verdict.target.key for verdict in self.problems],
            "loops": [asdict(loop) for loop in self._loops],
            "verdicts": [self._verdict(verdict, files) for verdict in proof.verdicts],
        }
        return {**found, "odds": asdict(odds)} if odds else found

    def _verdict(self, verdict: Verdict, files: dict[tuple[int, tuple[str, ...]], str]) -> dict[str, Any]:
        target, span, witness = verdict.target, verdict.target.span, verdict.witness
        found: dict[str, Any] = {
            "key": target.key,
            "kind": target.kind,
            "what": target.what,
            "file": str(self._folder / span.file),
            "line": span.line,
            "column": span.column,
            "verdict": verdict.answer.value,
            "how": verdict.how,
        }
        if witness:
            found["witness"] = {"seed": witness.seed, "choices": list(witness.choices)}
            if (witness.seed, witness.choices) in files:
                found["file of witness"] = files[witness.seed, witness.choices]
        if verdict.answer is Answer.IMPOSSIBLE:
            found["checked"] = verdict.checked
            found["conditions"] = [{"source": source, "at": place} for source, place in self._conditions(verdict)]
            found["values"] = [self._story.slots[slot].name for slot in verdict.slots]
        return found


def odds_lines(odds: Odds) -> Iterator[str]:
    """The odds as text."""
    how = "exactly" if odds.exact else f"by {odds.plays:,} plays, with 95 % intervals"
    yield f"For a player who takes any open choice as gladly as the others, {how}:"
    for name, chance in odds.endings.items():
        yield f"  {name}: {_chance(chance)}"
    rare = sorted(odds.choices.items(), key=lambda item: (item[1].share, item[0]))[:10]
    yield f"The choices that are open in the fewest of {odds.plays:,} plays:"
    yield from (f"  {name}: {_chance(chance)}" for name, chance in rare)
    for act, meters in odds.acts.items():
        told = (f"{name} {r.low} to {r.high}, mostly {r.p5} to {r.p95}, middle {r.p50}" for name, r in meters.items())
        yield f"{act}: " + "; ".join(told)


def _chance(chance: Chance) -> str:
    if chance.low == chance.high:
        return f"{chance.share:.2%}"
    return f"{chance.share:.2%} ({chance.low:.2%} to {chance.high:.2%})"


def _problem(verdict: Verdict) -> bool:
    """Whether an author should mend it."""
    target = verdict.target
    if target.kind is Fault.STUCK:
        return verdict.answer is Answer.REACHABLE
    empty = target.kind is Kind.VARIANT and target.what.startswith("nothing, ")
    return verdict.answer is Answer.IMPOSSIBLE and target.kind not in ASIDE and not empty
