"""A condition in its smallest parts: what stands between its `and`, `or` and `not`, without their brackets."""

from __future__ import annotations

from fourfifths import conditions
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Condition, Slot, SlotKind, Story

_JOINTS = ("and", "or")
_KINDS = {"remembers": SlotKind.MEMORY, "knows": SlotKind.KNOWS}
"""The kinds of slots that functions of a person read, those of hearsay aside."""

Word = tuple[str, int]


class StoryNames:
    """What the names in a condition of one scene mean, as the compiled story has them."""

    def __init__(self, story: Story, scene: str) -> None:
        self._slots = {slot.name: slot for slot in story.slots}
        self._folder = scene.partition("/")[0]

    def slot(self, name: str) -> Slot | str:
        """The slot of a meter or variable."""
        return self._slots.get(name, f"there is no {name}")

    def call(self, function: str, arguments: tuple[str, ...]) -> Slot | str:
        """The slot that a function with these names reads."""
        if len(arguments) == 2:
            kind = _KINDS.get(function, SlotKind.HEARD)
            return self.slot(f"{kind} {arguments[0]}/{arguments[1]}")
        full = arguments[0] if "/" in arguments[0] else f"{self._folder}/{arguments[0]}"
        return self.slot(f"{'visits' if function == 'seen' else function} {full}")


def leaves(condition: Condition, names: StoryNames) -> tuple[Condition, ...]:
    """The condition's parts, each as a condition; the whole where it has but one, or is the engine's own."""
    sources = _sources(condition.source, conditions.words(condition.source))
    found = [conditions.parse(source, condition.span, names) for source in sources]
    checked = [part for part in found if not isinstance(part, Diagnostic)]
    return tuple(checked) if len(checked) == len(found) and checked else (condition,)


def _sources(source: str, words: tuple[Word, ...]) -> tuple[str, ...]:
    if not words:
        return ()
    joints = [at for at, depth in enumerate(_depths(words)) if not depth and words[at][0] in _JOINTS]
    if joints:
        starts, ends = [0, *(at + 1 for at in joints)], [*joints, len(words)]
        pieces = (words[start:end] for start, end in zip(starts, ends, strict=True))
        return tuple(leaf for piece in pieces for leaf in _sources(source, piece))
    if words[0][0] == "not":
        return _sources(source, words[1:])
    if words[0][0] == "(" and 0 not in _depths(words)[1:-1]:
        return _sources(source, words[1:-1])
    text, at = words[-1]
    return (source[words[0][1] : at + len(text)],)


def _depths(words: tuple[Word, ...]) -> list[int]:
    """How many brackets are open before each word; a closing one counts as outside."""
    depth, found = 0, []
    for text, _ in words:
        depth -= text == ")"
        found.append(depth)
        depth += text == "("
    return found
