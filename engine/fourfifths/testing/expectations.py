"""Whether what a playthrough expects is so: one function for each subject, from what was seen to a Failure or None."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from fourfifths import markup, step
from fourfifths.model import Slot, Story
from fourfifths.state import IllegalChoiceError, Offer, Passage, State, Turn
from fourfifths.testing import choices
from fourfifths.testing.results import Failure, Met
from fourfifths.testing.script import Expectation, Subject

LONGEST = 600
"""Characters of a shown text that a failure quotes."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a step led to: the state before it, and the turns it met, of which the last one stands now."""

    before: State
    before_story: Story
    met: tuple[Met, ...]

    @property
    def turn(self) -> Turn:
        """The turn that stands now."""
        return self.met[-1].turn

    @property
    def story(self) -> Story:
        """The story that stands now."""
        return self.met[-1].story

    def passages(self) -> Iterator[Passage]:
        """Everything the step has shown, in order."""
        for met in self.met:
            yield from met.turn.outcome
            yield from met.turn.passage

    def text(self) -> str:
        """All words of it, titles of documents included, on one line."""
        return choices.fold(" ".join(f"{p.title} {markup.plain(p.text)}" for p in self.passages()))


def check(expectation: Expectation, seen: Seen) -> Failure | None:
    """The failure of an expectation, None where it is met."""
    return _CHECKS[expectation.subject](expectation, seen)


def _failed(
    wish: Expectation, message: str, expected: str, actual: str, hint: str = "", instead: str | None = None
) -> Failure:
    return Failure("E450", wish.span, message, expected, actual, hint, wish.raw, instead)


def _value(wish: Expectation, seen: Seen) -> Failure | None:
    slot, past = seen.story.slot(wish.name), seen.before_story.slot(wish.name)
    if slot is None:
        return _failed(wish, f"{wish.name} is no longer in the story", wish.written, "nothing")
    now = seen.turn.state.values[slot.index]
    if wish.amount is None:
        words = slot.words or ("false", "true")
        word = words[now]
        return None if word == wish.written else _failed(wish, slot.name, wish.written, word, instead=word)
    before = seen.before.values[past.index] if past else now
    if wish.amount.holds(before, now):
        return None
    actual = f"{now - before:+d} ({before} to {now})" if wish.amount.change else str(now)
    return _failed(wish, slot.name, wish.written, actual, instead=wish.amount.so(before, now, wish.written))


def _scene(wish: Expectation, seen: Seen) -> Failure | None:
    actual = seen.turn.state.scene
    wanted = seen.story.renamed.get(wish.written, wish.written)
    return None if actual == wanted else _failed(wish, "scene", wish.written, actual, instead=actual)


def _ending(wish: Expectation, seen: Seen) -> Failure | None:
    actual = seen.turn.ending
    if actual == wish.written:
        return None
    where = actual or f"none; play goes on in {seen.turn.state.scene}"
    return _failed(wish, "ending", wish.written, where, instead=actual or None)


def _text(wish: Expectation, seen: Seen) -> Failure | None:
    shown = seen.text()
    if _within(wish.written, shown):
        return None
    return _failed(wish, "this step does not show the text", wish.written, _quoted(shown), _nearest(wish, shown))


def _not_text(wish: Expectation, seen: Seen) -> Failure | None:
    shown = seen.text()
    if not _within(wish.written, shown):
        return None
    at = shown.casefold().find(choices.fold(wish.written).casefold())
    around = shown[max(0, at - 60) : at + len(wish.written) + 60]
    return _failed(wish, "this step shows the text", f"not: {wish.written}", f"… {around} …")


def _said(wish: Expectation, seen: Seen) -> Failure | None:
    return _among(wish, "said", [markup.plain(met.turn.said) for met in seen.met if met.turn.said])


def _why(wish: Expectation, seen: Seen) -> Failure | None:
    return _among(wish, "why", [change.why for met in seen.met for change in met.turn.changes])


def _document(wish: Expectation, seen: Seen) -> Failure | None:
    found = [(passage.doc, markup.plain(passage.title)) for passage in seen.passages() if passage.doc]
    if any(wish.written == kind or _within(wish.written, title) for kind, title in found):
        return None
    actual = "; ".join(f"{kind}: {title}" if title else kind for kind, title in found) or "no document"
    return _failed(wish, "document", wish.written, actual)


def _kept(wish: Expectation, seen: Seen) -> Failure | None:
    kind, _, rest = wish.name.partition(" ")
    person, _, name = rest.partition("/")
    held = [slot.name.removeprefix(f"{kind} {person}/") for slot in _held(seen, f"{kind} {person}/")]
    if name in held:
        return None
    verb = "knows" if wish.subject is Subject.KNOWS else "remembers"
    return _failed(wish, f"{person} {verb}", name, ", ".join(held) or "nothing")


def _held(seen: Seen, start: str) -> Iterator[Slot]:
    values = seen.turn.state.values
    return (slot for slot in seen.story.slots if slot.name.startswith(start) and values[slot.index])


def _recalls(wish: Expectation, seen: Seen) -> Failure | None:
    """A memory is recalled where the step would have shown something else without it."""
    if any(_differs(met, wish.name) for met in seen.met):
        return None
    kept = wish.name in {slot.name for slot in seen.story.slots if seen.turn.state.values[slot.index]}
    actual = "it is kept, but this step shows the same without it" if kept else "it is not kept"
    person = wish.name.partition(" ")[2].partition("/")[0]
    return _failed(wish, f"{person} recalls", wish.written, actual)


def _differs(met: Met, name: str) -> bool:
    slot = met.story.slot(name)
    if slot is None:
        return False
    if met.before is None:
        return _other(met, met.turn.state, slot.index)
    before = _without(met.before, slot.index)
    if before is not None:
        try:
            told = step.step(met.story, before, met.turn.choice)
        except IllegalChoiceError:
            return True
        if _read(told) != _read(met.turn):
            return True
    return _other(met, met.turn.state, slot.index)


def _other(met: Met, state: State, index: int) -> bool:
    """Whether the state shows other offers, or another text where one was shown, without the memory."""
    blank = _without(state, index)
    if blank is None:
        return False
    if step.offers(met.story, blank) != step.offers(met.story, state):
        return True
    return bool(met.turn.passage) and step.passage(met.story, blank) != step.passage(met.story, state)


def _without(state: State, index: int) -> State | None:
    if not state.values[index]:
        return None
    return state._replace(values=(*state.values[:index], 0, *state.values[index + 1 :]))


def _read(turn: Turn) -> tuple[object, ...]:
    return turn.label, turn.said, turn.outcome, turn.passage, turn.offers


def _open(wish: Expectation, seen: Seen) -> Failure | None:
    offer = _offer(wish.written, seen)
    if offer is None:
        return _failed(wish, "offers", f"{wish.written}, open", f"absent (open: {_ids(seen)})", _cure(wish, seen))
    return None if offer.open else _failed(wish, "offers", f"{wish.written}, open", f"locked: {offer.locked}")


def _absent(wish: Expectation, seen: Seen) -> Failure | None:
    offer = _offer(wish.written, seen)
    if offer is None:
        return None
    return _failed(wish, "offers", f"{wish.written}, absent", f"locked: {offer.locked}" if offer.locked else "open")


def _locked(wish: Expectation, seen: Seen) -> Failure | None:
    offer, wanted = _offer(wish.name, seen), f"{wish.name}, locked{': ' if wish.written else ''}{wish.written}"
    if offer is None:
        hint = choices.cure(seen.story, seen.turn.state, seen.turn.offers, wish.name)
        return _failed(wish, "offers", wanted, f"absent (open: {_ids(seen)})", hint)
    if offer.open:
        return _failed(wish, "offers", wanted, "open")
    if _within(wish.written, markup.plain(offer.locked)):
        return None
    return _failed(wish, "offers", wanted, f"locked: {offer.locked}", instead=markup.plain(offer.locked))


def _exactly(wish: Expectation, seen: Seen) -> Failure | None:
    offers = [offer for offer in seen.turn.offers if offer.open]
    wanted = [found.id if (found := _offer(name, seen)) else name for name in wish.names]
    if wanted == [offer.id for offer in offers]:
        return None
    actual = ", ".join(offer.id for offer in offers)
    return _failed(wish, "the open offers", wish.written, actual or "nothing", instead=f"[{actual}]")


def _offer(name: str, seen: Seen) -> Offer | None:
    return choices.find(seen.story, seen.turn.state, seen.turn.offers, name)


def _ids(seen: Seen) -> str:
    return choices.listed(seen.turn.offers)


def _cure(wish: Expectation, seen: Seen) -> str:
    return choices.cure(seen.story, seen.turn.state, seen.turn.offers, wish.written)


def _within(part: str, text: str) -> bool:
    return choices.fold(markup.plain(part)).casefold() in choices.fold(text).casefold()


def _among(wish: Expectation, what: str, found: Iterable[str]) -> Failure | None:
    texts = list(found)
    if any(_within(wish.written, text) for text in texts):
        return None
    return _failed(wish, what, wish.written, _quoted(" / ".join(texts)) or "nothing")


def _quoted(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _nearest(wish: Expectation, shown: str) -> str:
    sentences = [part.strip() for part in shown.replace("!", ".").replace("?", ".").split(".")][:200]
    near = difflib.get_close_matches(wish.written[:200], sentences, n=1, cutoff=0.5)
    return f'the nearest is "{near[0]}"' if near else ""


_CHECKS: dict[Subject, Callable[[Expectation, Seen], Failure | None]] = {
    Subject.VALUE: _value,
    Subject.SCENE: _scene,
    Subject.TEXT: _text,
    Subject.NOT_TEXT: _not_text,
    Subject.SAID: _said,
    Subject.DOCUMENT: _document,
    Subject.WHY: _why,
    Subject.KNOWS: _kept,
    Subject.REMEMBERS: _kept,
    Subject.RECALLS: _recalls,
    Subject.ENDING: _ending,
    Subject.OPEN: _open,
    Subject.LOCKED: _locked,
    Subject.ABSENT: _absent,
    Subject.EXACTLY: _exactly,
}
