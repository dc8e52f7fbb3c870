"""A proof that goes on from the one before it: plays are replayed, facts confirmed, and only the rest is searched.

What was decided when a proof is stopped is as good as what comes of one that was not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from fourfifths.collector import paused
from fourfifths.model import Story
from fourfifths.proofs import Boxes, Kept
from fourfifths.proofs.prints import prints
from fourfifths.prove.ahead import Ahead, forks
from fourfifths.prove.avoided import Box
from fourfifths.prove.checker import Boxes as Excluded
from fourfifths.prove.checker import Checker, Goal
from fourfifths.prove.crew import Crew
from fourfifths.prove.findings import UNDECIDED, foreseen
from fourfifths.prove.prover import Progress, Prover
from fourfifths.prove.replays import Replayer, whole
from fourfifths.prove.targets import Target
from fourfifths.prove.verdict import Answer, Budget, Proof, Verdict
from fourfifths.prove.witness import Track
from fourfifths.testing.points import Kind

LESS = 10
"""By how much less is walked at random where most is known already."""
SLICE = 1000
"""Plays that are played together, one going on from the other."""
NOT_YET = "nothing yet: the proof was stopped"


@dataclass(frozen=True, slots=True)
class Held:
    """What became of an earlier proof: how many of its verdicts hold, how many targets were sought again, and the
    scenes that are not as they were."""

    verdicts: int
    sought: int
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Targets of before whose evidence is looked at together: the plays of some, or the facts that all of them have."""

    played: bool
    numbers: tuple[int, ...]


class Notes(Checker):
    """The checker of a prover, that takes down the facts of everything it confirms."""

    def __init__(self, checker: Checker) -> None:
        vars(self).update(vars(checker))
        self.noted: dict[tuple[Goal, ...], Excluded] = {}

    def confirms(self, goals: Sequence[Goal], excluded: Excluded) -> bool:
        """As the checker."""
        confirmed = super().confirms(goals, excluded)
        if confirmed:
            self.noted[tuple(goals)] = excluded
        return confirmed


class Again:
    """One proof of a story; `kept` is what is left of an earlier one, of this story or of what it was."""

    def __init__(self, story: Story, seed: int, budget: Budget, kept: Kept | None = None) -> None:
        self.story, self._seed, self._budget, self._kept = story, seed, budget, kept
        self.changed = changed(kept, story) if kept else ()
        near = kept is not None and 2 * len(self.changed) < len(story.scenes)
        self.prover = Prover(story, seed, replace(budget, steps=budget.steps // LESS) if near else budget)
        self._notes = Notes(self.prover.checker)
        self.prover.checker = self._notes
        self.targets = self.prover.targets
        self._known: dict[int, Verdict] = {}
        self._recalled = 0
        self.ahead: Ahead | None = None
        self._facts: dict[int, Excluded] = {}
        """The facts of before in this story's slots, by their identity: many verdicts stand on the same."""
        self._told: dict[int, Boxes] = {}
        """Facts by names, by the identity of those in slots."""

    def run(self, progress: Progress) -> Proof:
        """All verdicts."""
        if self._kept:
            with paused():
                self._recall(self._kept)
        rest = tuple(target for target in self.targets if target.number not in self._known)
        if rest:
            self.prover.targets = rest
            proof = self.prover.run(progress)
            self._known |= {verdict.target.number: verdict for verdict in proof.verdicts}
        return self._proof()

    def stopped(self) -> Proof:
        """What was decided so far; all else is unknown."""
        for target in self.targets:
            if target.number not in self._known:
                found = self._played(target) or self._noted(target)
                self._known[target.number] = found or Verdict(target, Answer.UNKNOWN, NOT_YET)
        return self._proof()

    @property
    def held(self) -> Held:
        """What of the earlier proof holds, once it ran."""
        return Held(self._recalled, len(self.targets) - self._recalled, self.changed)

    def facts(self, target: Target) -> Boxes | None:
        """The facts by which a target is impossible, by names; None where none are known."""
        found = self._notes.noted.get(_goals(target))
        if found is None:
            return None
        if id(found) not in self._told:
            names = [slot.name for slot in self.story.slots]
            self._told[id(found)] = {
                scene: tuple({names[index]: mask for index, mask in box.items()} for box in boxes)
                for scene, boxes in found.items()
            }
        return self._told[id(found)]

    def _recall(self, kept: Kept) -> None:
        """Takes over every verdict of before that its own evidence still shows, or a play that was another's."""
        ledger = self.prover.ledger
        self._look_ahead(kept)
        ledger.join(self._tracks(kept, self.targets))
        # in the order of their tracks, as one that goes on from another is played from there
        met = [target for target in self.targets if target.number in ledger.found]
        met.sort(key=lambda target: (ledger.found[target.number][0], *ledger.found[target.number][1]))
        holding = self._holding(met, kept)
        for target in met:
            if target.number in holding:
                witness = ledger.named(ledger.found[target.number])
                self._known[target.number] = Verdict(target, Answer.REACHABLE, "played", witness)
            else:
                ledger.drop(target.number)
        self._replay(kept, {target.number for target in met} - holding)
        for target in self.targets:
            if target.number in self._known:
                continue
            found = self._factual(target, kept) if target.number in holding else self._again(target, kept)
            if found:
                self._known[target.number] = found
        self._recalled = len(self._known)

    def _tracks(self, kept: Kept, targets: Sequence[Target]) -> dict[int, Track]:
        """The targets' own plays of before, as far as they can be followed."""
        replayer = Replayer(self.prover.ledger.program)
        entries = ((kept.entries.get(target.key), target.number) for target in targets)
        plays = sorted((entry.play, number) for entry, number in entries if entry and entry.play)
        return {number: (play.seed, self.prover.ledger.row(replayer.replayed(play))) for play, number in plays}

    def _look_ahead(self, kept: Kept) -> None:
        """Begins with what the findings will need, where there are to be others."""
        if self.prover.processes == 1 or not forks() or kept.fresh(self.story):
            return
        tracks = self._tracks(kept, [target for target in self.targets if target.kind == Kind.ENDING])
        endings = [self.prover.ledger.named(track) for track in tracks.values()]
        self.ahead = foreseen(self.prover, endings, UNDECIDED not in kept.limits)

    def _replay(self, kept: Kept, lost: set[int]) -> None:
        """Plays the plays of before until they have met what was lost, or all of them."""
        ledger = self.prover.ledger
        plays, replayer = (entry.play for entry in kept.entries.values() if entry.play), Replayer(ledger.program)
        for play in whole(plays) if lost else ():
            ledger.walk(play.seed, replayer.replayed(play))
            if lost <= ledger.found.keys():
                return

    def _holding(self, met: Sequence[Target], kept: Kept) -> set[int]:
        """The targets whose own evidence holds: of these their tracks, of others the facts of before."""
        apart: dict[int, list[int]] = {}
        for target in self.targets:
            entry = kept.entries.get(target.key)
            if entry is not None and entry.facts is not None and target.number not in self.prover.ledger.found:
                apart.setdefault(id(entry.facts), []).append(target.number)
        tasks = [
            Evidence(True, tuple(target.number for target in met[at : at + SLICE])) for at in range(0, len(met), SLICE)
        ]
        tasks += [Evidence(False, tuple(numbers)) for numbers in apart.values()]

        def held(task: Evidence) -> tuple[int, ...]:
            return self._held(task, kept)

        crew: Crew[Evidence, tuple[int, ...]] = Crew(held, self.prover.processes)
        return {number for numbers in crew.done((lambda task=task: task) for task in tasks) for number in numbers}  # type: ignore[misc]

    def _held(self, task: Evidence, kept: Kept) -> tuple[int, ...]:
        """Those whose evidence holds."""
        targets = [self.targets[number] for number in task.numbers]
        if task.played:
            return tuple(target.number for target in targets if self.prover.ledger.proves(target))
        entry, checker = kept.entries[targets[0].key], self.prover.checker
        boxes = _by_number(self.story, kept, entry.facts or {})
        facts = checker.facts(boxes) if boxes is not None else None
        return tuple(
            target.number for target in targets if facts is not None and checker.excludes(_goals(target), facts)
        )

    def _again(self, target: Target, kept: Kept) -> Verdict | None:
        """By another play than its own, or as undecided as it was."""
        return self._played(target) or self._left(target, kept)

    def _played(self, target: Target) -> Verdict | None:
        if target.number not in self.prover.ledger.found:
            return None
        witness = self.prover.ledger.witness(target)
        return Verdict(target, Answer.REACHABLE, "played", witness) if witness else None

    def _factual(self, target: Target, kept: Kept) -> Verdict | None:
        """By its facts, which the checker has confirmed."""
        entry = kept.entries[target.key]
        if id(entry.facts) not in self._facts:
            self._facts[id(entry.facts)] = _by_number(self.story, kept, entry.facts or {}) or {}
        self._notes.noted[_goals(target)] = self._facts[id(entry.facts)]
        names = {slot.name: slot.index for slot in self.story.slots}
        slots = tuple(names[name] for name in entry.slots if name in names)
        return Verdict(target, Answer.IMPOSSIBLE, entry.how, checked=True, slots=slots, nodes=entry.nodes)

    def _left(self, target: Target, kept: Kept) -> Verdict | None:
        """What no search of this size decided in this very story."""
        entry = kept.entries.get(target.key)
        same = kept.fresh(self.story) and kept.seed == self._seed
        if entry is None or entry.answer != Answer.UNKNOWN or not same or not _spent(kept, self._budget):
            return None
        return Verdict(target, Answer.UNKNOWN, entry.how, nodes=entry.nodes)

    def _noted(self, target: Target) -> Verdict | None:
        boxes = self._notes.noted.get(_goals(target))
        if boxes is None:
            return None
        how = f"{sum(map(len, boxes.values()))} facts about {len(boxes)} scenes" if boxes else "no state there"
        slots = {slot for found in boxes.values() for box in found for slot in box}
        return Verdict(target, Answer.IMPOSSIBLE, how, checked=True, slots=tuple(sorted(slots)))

    def _proof(self) -> Proof:
        walks, exact = self.prover.wanderer, self.prover.exact
        found = tuple(self._known[target.number] for target in self.targets)
        states = exact.states if exact else None
        return Proof(found, self._seed, self._budget, walks.walks, walks.steps, walks.endless, states)


def changed(kept: Kept, story: Story) -> tuple[str, ...]:
    """The scenes of a story that were not so when it was proved, those that are gone among them."""
    now = prints(story)
    return tuple(name for name in {**now, **kept.scenes} if now.get(name) != kept.scenes.get(name))


def _goals(target: Target) -> tuple[Goal, ...]:
    return tuple(way.goal for way in target.ways)


def _spent(kept: Kept, budget: Budget) -> bool:
    """Whether no more may be spent than was."""
    return all(kept.budget.get(name, 0) >= most for name, most in asdict(budget).items())


def _by_number(story: Story, kept: Kept, facts: Boxes) -> dict[str, list[Box]] | None:
    """The facts in this story's slots; None where a slot is gone or has other values."""
    slots = {slot.name: slot for slot in story.slots}
    for name in {name for boxes in facts.values() for box in boxes for name in box}:
        slot, width = slots.get(name), kept.widths.get(name)
        if slot is None or width is None or (slot.low, slot.high, slot.words) != width:
            return None
    return {
        scene: [{slots[name].index: mask for name, mask in box.items()} for box in boxes]
        for scene, boxes in facts.items()
        if scene in story.scenes
    }
