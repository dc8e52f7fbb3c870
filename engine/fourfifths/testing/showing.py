"""What to write in a playthrough so that a turn is told from another, or told again: steps as lines of YAML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fourfifths import markup
from fourfifths.model import Slot, SlotKind, Story
from fourfifths.state import Offer, State, Turn
from fourfifths.testing.amounts import exactly
from fourfifths.testing.choices import fold
from fourfifths.testing.scalars import scalar

WORDS, FEWEST = 7, 3
"""Words of a text that are quoted, and of one that ends with its sentence."""
_ENDS = (".", "?", "!", '."', '?"', '!"', ".)")
LINE = 110
"""How long a line of a playthrough may be before it is divided."""
_NUMBERS = (SlotKind.METER, SlotKind.INT)


def told(turn: Turn) -> str:
    """All words that a step to this turn shows, as an expectation looks at them."""
    passages = (*turn.outcome, *turn.passage)
    return fold(" ".join(f"{part.title} {markup.plain(part.text)}" for part in passages))


def value(slot: Slot, number: int) -> str:
    """A slot's value as a playthrough writes it."""
    if slot.kind in _NUMBERS:
        return exactly(number)
    return (slot.words or ("false", "true"))[number]


def given(pairs: Iterable[tuple[Slot, int]]) -> str:
    """`given:` for these values."""
    plain: list[str] = []
    marks: dict[str, dict[str, list[str]]] = {}
    chosen: list[str] = []
    for slot, number in pairs:
        kind, _, name = slot.name.partition(" ")
        if slot.kind in (SlotKind.KNOWS, SlotKind.MEMORY):
            person, _, what = name.partition("/")
            marks.setdefault("knows" if kind == "knows" else "remembers", {}).setdefault(person, []).append(what)
        elif slot.kind is SlotKind.CHOSEN:
            chosen.append(name)
        else:
            plain.append(f"{slot.name}: {value(slot, number)}")
    plain += [f"{key}: {_people(people)}" for key, people in marks.items()]
    return "{" + ", ".join(plain + ([f"chosen: {names(chosen)}"] if chosen else [])) + "}"


def changes(story: Story, before: State, after: State) -> Iterator[str]:
    """What a step did to the values, as parts of `expect`."""
    marks: dict[str, dict[str, list[str]]] = {"knows": {}, "remembers": {}}
    for slot in story.slots:
        was, now = before.values[slot.index], after.values[slot.index]
        if was == now:
            continue
        if slot.kind in _NUMBERS:
            yield f"{slot.name}: {now - was:+d}"
        elif slot.kind in (SlotKind.FLAG, SlotKind.WORD, SlotKind.HEARD):
            yield f"{slot.name}: {scalar(value(slot, now))}"
        elif slot.kind in (SlotKind.KNOWS, SlotKind.MEMORY):
            kind, _, name = slot.name.partition(" ")
            person, _, what = name.partition("/")
            marks["knows" if kind == "knows" else "remembers"].setdefault(person, []).append(what)
    yield from (f"{key}: {_people(people)}" for key, people in marks.items() if people)


def offers(found: Iterable[Offer], labels: Iterable[str] = ()) -> list[str]:
    """What is open, in order, what is locked and why, and labels that are worth reading, as parts of `offers`."""
    seen = tuple(found)
    parts = [f"exactly: {names(offer.id for offer in seen if offer.open)}"]
    locked = [f"{scalar(offer.id)}: {scalar(first_words(offer.locked))}" for offer in seen if not offer.open]
    parts += [f"locked: {{{', '.join(locked)}}}"] if locked else []
    labels = list(labels)
    return parts + ([f"open: {names(labels)}"] if labels else [])


def entry(key: str, parts: list[str], indent: int) -> list[str]:
    """A mapping as lines: on one where that is short enough, else one line for each part."""
    line = f"{' ' * indent}{key}: {{{', '.join(parts)}}}"
    if len(line) <= LINE or not parts:
        return [line] if parts else []
    return [f"{' ' * indent}{key}:", *(f"{' ' * (indent + 2)}{part}" for part in parts)]


def first_words(text: str) -> str:
    """The beginning of a text, enough to know it by."""
    return " ".join(fold(markup.plain(text)).split()[:WORDS])


def only_in(shown: str, other: str) -> str:
    """A few words of a text that do not stand so in the other one; none where there are none.

    They end with their sentence where they can.
    """
    words, against = shown.split(), other.casefold()
    for at in range(len(words)):
        sample = words[at : at + WORDS]
        if _is_new(sample, against):
            ends = (
                n for n in range(FEWEST, len(sample)) if sample[n - 1].endswith(_ENDS) and _is_new(sample[:n], against)
            )
            return " ".join(sample[: next(ends, len(sample))])
    return ""


def _is_new(words: list[str], against: str) -> bool:
    sample = " ".join(words)
    return sample.casefold() not in against and markup.plain(sample) == sample


def _people(people: dict[str, list[str]]) -> str:
    return "{" + ", ".join(f"{scalar(who)}: {names(what)}" for who, what in people.items()) + "}"


def names(found: Iterable[str]) -> str:
    """A list of names or texts on one line."""
    return f"[{', '.join(map(scalar, found))}]"
