"""Writes whole games: for each of the four a line from the beginning to an ending, and for each ending a way to it.

After an edit of the story, from the repository's root: `python -m tests.playthroughs.lines`. A way is a play of one of
the policies of `fourfifths simulate`, brought down to the choices without which it ends elsewhere: where none of them
stands to be made, the first open choice is taken.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fourfifths import bundled, markup, step
from fourfifths.compiler import compile_story
from fourfifths.compiler.report import Report
from fourfifths.compiler.tablefiles import read_tables
from fourfifths.model import SlotKind, Story
from fourfifths.program import Program
from fourfifths.simulate.chooser import chooser
from fourfifths.simulate.roster import protagonists, roster
from fourfifths.state import State, Turn
from fourfifths.systems.policies import Policies
from fourfifths.testing import showing
from fourfifths.testing.scalars import scalar
from fourfifths.testing.steps import STRETCH
from tests.playthroughs.shipped import FOLDER

SEEDS, LONGEST, LONG = 120, 400, 190
LINES = """# A whole game for each of the four, from Luna's ninety seconds to an ending.
#
# What is hers or his to do is written out; the rest is left to the engine, which takes what is offered first
# (`play: {until: …}`). Written by lines.py beside this file.
story: ../../story
playthroughs:
"""
ENDINGS = """# A way to each ending, with the choices without which it would be another one.
#
# Between them the first open choice is taken. Written by lines.py beside this file.
story: ../../story
playthroughs:
"""
Asked = tuple[str, int]
"""A scene, and how often it has asked before."""
Made = dict[Asked, int]


class Play(NamedTuple):
    """A play by the program: each scene that asked, the choice made, and the ending."""

    taken: tuple[tuple[Asked, int], ...]
    ending: str


Lead = Callable[[int, list[int], list[int], Asked], int]


class Player:
    """Plays one story from its beginning."""

    def __init__(self, story: Story) -> None:
        self.story, self.program = story, Program(story)

    def play(self, lead: Lead) -> Play:
        program, counts = self.program, Counter[str]()
        scene, values = program.start()
        taken: list[tuple[Asked, int]] = []
        while not program.ends[scene] and len(taken) < LONGEST:
            open_now = list(program.open[scene](values))
            if program.scenes[scene].auto:
                choice = open_now[0]
            else:
                asked = program.scenes[scene].id, counts[program.scenes[scene].id]
                choice = lead(scene, values, open_now, asked)
                counts[asked[0]] += 1
                taken.append((asked, choice))
            scene = program.take[scene][choice](values)
        ending = program.scenes[scene].ending
        return Play(tuple(taken), ending.id if ending else "")

    def by(self, made: Made) -> Play:
        """The play that makes these choices where they can be made, and else the first."""
        return self.play(lambda _, __, now, asked: made[asked] if made.get(asked) in now else now[0])

    def trimmed(self, made: Made, ending: str) -> Made:
        """The choices without which play would end otherwise, larger parts tried before smaller ones."""
        size = len(made) // 2
        while size:
            for at in range(0, len(made), size):
                keys = list(made)[at : at + size]
                less = {asked: choice for asked, choice in made.items() if asked not in keys}
                if keys and self.by(less).ending == ending:
                    made = less
            size //= 2
        return made

    def steps(self, made: Made, marked: frozenset[int]) -> list[str]:
        """The steps of the play by these choices: those in full, the rest as stretches."""
        play = self.by(made)
        told = [at for at, (asked, choice) in enumerate(play.taken) if made.get(asked) == choice]
        lines: list[str] = []
        here = 0
        turn = step.begin(self.story)
        while here < len(play.taken):
            goal = next((at for at in told if at >= here), None)
            until = play.taken[goal][0][0] if goal is not None else ""
            passing = (at for at in range(here, goal or 0) if play.taken[at][0][0] == until)
            stop = len(play.taken) if goal is None else next(passing, goal)
            if stop > here:
                most = f", max: {LONGEST}" if stop - here > STRETCH else ""
                lines.append(f"- play: {{until: {until or 'ending'}{most}}}")
            for _, choice in play.taken[here:stop]:
                turn = self._after(turn.state, choice)
            if stop < len(play.taken):
                before = turn.state
                turn = self._after(before, play.taken[stop][1])
                lines += self._told(before, turn, marked)
                stop += 1
            here = stop
        return lines

    def _after(self, state: State, choice: int) -> Turn:
        return step.step(self.story, state, self.story.scenes[state.scene].all_choices[choice].id)

    def _told(self, before: State, turn: Turn, marked: frozenset[int]) -> list[str]:
        """A choice, the values that count and what is remembered, a reason, and a document that is read."""
        slots = self.story.slots
        quiet = {s.index for s in slots if s.kind in (SlotKind.HEARD, SlotKind.INT, SlotKind.FLAG, SlotKind.WORD)}
        values = list(before.values)
        for slot in slots:
            if slot.index not in quiet or slot.index in marked:
                values[slot.index] = turn.state.values[slot.index]
        parts = list(showing.changes(self.story, before, before._replace(values=tuple(values))))
        whys = [change.why for change in turn.changes if change.why and markup.plain(change.why) == change.why]
        parts += [f"why: {scalar(showing.first_words(whys[0]))}"] if whys else []
        docs = [markup.plain(part.title) for part in (*turn.outcome, *turn.passage) if part.doc and part.title]
        parts += [f"document: {scalar(docs[0])}"] if docs else []
        return [f"- choose: {scalar(turn.choice)}", *(line[6:] for line in showing.entry("expect", parts, 8))]


def main() -> None:
    story = compile_story(bundled.story_folder())
    player = Player(story)
    found = ways(player)
    for file, head, parts in (("endings", ENDINGS, endings(player, found)), ("lines", LINES, lines(player, found))):
        text = head + "\n\n".join(parts) + "\n"
        (FOLDER / f"{file}.play.yaml").write_text(text, encoding="utf-8")
        print(file, text.count("\n"))


def ways(player: Player) -> dict[str, Made]:
    """For each ending that some policy comes to the choices it needs, in the story's order of endings."""
    wanted = [scene.ending.id for scene in player.story.scenes.values() if scene.ending]
    found: dict[str, Made] = {}
    for play in plays(player):
        if play.ending and play.ending not in found:
            found[play.ending] = dict(play.taken)
        if len(found) == len(wanted):
            break
    for ending in wanted:
        if ending not in found:
            print("not found:", ending)
    return {end: player.trimmed(player.trimmed(found[end], end), end) for end in wanted if end in found}


def endings(player: Player, found: dict[str, Made]) -> Iterator[str]:
    """A playthrough for each ending."""
    marked = read_by_endings(player.story)
    titles = {scene.ending.id: scene.ending.title for scene in player.story.scenes.values() if scene.ending}
    for ending, made in found.items():
        print(ending, len(made))
        yield written(f"the end: {titles[ending]}", "ending", ending, player.steps(made, marked))


def lines(player: Player, found: dict[str, Made]) -> Iterator[str]:
    """A playthrough for each of the four, in which hers or his are the choices, each to another end."""
    story, used = player.story, set[str]()
    marked = read_by_endings(story)
    whole = [end for end, made in found.items() if len(player.by(made).taken) >= LONG]
    for who in protagonists(story):
        free = (end for end in [*whole, *whole] if end not in used)
        end, made = next(line for end in free if (line := one_line(player, who, end, found[end])))
        used.add(end)
        print(who, end, len(made))
        name = f"{story.people[who].name}, from the pot to the end"
        yield written(name, f"{who}, line, whole", end, player.steps(made, marked))


def one_line(player: Player, who: str, end: str, base: Made) -> tuple[str, Made] | None:
    """One to this ending, with the most that is hers or his to choose."""
    found: list[Made] = []
    for seed in range(SEEDS):
        play = player.play(own(player, who, seed, base))
        if play.ending == end:
            taken = play.taken
            own_part = {at: choice for at, choice in taken if at in base or is_own(player.story, at[0], choice, who)}
            if player.by(own_part) == play:
                found.append(own_part)
    return (end, max(found, key=len)) if found else None


def written(name: str, tags: str, ending: str, steps: list[str]) -> str:
    head = [f"  - name: {scalar(name)}", f"    tags: [{tags}]", "    steps:"]
    return "\n".join([*head, *(f"      {line}" for line in steps), f"    ends: {ending}"])


def is_own(story: Story, scene: str, choice: int, who: str) -> bool:
    """Whether a choice is made by this one, or is for a card of hers or his."""
    taken = story.scenes[scene].all_choices[choice]
    return story.scenes[scene].pov == who or (taken.goto is not None and taken in cards(story, scene, who))


def cards(story: Story, scene: str, who: str) -> list[object]:
    deck = story.scenes[scene].deck
    return [card for card in deck.cards if card.goto and story.scenes[card.goto].pov == who] if deck else []


def own(player: Player, who: str, seed: int, base: Made) -> Lead:
    """The base's choices; any where it is hers or his to make, a card of theirs where one is dealt; else the first."""
    draw = random.Random(seed)  # noqa: S311 - a playthrough

    def lead(scene: int, _: list[int], open_now: list[int], asked: Asked) -> int:
        if base.get(asked) in open_now:
            return base[asked]
        at = player.program.scenes[scene]
        if at.pov == who:
            return draw.choice(open_now)
        mine = [choice for choice in open_now if at.all_choices[choice] in cards(player.story, at.id, who)]
        return mine[0] if mine else open_now[0]

    return lead


def plays(player: Player) -> Iterator[Play]:
    """Plays by every policy, seed after seed."""
    table, report = read_tables(bundled.story_folder()).policies or Policies(), Report()
    choosers = [chooser(player.program, policy) for policy in roster(player.story, table, report)]
    for seed in range(SEEDS * 5):
        for choose in choosers:
            draw = random.Random(seed).random  # noqa: S311 - a playthrough
            yield player.play(lambda scene, values, now, _, c=choose, d=draw: c(scene, values, now, d))  # type: ignore[misc]


def read_by_endings(story: Story) -> frozenset[int]:
    """What decides how the story ends."""
    routes = [choice for scene in story.scenes.values() if scene.auto and not scene.inner for choice in scene.choices]
    ends = [c for c in routes if c.goto and story.scenes[c.goto].ending]
    return frozenset(index for choice in ends for need in choice.shown for index in need.reads)


if __name__ == "__main__":
    main()
