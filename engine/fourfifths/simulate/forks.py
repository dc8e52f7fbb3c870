"""The fork test: how long a choice that was made otherwise still shows.

A persona prefers each option's text by a fixed hash; of options that it took before in a play it takes the one taken
least. Its play is forked at every choice point into its first and its second preference, and it finishes both with the
same seed. A line differs k choices later where one play shows it at least k choices after the fork and the other play
shows it nowhere. A line is a paragraph of a scene's or an outcome's text.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from fourfifths.program import Pages, Program, Values

LONGEST_FORKED = 1000
"""Choices of one play. Fewer than a player's, for a play is played to its end again from each of its prompts."""
AT = (3, 8, 15)
"""The distances that have a band."""


@dataclass
class Forks:
    """Pairs of plays. `last` is how many choices after the fork the last differing line is shown, -1 for none."""

    personas: int = 0
    last: Counter[int] = field(default_factory=Counter)
    other_ending: int = 0

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return self.last.total()

    def share(self, later: int) -> float:
        """The share of pairs in which some line differs so many choices later, or after that."""
        return sum(count for last, count in self.last.items() if last >= later) / self.pairs

    def add(self, other: Forks) -> None:
        """Takes in the pairs of another."""
        self.personas += other.personas
        self.last.update(other.last)
        self.other_ending += other.other_ending


@dataclass(frozen=True, slots=True)
class _Prompt:
    """Where a play stood: what was open, best liked first, and what it had taken by then."""

    scene: int
    values: Values
    ranked: tuple[tuple[int, str], ...]
    taken: Counter[str]


@dataclass(frozen=True, slots=True)
class _Trail:
    """A play from somewhere on: its prompts, the lines that each of its choices showed, and the last scene."""

    prompts: list[_Prompt]
    lines: list[frozenset[str]]
    scene: int


class Forker:
    """Forks the plays of one story."""

    def __init__(self, program: Program, pages: Pages) -> None:
        self._program, self._pages = program, pages
        self._stays = [[choice.goto is None for choice in scene.all_choices] for scene in program.scenes]

    def fork(self, personas: range) -> Forks:
        """Every pair of these personas' plays, each with the seed of its persona."""
        found = Forks()
        for persona in personas:
            self._fork(_Persona(persona), found)
        return found

    def _fork(self, persona: _Persona, found: Forks) -> None:
        found.personas += 1
        scene, values = self._program.start(persona.number)
        page, scene = self._entered(persona, scene, values)
        shown = set(_lines(page))
        whole = self._finish(persona, scene, values, Counter())
        for number, prompt in enumerate(whole.prompts):
            if len(prompt.ranked) > 1:
                other = self._other(persona, prompt)
                found.last[furthest(shown, whole.lines[number:], other.lines)] += 1
                found.other_ending += self._ending(whole.scene) != self._ending(other.scene)
            shown |= whole.lines[number]

    def _other(self, persona: _Persona, prompt: _Prompt) -> _Trail:
        """The play with the second preference taken."""
        values, taken = list(prompt.values), prompt.taken.copy()
        choice, label = prompt.ranked[1]
        lines, scene = self._take(persona, prompt.scene, choice, values)
        taken[label] += 1
        rest = self._finish(persona, scene, values, taken)
        return _Trail(rest.prompts, [lines, *rest.lines], rest.scene)

    def _finish(self, persona: _Persona, scene: int, values: Values, taken: Counter[str]) -> _Trail:
        program = self._program
        prompts: list[_Prompt] = []
        shown: list[frozenset[str]] = []
        while not program.ends[scene] and len(shown) < LONGEST_FORKED:
            open_now = program.open[scene](values)
            if not open_now:
                break
            labels = [(number, self._pages.label[scene][number](values, persona.number)) for number in open_now]
            ranked = tuple(sorted(labels, key=lambda each: (taken[each[1]], persona.rank(each[1]))))
            prompts.append(_Prompt(scene, list(values), ranked, taken.copy()))
            number, label = ranked[0]
            lines, scene = self._take(persona, scene, number, values)
            taken[label] += 1
            shown.append(lines)
        return _Trail(prompts, shown, scene)

    def _take(self, persona: _Persona, scene: int, number: int, values: Values) -> tuple[frozenset[str], int]:
        """The lines that a choice shows, and the scene after it; the values are changed."""
        page = self._pages.outcome[scene][number](values, persona.number)
        stays = self._stays[scene][number]
        scene = self._program.take[scene][number](values)
        if not stays:
            more, scene = self._entered(persona, scene, values)
            page = f"{page}\n\n{more}"
        return _lines(page), scene

    def _entered(self, persona: _Persona, scene: int, values: Values) -> tuple[str, int]:
        """What is read from entering a scene to where a player is asked, and that scene; routes change the values."""
        program, pages = self._program, self._pages
        page = pages.passage[scene](values, persona.number)
        while program.scenes[scene].auto:
            (route,) = program.open[scene](values)
            outcome = pages.outcome[scene][route](values, persona.number)
            scene = program.take[scene][route](values)
            page = f"{page}\n\n{outcome}\n\n{pages.passage[scene](values, persona.number)}"
        return page, scene

    def _ending(self, scene: int) -> str:
        ending = self._program.scenes[scene].ending
        return ending.id if ending else ""


def furthest(before: set[str], one: list[frozenset[str]], other: list[frozenset[str]]) -> int:
    """How many choices after the fork the last line stands that only one of two plays shows; -1 for none."""
    return max(_last(one, before.union(*other)), _last(other, before.union(*one)))


def _last(lines: list[frozenset[str]], known: set[str]) -> int:
    return next((number for number in range(len(lines) - 1, -1, -1) if not lines[number] <= known), -1)


def _lines(page: str) -> frozenset[str]:
    """The paragraphs of a page, white space folded."""
    return frozenset(line for part in page.split("\n\n") if (line := " ".join(part.split())))


class _Persona:
    """Likes each text by a hash of it: the same on any machine."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._ranks: dict[str, bytes] = {}

    def rank(self, label: str) -> bytes:
        """The smaller, the better liked."""
        found = self._ranks.get(label)
        if found is None:
            found = self._ranks[label] = hashlib.blake2b(f"{self.number}\0{label}".encode(), digest_size=8).digest()
        return found
