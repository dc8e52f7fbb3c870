"""What an author should know of how a story runs: dead ends, traps, locks, effects that do nothing, no way back.

The first four come of verdicts; points of no return and traps of all states where there are few enough, else of plays
and bounds, and then it is said which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from fourfifths import step
from fourfifths.model import Story
from fourfifths.onward import Live
from fourfifths.proofs import Finding, Play
from fourfifths.prove.ahead import Ahead
from fourfifths.prove.bounded import Bounded, always_ahead, passes
from fourfifths.prove.everything import Everything
from fourfifths.prove.goals import Aim, aims
from fourfifths.prove.loops import loops
from fourfifths.prove.noreturn import finding, points_of_no_return, traps
from fourfifths.prove.prover import Prover
from fourfifths.prove.reasons import DOING
from fourfifths.prove.system import System
from fourfifths.prove.targets import Fault
from fourfifths.prove.verdict import Answer, Proof, Verdict
from fourfifths.prove.witness import Witness
from fourfifths.state import IllegalChoiceError
from fourfifths.testing.points import Kind

STATES, VALUES = 150_000, 10_000_000
"""States that are looked at one by one, and values of all of them together."""
UNDECIDED = "Whether an ending can be reached from everywhere was not decided."


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found; `states` where all were looked at, `limits` what the findings leave out, in sentences."""

    found: tuple[Finding, ...]
    limits: tuple[str, ...] = ()
    states: int | None = None
    always: tuple[str, ...] = ()
    """The aims that can be reached as long as play goes on."""

    @property
    def stops(self) -> bool:
        """Whether play may come to where no ending can be reached, or that was not decided."""
        return UNDECIDED in self.limits or bool(self.of("trap") or self.of("dead end"))

    def of(self, kind: str) -> tuple[Finding, ...]:
        """The findings of a kind."""
        return tuple(each for each in self.found if each.kind == kind)


def findings(prover: Prover, proof: Proof, states: int = STATES, ahead: Ahead | None = None) -> Findings:
    """All that can be found out, with at most so many states one by one. The engine has played every play of it."""
    found = _found(prover, proof, states, ahead)
    story = prover.system.story
    sound = tuple(each for each in found.found if all(_is_played(story, play) for play in (each.before, each.after)))
    left = len(found.found) - len(sound)
    told = (f"{left} findings are left out: the engine does not play their plays.",) if left else ()
    return replace(found, found=sound, limits=(*found.limits, *told))


def _is_played(story: Story, play: Play | None) -> bool:
    """Whether the engine plays it to its end."""
    if play is None:
        return True
    state = step.settle(story, step.start(story, play.seed))
    try:
        for choice in play.choices:
            state = step.settle(story, step.advance(story, state, step.find(story, state, choice)))
    except IllegalChoiceError:
        return False
    return True


def foreseen(prover: Prover, witnesses: Sequence[Witness], ends: bool) -> Ahead:
    """What will be asked of plays and bounds if these plays reach endings, and some ending is always ahead or not."""
    aims = undecided(prover.system, ends)

    def work() -> Bounded | None:
        if _everything(prover, STATES) is not None:
            return None
        return Bounded.of(prover.system, prover.ledger.program, witnesses, aims)

    return Ahead(witnesses, aims, work)


def undecided(system: System, ends: bool) -> list[Aim]:
    """The aims that may be lost: all but those that every way to an ending leads through, where one is always ahead."""
    return [aim for aim in aims(system.story) if not (ends and passes(system, aim))]


def _everything(prover: Prover, states: int) -> Everything | None:
    """All states; None where there are too many."""
    live = Live(prover.ledger.program)
    return Everything.of(live, min(states, VALUES // (1 + max(map(len, live.slots)))))


def _found(prover: Prover, proof: Proof, states: int, ahead: Ahead | None) -> Findings:
    told = tuple(_told(prover, proof))
    witnesses = [v.witness for v in proof.verdicts if v.witness and v.target.kind == Kind.ENDING]
    ends = _ends(prover, proof)
    open_ = undecided(prover.system, ends)
    shown = ahead.bounded(witnesses, open_) if ahead else None
    every = None if shown else _everything(prover, states)
    if every is None:
        shown = shown or Bounded.of(prover.system, prover.ledger.program, witnesses, open_)
        return _by_bounds(prover, told, shown, ends, open_)
    story = prover.system.story
    ways = points_of_no_return(story, every)
    lost = {each.goal for each in ways}
    entered = {every.scene(state) for state in range(len(every.keys))}
    met = (aim for aim in aims(story) if entered & {prover.system.number[scene] for scene in aim.scenes})
    always = tuple(aim.name for aim in met if aim.name not in lost)
    return Findings((*told, *traps(story, every), *ways), (), len(every.keys), always)


def _by_bounds(prover: Prover, told: tuple[Finding, ...], shown: Bounded, ends: bool, open_: Sequence[Aim]) -> Findings:
    story = prover.system.story
    trapped = (_caught(prover, *shown.caught),) if shown.caught else ()
    ways = tuple(finding(story, aim, loss, exact=False) for aim, loss in shown.losses)
    sure = tuple(aim.name for aim in aims(story) if aim not in open_)
    return Findings((*told, *trapped, *ways), tuple(_limits(len(open_), ends, shown.drawn)), None, sure)


def _limits(undecided: int, ends: bool, plays: int) -> Iterator[str]:
    if not ends:
        yield UNDECIDED
    if undecided:
        yield (
            f"There are too many states to look at each: of the points of no return only those are told that {plays:,} "
            "drawn plays and bounds show, each of them for certain; there may be others."
        )


def _ends(prover: Prover, proof: Proof) -> bool:
    """Whether it is proved that some ending can be reached from wherever play is: it never stands still, and where it
    can go round an ending is always ahead."""
    stuck = [verdict for verdict in proof.verdicts if verdict.target.kind is Fault.STUCK]
    if any(verdict.answer is not Answer.IMPOSSIBLE for verdict in stuck):
        return False
    round_and_round = {scene for loop in loops(prover.system, None) for scene in loop.scenes}
    safe = {prover.system.scenes[number].id for number in always_ahead(prover.system)}
    return round_and_round <= safe


def _caught(prover: Prover, ahead: frozenset[str], play: Play) -> Finding:
    """A play that has no ending ahead of it."""
    scenes = [scene for scene in prover.system.scenes if scene.id in ahead]
    names = ", ".join(scene.id for scene in scenes)
    told = f"a player can be caught for good among {names}: from there no ending can be reached"
    return Finding("trap", scenes[0].id, "", told, scenes[0].span, exact=False, after=play)


def _told(prover: Prover, proof: Proof) -> Iterator[Finding]:
    """What the verdicts say."""
    taken = {_name(verdict): verdict for verdict in proof.verdicts if verdict.target.kind in DOING}
    for verdict in proof.verdicts:
        kind, reachable = verdict.target.kind, verdict.answer is Answer.REACHABLE
        if kind == Fault.STUCK and reachable:
            yield _dead_end(prover, verdict)
        elif kind == Fault.EATEN and verdict.answer is Answer.IMPOSSIBLE:
            yield from _eaten(prover, verdict, taken)
        elif kind == Kind.LOCKED and reachable:
            yield from _lock(prover, verdict, taken.get(_name(verdict)))


def _dead_end(prover: Prover, verdict: Verdict) -> Finding:
    scene = prover.system.scenes[verdict.target.ways[0].scene].id
    told = f"{scene} can be a dead end: nothing can be chosen there"
    return Finding("dead end", scene, "", told, verdict.target.span, after=_play(verdict))


def _eaten(prover: Prover, verdict: Verdict, taken: dict[str, Verdict]) -> Iterator[Finding]:
    """An effect that is lost each time; that of a choice that is never taken is not told again."""
    target = verdict.target
    scene = prover.system.scenes[target.ways[0].scene]
    choice = scene.all_choices[target.ways[0].index].id
    doer = taken.get(f"{scene.id}.{choice}")
    if doer and doer.answer is Answer.REACHABLE:
        told = f"{target.what} moves nothing in {scene.id}.{choice}: the meter is always where that leaves it"
        yield Finding("eaten", scene.id, choice, told, target.span, after=_play(doer))


def _lock(prover: Prover, verdict: Verdict, taken: Verdict | None) -> Iterator[Finding]:
    """A choice that is seen locked and can never be taken."""
    if taken and taken.answer is Answer.IMPOSSIBLE:
        point = prover.atlas.points[verdict.target.point]
        told = f"{_name(verdict)} is a lock that never opens"
        yield Finding("lock", point.scene, point.choice, told, point.span, after=_play(verdict))


def _name(verdict: Verdict) -> str:
    """The choice that a verdict is about, as `scene.choice`."""
    return verdict.target.key.partition(" ")[2]


def _play(verdict: Verdict) -> Play | None:
    return Play(verdict.witness.seed, verdict.witness.choices) if verdict.witness else None
