"""Writes the tables of locks and memories for what the playthroughs written by hand leave out, an act a file.

After an edit of the story, from the repository's root: `python -m tests.playthroughs.tables`. What nothing was found
for is said; test_bars.py holds that there is no such thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from fourfifths.model import Slot, SlotKind
from fourfifths.testing import showing
from fourfifths.testing.results import Result
from fourfifths.testing.runner import run
from fourfifths.testing.scalars import scalar
from fourfifths.testing.script import Subject
from tests.playthroughs.bars import heard, shut, taken, wished
from tests.playthroughs.found import NUMBERS, Case, Finder, Lock, Moment
from tests.playthroughs.shipped import FILES, FOLDER, LIBRARY, playthroughs

TABLE = re.compile(r"(locks|memories)-act-\d\.play\.yaml\Z")
MADE, BACK, HEARD, TOLD = "made", "back", "heard", "told"
LOCKS = """# Locks of act {act} that no line of a person meets on both sides, each shut and open.
#
# A row is a playthrough: `$scene` stands for what the row has under `scene`. Between shut and open one value
# differs, and by as little as can be. Written by tables.py beside this file.
story: ../../story
playthroughs:
"""
MEMORIES = """# Memories of act {act} that no line of a person tells of: who comes to keep them, where they come back.
#
# `recalls` asks whether what is read would be another text, or the choices other choices, without the memory.
# Written by tables.py beside this file.
story: ../../story
playthroughs:
"""


def main() -> None:
    by_hand = [file for file in FILES if not TABLE.match(file)]
    results = [run(playthrough, library=LIBRARY) for file in by_hand for playthrough in playthroughs(file)]
    finder = Finder(results[0].playthrough.story)
    for old in FOLDER.glob("*-act-*.play.yaml"):
        old.unlink()
    writer = Writer(finder)
    for file, text in (*locks(writer, results), *memories(writer, results)):
        (FOLDER / file).write_text(text, encoding="utf-8")
        print(file, text.count("\n"))


def locks(writer: Writer, results: list[Result]) -> Iterable[tuple[str, str]]:
    story = writer.story
    met = shut(results) & taken(results)
    found = defaultdict(list)
    for scene in story.scenes.values():
        for choice in scene.all_choices:
            if choice.needs and (scene.id, choice.id) not in met:
                lock = writer.finder.lock(scene, choice)
                if lock:
                    found[scene.act].append(lock)
                else:
                    print("not found:", scene.id, choice.id, "; ".join(need.source for need in choice.needs))
    for act, rows in sorted(found.items()):
        yield f"locks-act-{act}.play.yaml", LOCKS.format(act=act) + "\n\n".join(writer.locks(rows)) + "\n"


def memories(writer: Writer, results: list[Result]) -> Iterable[tuple[str, str]]:
    story = writer.story
    whispered = {name.partition("/")[2] for name in heard(story)}
    texts: dict[int, dict[str, list[tuple[Slot, Moment]]]] = defaultdict(lambda: defaultdict(list))
    for kind, slot, moment in sought(writer.finder, results):
        if moment is not None:
            texts[story.scenes[moment.scene].act][kind].append((slot, moment))
        elif kind != BACK or slot.name.partition("/")[2] not in whispered:
            print("not found:", kind, slot.name)
    for act, kinds in sorted(texts.items()):
        parts = [part for kind, found in sorted(kinds.items()) for part in writer.memories(kind, found)]
        yield f"memories-act-{act}.play.yaml", MEMORIES.format(act=act) + "\n\n".join(parts) + "\n"


def sought(finder: Finder, results: list[Result]) -> Iterable[tuple[str, Slot, Moment | None]]:
    """What the playthroughs written by hand leave out, with where it was found."""
    kept, back = wished(results, Subject.REMEMBERS), wished(results, Subject.RECALLS)
    kinds = {SlotKind.MEMORY, SlotKind.HEARD}
    for slot in (slot for slot in finder.story.slots if slot.kind in kinds):
        if slot.kind is SlotKind.MEMORY and slot.name not in kept:
            yield MADE, slot, finder.maker(slot)
        if slot.kind is SlotKind.MEMORY and slot.name not in back:
            yield BACK, slot, finder.recall(slot)
        if slot.name in heard(finder.story):
            yield HEARD, slot, finder.recall(slot)
            yield TOLD, slot, finder.night(slot)


class Writer:
    """Writes what was found as playthroughs."""

    def __init__(self, finder: Finder) -> None:
        self.finder, self.story = finder, finder.story

    def locks(self, found: list[Lock]) -> Iterable[str]:
        """A table for the locks on one value alone, and two playthroughs for each of the others."""
        alone: list[Lock] = []
        others: list[Lock] = []
        for lock in found:
            (alone if self._alone(lock) else others).append(lock)
        if alone:
            rows = [self._row(lock) for lock in sorted(alone)]
            yield _table("shut by a value", rows, "$scene", "{$variable: $shut}", ["- offers: {locked: [$choice]}"])
            yield _table("opened by a value", rows, "$scene", "{$variable: $open}", ["- choose: $choice"])
        for lock in sorted(others):
            about = f"{lock.scene}.{lock.choice}"
            shut = [f"- offers: {{locked: [{scalar(lock.choice)}]}}"]
            yield self._one(f"{about}, shut", lock.scene, lock.shut, shut, "locks")
            yield self._one(f"{about}, open", lock.scene, lock.open, [f"- choose: {scalar(lock.choice)}"], "locks")

    def memories(self, kind: str, found: list[tuple[Slot, Moment]]) -> Iterable[str]:
        """A table for those that need nothing more, and a playthrough for each of the others."""
        plain, rows = [], []
        for slot, moment in sorted(found, key=lambda row: (row[1].scene, row[0].name)):
            who, memory = slot.name.partition(" ")[2].split("/")
            case = {index: value for index, value in moment.given.items() if index != slot.index}
            if kind in (MADE, BACK) and not self._given(moment.scene, case):
                rows.append(
                    (bool(moment.choice), f"{{who: {who}, memory: {memory}, scene: {moment.scene}{_then(moment)}}}")
                )
            else:
                plain.append(
                    self._one(
                        _title(kind, who, memory),
                        moment.scene,
                        moment.given,
                        self._steps(kind, slot, moment),
                        "memories",
                    )
                )
        yield from _tables(kind, rows)
        yield from plain

    def _steps(self, kind: str, slot: Slot, moment: Moment) -> list[str]:
        who, memory = slot.name.partition(" ")[2].split("/")
        wish = f"{'remembers' if kind == MADE else 'recalls'}: {{{who}: {memory}}}"
        if kind == TOLD:
            wish = f"{slot.name}: {self._come(slot, moment)}"
        elif kind == HEARD:
            wish = self._words(slot, moment)
            if not wish:
                return [f"- offers: {{open: [{self._opened(slot, moment)}]}}"]
        if moment.choice:
            return [f"- choose: {scalar(moment.choice)}", f"  expect: {{{wish}}}"]
        return [f"- expect: {{{wish}}}"]

    def _words(self, slot: Slot, moment: Moment) -> str:
        """What is read because somebody heard of it, and not otherwise."""
        with_it, without = self.finder.both(slot, moment)
        if sample := showing.only_in(showing.told(with_it), showing.told(without)):
            return f"text: {scalar(sample)}"
        sample = showing.only_in(showing.told(without), showing.told(with_it))
        return f"not-text: {scalar(sample)}" if sample else ""

    def _opened(self, slot: Slot, moment: Moment) -> str:
        """What is open because somebody heard of it."""
        with_it, without = (
            {offer.id for offer in turn.offers if offer.open} for turn in self.finder.both(slot, moment)
        )
        return ", ".join(sorted(with_it - without))

    def _come(self, slot: Slot, moment: Moment) -> str:
        """How exactly somebody has heard of it in the morning."""
        turn, _ = self.finder.both(slot, moment)
        return slot.givable[turn.state.values[slot.index]]

    def _one(self, name: str, scene: str, case: Case, steps: list[str], tag: str) -> str:
        given = self._given(scene, case)
        lines = [f"  - name: {scalar(name)}", f"    tags: [{tag}]", f"    from: {scene}"]
        lines += [f"    given: {given}"] if given else []
        return "\n".join([*lines, "    steps:", *(f"      {line}" for line in steps)])

    def _given(self, scene: str, case: Case) -> str:
        own = self.story.scenes[scene].visits
        pairs = [(self.story.slots[index], value) for index, value in sorted(case.items())]
        pairs = [(slot, value) for slot, value in pairs if value != slot.start and slot is not own]
        seen = [slot.name.removeprefix("visits ") for slot, _ in pairs if slot.kind is SlotKind.VISITS]
        rest = [pair for pair in pairs if pair[0].kind is not SlotKind.VISITS]
        text = showing.given(rest) if rest else "{}"
        if seen:
            text = text.removesuffix("}") + (", " if rest else "") + f"seen: {showing.names(seen)}}}"
        return "" if text == "{}" else text

    def _alone(self, lock: Lock) -> bool:
        """Whether one number or word alone shuts and opens it."""
        index = next(index for index in lock.open if lock.open[index] != lock.shut[index])
        kinds = (*NUMBERS, SlotKind.FLAG, SlotKind.WORD)
        rest = [self.story.slots[other].start == value for other, value in lock.open.items() if other != index]
        own = self.story.scenes[lock.scene].visits
        rest += [own is None or own.index not in lock.open]
        return self.story.slots[index].kind in kinds and all(rest)

    def _row(self, lock: Lock) -> str:
        index = next(index for index in lock.open if lock.open[index] != lock.shut[index])
        slot = self.story.slots[index]
        shut, opened = (showing.value(slot, case[index]).removeprefix("=") for case in (lock.shut, lock.open))
        return f"{{scene: {lock.scene}, choice: {lock.choice}, variable: {slot.name}, shut: {shut}, open: {opened}}}"


def _table(name: str, rows: list[str], scene: str, given: str, steps: list[str]) -> str:
    lines = [f"  - name: {name}", "    tags: [locks]", "    cases:", *(f"      - {row}" for row in rows)]
    return "\n".join(
        [*lines, f"    from: {scene}", f"    given: {given}", "    steps:", *(f"      {s}" for s in steps)]
    )


def _then(moment: Moment) -> str:
    return f", choice: {moment.choice}" if moment.choice else ""


def _title(kind: str, who: str, memory: str) -> str:
    return {
        MADE: f"{who} comes to keep {memory}",
        BACK: f"what {who} keeps of {memory} comes back",
        TOLD: f"{who} hears of {memory} by night",
        HEARD: f"{who} has heard of {memory}",
    }[kind]


def _tables(kind: str, rows: list[tuple[bool, str]]) -> Iterable[str]:
    for answered in (False, True):
        mine = [row for answer, row in rows if answer is answered]
        if mine:
            name = "made" if kind == MADE else "comes back in an answer" if answered else "comes back"
            lines = [f"  - name: {name}", "    tags: [memories]", "    cases:", *(f"      - {row}" for row in mine)]
            lines += ["    from: $scene", *([] if kind == MADE else ["    given: {remembers: {$who: $memory}}"])]
            wish = f"expect: {{{'remembers' if kind == MADE else 'recalls'}: {{$who: $memory}}}}"
            steps = ["      - choose: $choice", f"        {wish}"] if answered else [f"      - {wish}"]
            yield "\n".join([*lines, "    steps:", *steps])


if __name__ == "__main__":
    main()
