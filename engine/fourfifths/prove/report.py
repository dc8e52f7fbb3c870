"""A proof as lines for a terminal and as one object for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fourfifths.diagnostics import Span
from fourfifths.model import Story
from fourfifths.proofs import Finding, Play
from fourfifths.prove.again import Held
from fourfifths.prove.findings import Findings
from fourfifths.prove.loops import Loop
from fourfifths.prove.odds import Odds
from fourfifths.prove.reasons import Reasons
from fourfifths.prove.targets import Fault
from fourfifths.prove.verdict import Answer, Proof, Verdict
from fourfifths.testing.points import Kind

FEW = 6
"""Names that a line holds."""
_BREAKS = ("trap",)
"""Kinds of findings that no verdict says, and that an author should mend."""


class Report:
    """What is said of one proof; `sound` where there is nothing to mend, what is unknown aside."""

    def __init__(
        self,
        story: Story,
        proof: Proof,
        reasons: Reasons,
        findings: Findings,
        loops: tuple[Loop, ...],
        folder: Path,
        held: Held | None = None,
    ) -> None:
        self._story, self._proof, self._reasons, self._findings = story, proof, reasons, findings
        self._loops, self._folder, self._held = loops, folder, held
        self.problems = reasons.problems
        self.sound = not reasons.problems and not any(findings.of(kind) for kind in _BREAKS)

    def lines(self) -> Iterator[str]:
        """The report as text."""
        yield from self._table()
        yield from self._headed("To mend:", self._reasons.roots)
        more = len(self.problems) - len(self._reasons.roots)
        if more:
            yield f"  and {more} more for the sake of these; --json names them"
        aside = [
            v for v in self._proof.of(Answer.IMPOSSIBLE) if v not in self.problems and isinstance(v.target.kind, Kind)
        ]
        yield from self._headed("Never so, and no harm in it:", aside)
        yield from self._headed("Unknown:", list(self._proof.of(Answer.UNKNOWN)))
        yield from self._found()
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
                yield f"  {self._place(verdict.target.span)}: {verdict.target.key}: {self._reasons.why(verdict)}"

    def _place(self, span: Span) -> str:
        return f"{self._folder / span.file}:{span.line}:{span.column}"

    def _found(self) -> Iterator[str]:
        """What was found beside the verdicts; points of no return last, for each thing that is lost."""
        broken = [each for each in self._findings.found if each.kind != "no return"]
        if broken:
            yield from ("", "In play:")
        for each in broken:
            yield f"  {self._place(each.span)}: {each.told}{_after(each.after)}"
        by_goal: dict[str, list[Finding]] = {}
        for each in self._findings.of("no return"):
            by_goal.setdefault(each.goal, []).append(each)
        if by_goal:
            yield from ("", "Points of no return:")
        for goal, found in by_goal.items():
            yield f"  {goal} is lost by"
            for each in found:
                times = "" if each.always else " (at times)" if each.exact else " (at times at least)"
                yield f"    {self._place(each.span)}: {each.scene}.{each.choice}{times}{_after(each.after)}"

    def _play(self) -> Iterator[str]:
        stuck = [v for v in self._proof.verdicts if v.target.kind is Fault.STUCK]
        if all(v.answer is Answer.IMPOSSIBLE for v in stuck):
            yield "There is always something to choose until an ending."
        for loop in self._loops:
            yield f"Play can go round in {_few(loop.scenes)}."
        if self._loops and not self._findings.stops:
            yield "An ending can always be reached."
        if not self._loops:
            yield "No play can go on for ever."
        if self._findings.always:
            yield f"Never lost before it is there: {_few(self._findings.always)}."
        yield from self._findings.limits
        yield from self._effort()

    def _effort(self) -> Iterator[str]:
        proof, held = self._proof, self._held
        states = proof.states if proof.states is not None else self._findings.states
        if states is not None:
            yield f"All {states:,} states were looked at."
        cut = f"; {proof.endless} were cut short" if proof.endless else ""
        if held is not None:
            count = "1 scene" if len(held.changed) == 1 else f"{len(held.changed)} scenes"
            changed = f"{count} changed: {_few(held.changed)}" if held.changed else "no scene changed"
            yield (
                f"Since the proof before: {changed}; {held.verdicts:,} of its verdicts hold still, "
                f"{held.sought:,} questions were sought anew."
            )
        if held is None or proof.walks:
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
            "findings": [self._finding(each, files) for each in self._findings.found],
            "never lost": list(self._findings.always),
            "limits": list(self._findings.limits),
            "loops": [list(loop.scenes) for loop in self._loops],
            "before": asdict(self._held) if self._held else None,
            "verdicts": [self._verdict(verdict, files) for verdict in proof.verdicts],
        }
        return {**found, "odds": asdict(odds)} if odds else found

    def _finding(self, each: Finding, files: dict[tuple[int, tuple[str, ...]], str]) -> dict[str, Any]:
        plays = {"before": each.before, "after": each.after}
        found = {name: getattr(each, name) for name in ("kind", "scene", "choice", "told", "goal", "always", "exact")}
        place = {"file": str(self._folder / each.span.file), "line": each.span.line, "column": each.span.column}
        return {**found, **place, **{name: _witness(play, files) for name, play in plays.items() if play}}

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
            conditions = self._reasons.conditions(verdict)
            found["conditions"] = [{"source": source, "at": place} for source, place in conditions]
            found["values"] = [self._story.slots[slot].name for slot in verdict.slots]
        return found


def _witness(play: Play, files: dict[tuple[int, tuple[str, ...]], str]) -> dict[str, Any]:
    found: dict[str, Any] = {"seed": play.seed, "choices": list(play.choices)}
    return {**found, "file of witness": files[play]} if play in files else found


def _after(play: Play | None) -> str:
    return f", after {', '.join(play.choices) or 'the beginning'}" if play else ""


def _few(names: tuple[str, ...]) -> str:
    return ", ".join(names[:FEW]) + (f" and {len(names) - FEW} more" if len(names) > FEW else "")
