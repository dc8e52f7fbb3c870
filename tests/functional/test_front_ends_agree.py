"""The same choices through line mode and through the full screen: what can be read is the same, and so is the end.

Both are reduced to words in reading order. What only one of them draws (frames, rules, arrows) or only the other says
(`You chose:`, `rises by`) is taken away; every word of the story must then be there in both, and no other.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest

from fourfifths import bundled, plain, step
from fourfifths.compiler import compile_story
from fourfifths.model import Story
from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.tui import Desk
from fourfifths.tui.app import FourFifths
from fourfifths.tui.preferences import Preferences
from fourfifths.tui.screens.play import PlayScreen
from tests.functional.command import STORIES

MOST = 60
DRAWN = re.compile(r"[─━═╍│┌┐└┘❯]+\Z")
CHANGE = re.compile(
    r"(?P<meter>.+?) (?:rises by (?P<up>\d+)|falls by (?P<down>\d+)|stays) (?:to|at) \d+(?:: (?P<why>.+)|\.)\Z"
)
OFFER = re.compile(
    r"(?P<number>\d+): (?P<label>.+?)(?: \((?P<note>[^()]+)\))?(?: \[touches (?P<touched>[^\[\]]+)\])?"
    r"(?: \[not available: (?P<locked>.+)\])?\Z"
)
STRENGTHS = {"a little": 1, "": 2, "strongly": 3}


class Offered(NamedTuple):
    """A choice: its label and notes in reading order, without brackets, as an aside in a label reads like a note."""

    words: tuple[str, ...]
    dots: tuple[int, ...]


class Reading(NamedTuple):
    """What a player could read at one prompt."""

    words: list[str]
    offers: list[Offered]
    meters: list[tuple[str, str, str]]
    end: str


def story(name: str) -> Story:
    return compile_story(bundled.story_folder() if name == "shipped" else STORIES / name)


def route(played: Story, seed: int) -> list[int]:
    """Numbers of open choices, at random, to an end or until it is enough."""
    chance = random.Random(seed)  # noqa: S311 - a playthrough, no secret
    turn = step.begin(played, seed)
    numbers: list[int] = []
    while turn.offers and len(numbers) < MOST:
        number = chance.choice([n for n, offer in enumerate(turn.offers[:9], 1) if offer.open])
        numbers.append(number)
        turn = step.step(played, turn.state, turn.offers[number - 1].id)
    return numbers


def words(text: str) -> list[str]:
    return [word for word in text.split() if not DRAWN.match(word)]


def in_lines(session: Session, numbers: list[int]) -> list[Reading]:
    """Every prompt of line mode, asked for the meters at each."""
    typed = "s\n" + "".join(f"{number}\ns\n" for number in numbers)
    out = io.StringIO()
    assert plain.run(session, plain.Terminal(io.StringIO(typed), out), strict=True) == 0
    said = out.getvalue().split("Choice> ")
    opening = said[0].partition("\n\n")[2]  # after the greeting and, at the beginning, where the meters stand
    tellings = [opening, *(part.split("\n", 1)[1] for part in said[2:-1:2])]
    return [told(telling, status, session) for telling, status in zip(tellings, said[1:-1:2], strict=True)]


def told(telling: str, status: str, session: Session) -> Reading:
    labels = [meter.label for meter in session.meters]
    names = set(session.people.values())
    lines = telling.rstrip("\n").split("\n")
    end = next((line for line in lines[-2:-1] if line.startswith("This is the end")), "")
    offers = [] if end else [offered(line, labels) for line in lines[last_gap(lines) :]]
    text = lines[:-2] if end else lines[: last_gap(lines)]
    standing = re.findall(r"(?m)^(.+): (\d+) of \d+, (.+?)\. ", status)
    return Reading([word for line in text for word in undecorated(line, names)], offers, standing, end)


def last_gap(lines: list[str]) -> int:
    return max(number for number, line in enumerate(lines) if not line) + 1


def undecorated(line: str, names: set[str]) -> Iterator[str]:
    """A line of line mode as the words that the full screen has for it."""
    if line.startswith(("Scene: ", "Act ", "Prologue", "[end of ")):
        return
    if line.startswith("[") and (document := re.match(r"\[([a-z]+)(?:: (.+))?\]\Z", line)):
        yield from words(f"{document[1].upper()} {document[2] or ''}")
    elif moved := CHANGE.match(line):
        by = f"+{moved['up']}" if moved["up"] else f"−{moved['down']}" if moved["down"] else "0"
        yield from words(f"{moved['meter']} {by} {moved['why'] or ''}")
    elif line.startswith(("You chose: ", "You say: ")):
        yield from words(line.split(": ", 1)[1])
    else:
        yield from words(line.removesuffix(":") if line.removesuffix(":") in names else line)


def offered(line: str, labels: list[str]) -> Offered:
    found = OFFER.match(line)
    assert found, line
    touched = {}
    for part in (found["touched"] or "").split(", "):
        label = next((label for label in labels if part.startswith(label)), "")
        touched[label] = STRENGTHS[part[len(label) :].strip()] if label else 0
    dots = tuple(touched.get(label, 0) for label in labels)
    return Offered(unbracketed(found["label"], *(note for note in (found["note"], found["locked"]) if note)), dots)


def unbracketed(*parts: str) -> tuple[str, ...]:
    return tuple(word.strip("()") for part in parts for word in part.split())


async def on_the_screen(session: Session, numbers: list[int]) -> list[Reading]:
    """Every turn of the full screen, each choice taken with its number key."""
    desk = Desk("", lambda: session, lambda _: session, session.slots, session.delete)
    ticks = count(0, 10)
    app = FourFifths(desk, opening=session, preferences=Preferences(), clock=lambda: float(next(ticks)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        readings = [seen(app, session)]
        for number in numbers:
            await pilot.press(str(number))
            await pilot.pause()
            readings.append(seen(app, session))
    return readings


def seen(app: FourFifths, session: Session) -> Reading:
    screen = app.screen
    assert isinstance(screen, PlayScreen)
    glyphs = app.glyphs
    body = screen.stage.body.text
    end = session.ending_title
    if end:
        body = body[: body.rindex(f"{end}. Play is over")]
    arrows = str.maketrans("", "", glyphs.up + glyphs.down + glyphs.same)
    offers = [
        Offered(
            unbracketed(*("".join(text for text, _ in runs) for runs in (row.runs, *row.notes))),
            tuple(text.count(glyphs.dot) for text, _ in row.tail) or (0,) * len(session.meters),
        )
        for row in screen.choices.items
    ]
    shown = " ".join(words(screen.stage.meters.text))
    meters = [
        (m.label, str(m.value), m.band) for m in session.meters if f"{m.label} {m.value}" in shown and m.band in shown
    ]
    return Reading(words(body.translate(arrows)), [] if end else offers, meters, end)


@pytest.mark.parametrize(("name", "seed"), [*(("pantry", n) for n in range(4)), *(("shipped", n) for n in range(3))])
async def test_what_is_read_and_where_it_ends_is_the_same(tmp_path: Path, name: str, seed: int) -> None:
    played = story(name)
    numbers = route(played, seed)
    lines = Session.start(played, Store(tmp_path / "lines"), seed=seed)
    screen = Session.start(played, Store(tmp_path / "screen"), seed=seed)
    in_words = in_lines(lines, numbers)
    in_cells = await on_the_screen(screen, numbers)
    for number, (heard, looked_at) in enumerate(zip(in_words, in_cells, strict=True)):
        entered = bool(lines.history[number].turn.passage)
        assert looked_at.words[0 if entered else -len(heard.words) :] == heard.words
        assert looked_at.offers == heard.offers
        assert looked_at.meters == heard.meters
        assert looked_at.end in heard.end
        assert bool(looked_at.end) == bool(heard.end)
    assert lines.turn == screen.turn
    assert [moment.turn for moment in lines.history] == [moment.turn for moment in screen.history]
    assert kept(tmp_path / "lines") == kept(tmp_path / "screen")


def kept(folder: Path) -> tuple[object, ...]:
    """What the autosave holds of the run, but for its time and its name."""
    body = Store(folder).read("auto")
    return tuple(body[key] for key in ("log", "cursor", "story", "preview"))
