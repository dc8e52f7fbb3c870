"""Playthrough files made from a story: the fewest runs that meet all there is, how it begins, and both sides of every
threshold.

The runs expect what each step changed and offered, and of the texts a few words of each variant, the first time it is
read: words that would not be there if its condition came out otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from fourfifths import markup, step
from fourfifths.model import Choice, SlotKind, Story
from fourfifths.plural import counted
from fourfifths.state import IllegalChoiceError, State, Turn
from fourfifths.testing import showing
from fourfifths.testing.choices import label
from fourfifths.testing.cover import Selection, select
from fourfifths.testing.edges import Edge, edges
from fourfifths.testing.mutants import Mutant, Sort, mutants
from fourfifths.testing.points import Kind
from fourfifths.testing.scalars import scalar
from fourfifths.testing.walks import Walk, Walker

MADE = "Made by `fourfifths test --generate`."
"""How a file that was made here is known."""
TELLING = 3
"""Choices that a run is named after."""
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Generated:
    """Files by name, in order, and what they do and do not meet."""

    files: dict[str, str]
    selection: Selection
    points: int


def generate(story: Story, folder: str, seed: int = 0) -> Generated:
    """The files; `folder` is where they find the story. The same story and seed give the same files."""
    walker = Walker(story)
    selection = select(walker, seed)
    writer = _Writer(story, walker, folder, mutants(story))
    files = {"beginning.play.yaml": writer.beginning()}
    for walk, telling in zip(selection.walks, _telling(story, selection.walks), strict=True):
        name = _unused("-then-".join(_slug(choice.id) for choice in telling) or "run", files)
        files[name] = writer.run(walk, telling)
    found = writer.edges()
    if found:
        files["thresholds.play.yaml"] = found
    return Generated(files, selection, len(walker.atlas.points))


def _slug(text: str) -> str:
    return _SLUG.sub("-", text.lower()).strip("-")[:24].strip("-")


def _unused(stem: str, files: dict[str, str]) -> str:
    names = [f"{stem}.play.yaml", *(f"{stem}-{number}.play.yaml" for number in range(2, len(files) + 3))]
    return next(name for name in names if name not in files)


def _telling(story: Story, walks: tuple[Walk, ...]) -> list[list[Choice]]:
    """The choices that each walk is best known by: those that fewest of the walks take, in the order of play."""
    taken = [_choices(story, walk) for walk in walks]
    counts = Counter((choice.scene, choice.id) for choices in taken for choice in {c.id: c for c in choices}.values())
    found = []
    for choices in taken:
        leading = [choice for choice in choices if choice.goto is not None] or choices
        rare = sorted(range(len(leading)), key=lambda at: (counts[leading[at].scene, leading[at].id], at))[:TELLING]
        found.append([leading[at] for at in sorted(rare)])
    return found


def _choices(story: Story, walk: Walk) -> list[Choice]:
    state, found = step.settle(story, step.start(story, walk.seed)), []
    for number in walk.choices:
        choice = story.scenes[state.scene].all_choices[number]
        found.append(choice)
        state = step.settle(story, step.advance(story, state, choice))
    return found


class _Writer:
    """Writes the files of one story."""

    def __init__(self, story: Story, walker: Walker, folder: str, changes: tuple[Mutant, ...]) -> None:
        self._story, self._walker, self._folder, self._changes = story, walker, folder, changes
        self._flips = {mutant.place: mutant for mutant in changes if mutant.sort is Sort.FLIP}
        self._told: set[str] = set()

    def beginning(self) -> str:
        """The file that says how the story begins."""
        story, turn = self._story, step.begin(self._story)
        values = turn.state.values
        parts = [f"scene: {turn.state.scene}"]
        plain = [slot for slot in story.slots if slot.span is not None]
        parts += [f"{slot.name}: {scalar(showing.value(slot, values[slot.index]))}" for slot in plain]
        known: dict[str, list[str]] = {}
        for slot in story.slots:
            if slot.kind is SlotKind.KNOWS and values[slot.index]:
                person, _, fact = slot.name.removeprefix("knows ").partition("/")
                known.setdefault(person, []).append(fact)
        if known:
            parts.append(f"knows: {{{', '.join(f'{who}: {showing.names(facts)}' for who, facts in known.items())}}}")
        steps = ["      - expect:", *(f"          {part}" for part in parts)]
        steps += showing.entry("offers", showing.offers(turn.offers), 8)
        return self._file("How the story begins, every value of it.", [self._playthrough("how it begins", 0, steps)])

    def run(self, walk: Walk, telling: list[Choice]) -> str:
        """The file of one walk."""
        turn = step.begin(self._story, walk.seed)
        steps = self._look(turn)
        for choice in _choices(self._story, walk):
            before = turn.state
            turn = step.step(self._story, before, choice.id)
            steps += self._step(before, turn)
        said = "; ".join(markup.plain("".join(p for p in choice.label if isinstance(p, str))) for choice in telling)
        names = [" ".join(text.split()) for text in [said]]
        ends = [f"    ends: {scalar(turn.ending)}"] if turn.ending else []
        about = f"A run of {counted(len(walk.choices), 'choice')}, one of the fewest that meet all there is to read."
        return self._file(about, [self._playthrough(names[0], walk.seed, steps) + ends])

    def edges(self) -> str:
        """The file with both sides of every threshold, empty where there is none."""
        atlas, flow = self._walker.atlas, self._walker.flow
        found: dict[str, list[str]] = {}
        told: list[tuple[object, list[str]]] = []
        for edge in edges(self._story, atlas, flow, self._changes):
            values = ", ".join(f"{slot.name} {showing.value(slot, value)}" for slot, value in edge.given)
            name = f"{edge.what}, at {values}" if values else f"{edge.what}, as it begins"
            steps = self._edge(edge)
            number = sum(known.partition(" #")[0] == name for known in found)
            name = f"{name} #{number + 1}" if number else name
            if steps and (edge[:3], steps) not in told:
                told.append((edge[:3], steps))
                found[name] = self._edge_lines(name, edge, steps)
        return self._file("Both sides of every threshold.", list(found.values())) if found else ""

    def _edge_lines(self, name: str, edge: Edge, steps: list[str]) -> list[str]:
        lines = [f"  - name: {scalar(name)}", f"    from: {edge.scene}"]
        lines += [f"    given: {showing.given(edge.given)}"] if edge.given else []
        return [*lines, "    steps:", *steps]

    def _edge(self, edge: Edge) -> list[str]:
        first = f"      - choose: {scalar(edge.choice)}" if edge.choice else ""
        lines = []
        expected = self._words(edge.turn, edge.other)
        if edge.other is None or edge.turn.offers != edge.other.offers:
            lines += showing.entry("offers", showing.offers(edge.turn.offers, _labels(edge.turn, edge.other)), 8)
        lines = [*showing.entry("expect", expected, 8), *lines]
        if first or not lines:
            return [first, *lines] if lines else []
        return [f"      - {lines[0].lstrip()}", *lines[1:]]

    def _look(self, turn: Turn) -> list[str]:
        parts = [f"scene: {turn.state.scene}", *self._variants(turn, None)]
        lines = showing.entry("expect", parts, 8) + showing.entry("offers", showing.offers(turn.offers), 8)
        return [f"      - {lines[0].lstrip()}", *lines[1:]]

    def _step(self, before: State, turn: Turn) -> list[str]:
        parts = [f"scene: {turn.state.scene}"] if turn.state.scene != before.scene else []
        parts += [*showing.changes(self._story, before, turn.state), *self._variants(turn, before)]
        lines = [f"      - choose: {scalar(turn.choice)}", *showing.entry("expect", parts, 8)]
        if turn.ending:
            return lines
        return lines + showing.entry("offers", showing.offers(turn.offers, self._new_labels(turn)), 8)

    def _variants(self, turn: Turn, before: State | None) -> list[str]:
        """A few words of each variant that this step shows and no file has quoted yet."""
        texts: dict[str, None] = {}
        said: dict[str, None] = {}
        for key in self._fresh(turn, before, ("text", "say")):
            other = self._otherwise(key.partition(" ")[2], turn, before)
            sample = showing.only_in(showing.told(turn), showing.told(other)) if other else ""
            if sample:
                texts.setdefault(sample)
            elif other and other.said != turn.said and turn.said:
                said.setdefault(showing.first_words(turn.said))
            if sample or not other or other.said != turn.said:
                self._told.add(key)
        parts = [f"text: {showing.names(texts)}"] if texts else []
        return parts + ([f"said: {showing.names(said)}"] if said else [])

    def _new_labels(self, turn: Turn) -> list[str]:
        """The labels that an untold condition has written so."""
        found = []
        for key in self._fresh(turn, None, ("label",)):
            other = self._otherwise(key.partition(" ")[2], turn, None)
            found += _labels(turn, other)
            self._told.add(key)
        return list(dict.fromkeys(found))

    def _fresh(self, turn: Turn, before: State | None, places: tuple[str, ...]) -> Iterator[str]:
        """The conditions, each with its way, that this step looks at and no file has told of."""
        atlas = self._walker.atlas
        cover = atlas.arrival(turn.state, read=bool(turn.passage)) | atlas.passed(turn)
        if before is not None:
            cover |= atlas.act(before, turn.choice)[0]
        for point in atlas.among(cover):
            routes = self._story.scenes[point.scene].auto and "text" in places
            told = point.place.startswith(places) or (routes and point.place.startswith("if"))
            if point.kind is Kind.CONDITION and told and point.key not in self._told:
                yield point.key

    def _otherwise(self, place: str, turn: Turn, before: State | None) -> Turn | None:
        """The turn as it would be if the condition at this place came out otherwise."""
        flip = self._flips.get(place)
        if flip is None:
            return None
        try:
            story = flip.make()
            if before:
                return step.step(story, before, turn.choice)
            first = turn.passed[0].state if turn.passed else turn.state
            return step.arrive(story, first)
        except IllegalChoiceError:
            return None

    def _words(self, turn: Turn, other: Turn | None) -> list[str]:
        """Parts of `expect` that hold for a turn and not for the other."""
        if other is None:
            return []
        shown, instead = showing.told(turn), showing.told(other)
        if sample := showing.only_in(shown, instead):
            return [f"text: {scalar(sample)}"]
        if sample := showing.only_in(instead, shown):
            return [f"not-text: {scalar(sample)}"]
        return [f"said: {scalar(showing.first_words(turn.said))}"] if turn.said != other.said else []

    def _playthrough(self, name: str, seed: int, steps: list[str]) -> list[str]:
        seeds = [f"    seed: {seed}"] if seed else []
        return [f"  - name: {scalar(name)}", *seeds, "    steps:", *steps]

    def _file(self, about: str, playthroughs: list[list[str]]) -> str:
        made = f"{about} {MADE}"
        lines = [f"story: {scalar(self._folder)}", f"about: {scalar(made)}", "playthroughs:"]
        return "\n".join([*lines, *(line for playthrough in playthroughs for line in playthrough)]) + "\n"


def _labels(turn: Turn, other: Turn | None) -> list[str]:
    """Labels of open offers that are written otherwise in the other turn."""
    there = {offer.id: label(offer) for offer in other.offers} if other else {}
    return [label(offer) for offer in turn.offers if offer.open and there.get(offer.id, label(offer)) != label(offer)]
