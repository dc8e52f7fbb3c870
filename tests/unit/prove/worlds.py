"""Random small stories for the prover, and the truth about any story that is small enough to play in every way."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from hypothesis import strategies as st

from fourfifths import effects, step
from fourfifths.compiler import compile_texts
from fourfifths.model import SlotKind, Story
from fourfifths.operation import SET
from fourfifths.state import State
from fourfifths.testing.atlas import Atlas

HEAD = """\
format: 1
title: World
id: world
version: 1.0.0
start: w/s0
acts:
  1: {{title: Act I, subtitle: World}}
meters:
{meters}variables:
  f0: {{flag: false}}
  f1: {{flag: false}}
  n0: {{int: 0..4}}
  e0: {{one-of: [red, green, blue]}}
people:
  ann: {{name: Ann, playable: true}}
places:
  here: {{name: Here}}
"""
METER = "  {name}: {{low: 0, high: {high}, start: {start}, label: M, glyph: '*', bands: [{{to: {high}, name: so}}]}}\n"
COUNTS = ("+1", "-1", "+3", "=2", "{half-way-to: 4}", "{half-way-to: 0}")
FLAGS, WORDS, TRUTHS = ("f0", "f1"), ("red", "green", "blue"), ("true", "false")


def story(scenes: str, meters: tuple[tuple[str, int, int], ...] = (("m0", 9, 4),), head: str = "") -> Story:
    """The story of these scenes in YAML, indented by two."""
    lines = "".join(METER.format(name=name, high=high, start=start) for name, high, start in meters)
    body = f"pov: ann\nact: 1\ntitle: W\nplace: here\nscenes:\n{scenes}"
    files = {"story.yaml": (head or HEAD.format(meters=lines)), "facts.yaml": "facts: {}\n", "w/w.yaml": body}
    return compile_texts({name: text.encode() for name, text in files.items()})


@dataclass
class Truth:
    """The keys of all targets that some play meets; `whole` where every state was looked at."""

    met: set[str] = field(default_factory=set)
    states: int = 0
    whole: bool = True


def truth(story: Story, most: int = 60_000) -> Truth:
    """Everything that any play of the story meets, by playing it in every way."""
    atlas, found = Atlas(story), Truth()
    first = step.start(story)
    seen = {(first, True)}
    waiting = deque(seen)
    cover = 0
    while waiting:
        state, entered = waiting.popleft()
        cover |= atlas.arrival(state, read=entered)
        choices = step.open_choices(story, state)
        if not choices and not story.scenes[state.scene].ending:
            found.met.add(f"stuck {state.scene}")
        for choice in choices:
            cover |= atlas.act(state, choice.id)[0]
            found.met |= set(_moved(state, choice))
            after = (step.advance(story, state, choice), choice.goto is not None)
            if after not in seen:
                seen.add(after)
                waiting.append(after)
        if len(seen) > most:
            found.whole = False
            break
    found.states = len({state for state, _ in seen})
    found.met |= {point.key for point in atlas.among(cover)}
    return found


def _moved(state: State, choice: object):
    for effect in choice.effects:
        slot = effect.slot
        if slot.kind is SlotKind.METER and effect.kind is not SET:
            value = state.values[slot.index]
            if effects.apply((effect,), state.values)[slot.index] != value:
                yield f"moves {state.scene}.{choice.id} {slot.name}"


@st.composite
def conditions(draw, meters):
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        name, high, _ = draw(st.sampled_from(meters))
        kind = draw(st.integers(0, 7))
        if kind <= 2:
            part = f"{name} {draw(st.sampled_from(['>=', '<=', '==', '!=']))} {draw(st.integers(0, high))}"
        elif kind == 3:
            part = draw(st.sampled_from(FLAGS))
        elif kind == 4:
            part = f"n0 {draw(st.sampled_from(['>=', '<', '==']))} {draw(st.integers(0, 5))}"
        elif kind == 5:
            part = f"e0 {draw(st.sampled_from(['==', '!=']))} {draw(st.sampled_from(WORDS))}"
        elif kind == 6:
            part = f"{name} > n0 * 2"
        else:
            part = f"visits(s{draw(st.integers(0, 2))}) {draw(st.sampled_from(['>=', '<']))} {draw(st.integers(1, 3))}"
        parts.append(f"not ({part})" if draw(st.integers(0, 4)) == 0 else part)
    return draw(st.sampled_from([" and ", " or "])).join(parts)


@st.composite
def choices(draw, number, scenes, meters):
    lines = [f"      - id: c{number}", f"        label: Way {number}."]
    if draw(st.integers(0, 2)):
        lines.append(f"        if: {draw(conditions(meters))}")
    if draw(st.integers(0, 4)) == 0:
        lines += [f"        needs: {draw(conditions(meters))}", "        locked: No."]
    lines += draw(changes(meters))
    if draw(st.booleans()):
        lines.append(f"        text: 'It {{{draw(conditions(meters))}: went|came}}.'")
    if number == 0 or draw(st.integers(0, 3)):
        lines.append(f"        goto: {draw(st.sampled_from(scenes))}")
    if draw(st.booleans()):
        lines.append(f"        once: {draw(st.sampled_from(['true', 'false']))}")
    return "\n".join(lines)


@st.composite
def changes(draw, meters):
    found = {}
    for name, high, _ in meters:
        kind = draw(st.integers(0, 4))
        if kind == 4:
            found[name] = f"{{half-way-to: {draw(st.integers(0, high))}, why: So.}}"
        elif kind >= 2 and (by := draw(st.integers(-high, high))):
            found[name] = f"{{by: {by:+d}, why: So.}}"
    for name, values in (("n0", COUNTS), ("e0", WORDS), (draw(st.sampled_from(FLAGS)), TRUTHS)):
        if draw(st.integers(0, 2)) == 0:
            found[name] = draw(st.sampled_from(values))
    return ["        effects:", *(f"          {name}: {value}" for name, value in found.items())] if found else []


@st.composite
def routes(draw, number, scenes, meters):
    """A scene that routes, at times with a text; the last route has no condition."""
    lines = [f"  r{number}:"]
    if draw(st.booleans()):
        lines.append("    text: 'By {" + draw(conditions(meters)) + ": day|night}.'")
    lines.append("    routes:")
    count = draw(st.integers(1, 3))
    for way in range(count):
        lines.append(f"      - id: w{way}")
        if way < count - 1:
            lines.append(f"        if: {draw(conditions(meters))}")
        lines += draw(changes(meters))
        lines.append(f"        goto: {draw(st.sampled_from(scenes))}")
    return "\n".join(lines)


@st.composite
def stories(draw):
    """A story of few scenes with loops, stays, locks, once-only choices, a deck at times, routes and clamped meters."""
    count = draw(st.integers(3, 5))
    sizes = draw(st.lists(st.tuples(st.integers(3, 14), st.integers(0, 3)), min_size=1, max_size=2))
    meters = tuple((f"m{number}", high, min(start, high)) for number, (high, start) in enumerate(sizes))
    names = [f"s{number}" for number in range(count)] + ["end"]
    parts = [draw(routes(0, [*names, "r1"], meters)), draw(routes(1, names, meters))]
    names += ["r0", "r1"]
    for number in range(count):
        text = "{One|two|three} {" + draw(conditions(meters)) + ": yes|no}."
        parts.append(f"  s{number}:\n    text: '{text}'")
        if number == 1:
            parts.append(f"    deck: {{tag: t, show: {draw(st.integers(1, 2))}, count: n0, limit: 3}}")
        own = [draw(choices(way, names, meters)) for way in range(draw(st.integers(1, 3)))]
        parts.append("    choices:\n" + "\n".join(own))
    for number in range(2):
        once = draw(st.sampled_from(["true", "false"]))
        card = f"{{tags: [t], title: Card, if: {draw(conditions(meters))}, once: {once}}}"
        parts.append(
            f"  k{number}:\n    card: {card}\n    text: A card.\n    choices:\n{draw(choices(0, names, meters))}"
        )
    parts.append("  end:\n    text: The end.\n    ends: {id: end, title: End}")
    return "\n".join(parts) + "\n", meters
