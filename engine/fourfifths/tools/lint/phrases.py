"""The worn phrases, as one pattern, and a quick way to know that a file holds none.

The list is that of the project's craft page; a story that likes one of them says so with a comment.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_WORDS = """
    vibrant bustling opulent tapestry tapestries weaving woven intertwine intertwined intertwines intertwining
    resilience showcasing fostering empowering amplify amplifies amplified amplifying harness harnesses harnessed
    harnessing transformative beacon journey journeys narrative narratives palpable unspoken etched flicker flickers
    flickered flickering
"""
_TURNS = {
    "dawn": "dawn of a new era",
    "platform": "platform for change",
    "ground": "common ground",
    "stark": "stark contrast",
    "boiling": "boiling point",
    "testament": "testament to",
    "couldn't": "couldn't help but",
    "breath": r"breath (?:s?he|I|they|we|you) (?:didn't|hadn't|did not|had not)",
    "barely": "voice barely above",
    "shifted": "something (?:had )?shifted",
    "weight": "the weight of",
    "hung": "hung in the air",
    "sink": "let (?:that|it) sink in",
    "first": "for the first time in",
    "somehow": "and yet,? somehow",
    "moment": "in that moment",
    "mix": "a mix of",
    "hum": "hum of (?:the|a) (?:city|machines?|machinery)",
    "ghost": "ghost of a smile",
    "steady": "steady (?:voice|gaze)",
    "quiet": "quiet (?:determination|defiance|dignity)",
    "small": "small (?:smile|victory)",
}
_NAMES = "Elara Kael Lyra Aria Thorne Voss Blackwood Chen Sarah Marcus Elena Amara Anya Aris Zara Nova"

_TELLING = frozenset({*_WORDS.split(), *_TURNS, *_NAMES.lower().split()})
_EDGES = ".,;:!?\"“”()*'’‘|}{—–…-[]"


def _spaced(turn: str) -> str:
    return turn.replace("'", "['’]").replace(" ", r"\s+")


PHRASE = re.compile(
    rf"(?<![\w-])(?:{'|'.join([*map(_spaced, _TURNS.values()), *_WORDS.split()])})(?![\w-])", re.IGNORECASE
)
"""A worn phrase; a line may break inside it."""

NAME = re.compile(rf"\b(?:{'|'.join(_NAMES.split())})\b")
"""A stock name."""


def may_hold(words: Collection[str]) -> bool:
    """Whether a file of these words can hold a phrase of the list; most cannot, and need not be searched."""
    return any(word.strip(_EDGES).lower().replace("’", "'").removesuffix("'s") in _TELLING for word in words)
