"""What `fourfifths prove` takes: the common story, the shipped one, and generated ones of many scenes.

    python benchmarks/prove.py [common] [shipped] [generated] [long]

The common story is held to its known truth, choice by choice, beside a plain breadth-first search of its states in the
same run. Generated stories have layers of scenes, hubs to come back to, once-only choices, flags set early and asked
for late, two meters in one gate, and planted impossibilities; seeds 31 to 38 were not tuned on (1 to 4 were). No play
of walks that the prover did not make may meet what it says is impossible. `long` is 3,000 scenes, with 60 and 400
flags.
"""

from __future__ import annotations

import math
import os
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))

from common import as_yaml, common

from fourfifths.bundled import story_folder
from fourfifths.compiler import compile_story, compile_texts
from fourfifths.model import Story
from fourfifths.program import Program
from fourfifths.prove.prover import prove
from fourfifths.prove.system import System
from fourfifths.prove.verdict import Answer, Proof
from fourfifths.prove.walks import Wanderer
from fourfifths.prove.witness import Ledger
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.points import Kind

METERS = ("trust", "nerve", "warmth")
BOUND, SHIPPED, LONG = 2.0, 300.0, 180.0
DECIDED, LONG_DECIDED = 0.9997, 0.999
SEEDS, OTHERS = range(31, 39), 200_000
"""Seeds that were not tuned on, and steps of walks that the prover did not make."""
FILE = 300
"""Scenes in one file of a generated story."""
STATES, SCENES, DEAD, ENDINGS = 1_118_758, 91, 8, 4


def timed(story: Story) -> tuple[Proof, float]:
    began, before = time.perf_counter(), processor()
    proof = prove(story)
    print(f"{processor() - before:.0f} s of processor time")
    return proof, time.perf_counter() - began


def processor() -> float:
    used = [resource.getrusage(each) for each in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def told(name: str, proof: Proof, seconds: float) -> None:
    counts = Counter(verdict.answer for verdict in proof.verdicts)
    taken = [v for v in proof.verdicts if v.target.kind in (Kind.TAKEN, Kind.PLAYED)]
    undecided = sum(v.answer is Answer.UNKNOWN for v in taken)
    unchecked = sum(not v.checked for v in proof.of(Answer.IMPOSSIBLE))
    of = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    memory = " and ".join(f"{resource.getrusage(each).ru_maxrss / 1024:.0f}" for each in of)
    load = os.getloadavg()[0]
    print(f"{name}: {seconds:.1f} s, {memory} MB at most, {len(taken)} choices, {undecided} of them unknown; of all")
    verdicts = ", ".join(f"{counts[answer]} {answer}" for answer in Answer)
    print(f"  {verdicts}, {unchecked} not confirmed; load {load:.1f}", flush=True)


def bench_common() -> bool:
    story = compile_texts(as_yaml(common()))
    proof, seconds = timed(story)
    told("common", proof, seconds)
    began = time.perf_counter()
    states = searched(story)
    plain = time.perf_counter() - began
    ends = [scene.id for scene in story.scenes.values() if scene.ending]
    met = {verdict.target.key for verdict in proof.of(Answer.REACHABLE)}
    scenes = {scene for scene in story.scenes if f"scene {scene}" in met}
    dead = [v.target.key for v in proof.of(Answer.IMPOSSIBLE) if v.target.kind is Kind.TAKEN]
    dead = [key for key in dead if key.removeprefix("taken ").rpartition(".")[0] in scenes]
    inner = sum(number for scene, number in states.items() if scene not in ends)
    print(f"  plain search {plain:.1f} s; {inner:,} states, {len(scenes)} scenes, {len(dead)} dead choices")
    right = (inner, len(scenes), len(dead), len(ends)) == (STATES, SCENES, DEAD, ENDINGS)
    return right and proof.states == sum(states.values()) and not proof.unknown and seconds < BOUND


def searched(story: Story) -> Counter[str]:
    """The states of a story by scene: a plain breadth-first search."""
    program = Program(story)
    scene, values = program.start()
    seen, now = {(scene, *values)}, [(scene, *values)]
    while now:
        after = []
        for state in now:
            for choice in program.open[state[0]](list(state[1:])):
                there = list(state[1:])
                following = (program.take[state[0]][choice](there), *there)
                if following not in seen:
                    seen.add(following)
                    after.append(following)
        now = after
    return Counter(program.scenes[state[0]].id for state in seen)


def bench_shipped() -> bool:
    proof, seconds = timed(compile_story(story_folder()))
    told("shipped", proof, seconds)
    return not proof.unknown and seconds < SHIPPED


def bench_generated(scenes: int, flags: int, seeds: Iterable[int], decided: float, bound: float = math.inf) -> bool:
    unknown = choices = wrong = 0
    slowest = 0.0
    for seed in seeds:
        story = generated(scenes, flags, seed)
        proof, seconds = timed(story)
        slowest = max(slowest, seconds)
        told(f"{scenes} scenes, {flags} flags, seed {seed}", proof, seconds)
        taken = [v for v in proof.verdicts if v.target.kind is Kind.TAKEN]
        choices += len(taken)
        unknown += sum(v.answer is Answer.UNKNOWN for v in taken)
        wrong += len(refuted(story, proof, seed))
    print(f"{1 - unknown / choices:.4%} of {choices} choices decided (at least {decided:.2%}), {wrong} refuted")
    return unknown <= choices * (1 - decided) and not wrong and slowest < bound


def refuted(story: Story, proof: Proof, seed: int) -> list[str]:
    """What is said to be impossible, and is met by walks that the prover did not make."""
    system, atlas = System(story), Atlas(story)
    ledger = Ledger(system, atlas, [verdict.target for verdict in proof.verdicts])
    Wanderer(ledger, 1000 + seed).wander(OTHERS, OTHERS)
    return [v.target.key for v in proof.of(Answer.IMPOSSIBLE) if v.target.number in ledger.found]


class Maker:
    """Draws one story."""

    def __init__(self, scenes: int, flags: int, seed: int) -> None:
        self.draw = random.Random(seed)  # noqa: S311
        self.count, self.flags, self.width = scenes, flags, 3
        self.per = scenes // 5
        self.setters: dict[int, int] = {}

    def files(self) -> dict[str, bytes]:
        meters = "".join(
            f"  {m}: {{start: 50, label: M, glyph: '*', bands: [{{to: 100, name: so}}]}}\n" for m in METERS
        )
        flags = "".join(f"  f{n}: {{flag: false}}\n" for n in range(self.flags + 1))
        head = (
            "format: 1\ntitle: G\nid: g\nversion: 0.1.0\nstart: a/s0\nacts: {1: {title: I, subtitle: I}}\n"
            f"meters:\n{meters}variables:\n{flags}people: {{ann: {{name: Ann, playable: true}}}}\n"
            "places: {here: {name: Here}}\n"
        )
        scenes = [self.scene(number) for number in range(self.count)]
        scenes += [f"  e{n}:\n    text: End.\n    ends: {{id: e{n}, title: End}}\n" for n in range(4)]
        top = "pov: ann\nact: 1\ntitle: G\nplace: here\nscenes:\n"
        parts = {f"a/a{n}.yaml": top + "".join(scenes[n : n + FILE]) for n in range(0, len(scenes), FILE)}
        files = {"story.yaml": head, "facts.yaml": "facts: {}\n", **parts}
        return {name: text.encode() for name, text in files.items()}

    def scene(self, number: int) -> str:
        lines = [f"  s{number}:", "    text: Here.", "    choices:"]
        hub = number % 20 == 10
        for way in range(self.draw.randint(3, 4)):
            lines += [f"      - id: c{way}", "        label: On.", f"        goto: {self.goto(number, way, hub)}"]
            if way:
                lines += self.asked(number)
            if hub and way and self.draw.random() < 0.5:
                lines.append("        once: true")
            lines += self.effects(number)
        return "\n".join(lines) + "\n"

    def goto(self, number: int, way: int, hub: bool) -> str:
        layer = number - number % self.width + self.width
        target = layer + (number + way) % self.width if way < 2 else layer + self.draw.randrange(self.width)
        if hub and way == 2 and number > 12:
            target = number - 6
        return f"s{target}" if target < self.count else f"e{self.draw.randrange(4)}"

    def asked(self, number: int) -> list[str]:
        kind = self.draw.random()
        if kind < 0.5:
            return []
        if kind < 0.52:
            impossible = [f"f{self.flags}", "trust >= 70 and trust <= 35", "f0 and not f0"]
            return [f"        if: {self.draw.choice(impossible)}"]
        if kind < 0.55 and number > self.per * 3:
            parts = [self.flag(number) for _ in range(5)]
            parts += [self.meter(extreme=True, meter=meter) for meter in self.draw.sample(METERS, 2)]
            return [f"        if: {' and '.join(parts)}"]
        parts = [
            self.flag(number) if self.draw.random() < 0.5 else self.meter() for _ in range(self.draw.choice([1, 1, 2]))
        ]
        return [f"        if: {self.draw.choice([' and ', ' and ', ' or ']).join(parts)}"]

    def flag(self, number: int) -> str:
        known = [flag for flag, born in self.setters.items() if born < number]
        if not known:
            return self.meter()
        return ("not " if self.draw.random() < 0.25 else "") + f"f{self.draw.choice(known)}"

    def meter(self, *, extreme: bool = False, meter: str = "") -> str:
        bar = self.draw.choice([80, 90, 95] if extreme else [30, 40, 55, 60, 65, 70, 80])
        high = self.draw.random() < 0.6
        return f"{meter or self.draw.choice(METERS)} {'>=' if high else '<='} {bar if high else 100 - bar}"

    def effects(self, number: int) -> list[str]:
        moves = self.draw.sample(METERS, self.draw.choice([0, 1, 1, 2]))
        found = {m: f"{{by: {self.draw.choice([-1, 1]) * self.draw.randint(2, 15):+d}, why: So.}}" for m in moves}
        if self.draw.random() < self.flags / self.count / 1.5:
            flag = self.draw.randrange(self.flags)
            self.setters.setdefault(flag, number)
            found[f"f{flag}"] = "false" if self.draw.random() < 0.1 else "true"
        return ["        effects:", *(f"          {name}: {value}" for name, value in found.items())] if found else []


def generated(scenes: int, flags: int, seed: int) -> Story:
    return compile_texts(Maker(scenes, flags, seed).files())


def main(words: list[str]) -> int:
    benches = {
        "common": bench_common,
        "shipped": bench_shipped,
        "generated": lambda: bench_generated(300, 60, SEEDS, DECIDED),
        "long": lambda: sum(not bench_generated(3000, flags, [31], LONG_DECIDED, LONG) for flags in (400, 60)) == 0,
    }
    failed = [word for word in words or benches if not benches[word]()]
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
