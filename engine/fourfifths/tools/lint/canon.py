"""What a story calls things and what they cost: the names and prices that its texts may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fourfifths.compiler.nodes import Mapping, Source
from fourfifths.model import Story
from fourfifths.tools.lint.pages import scalars

_NAME = re.compile(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*")
_CALENDAR = """Monday Tuesday Wednesday Thursday Friday Saturday Sunday
Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays Mon Tue Tues Wed Thu Thurs Fri Sat Sun
January February March April May June July August September October November December Christmas Easter"""
_CALLED = """Mr Mrs Ms Miss Dr Sir Lord Lady God Mum Mam Mom Dad Mother Father Mama Papa Gran Granny Grandad Grandma
Grandpa Aunt Auntie Uncle"""
_TONGUES = """English French German Spanish Portuguese Italian Latin Greek Arabic Hebrew Hindi Chinese Japanese Korean
Russian"""


class Canon:
    """Known words and prices; `names` and `prices` say whether facts.yaml holds any, so that they are to be kept."""

    def __init__(self, story: Story, facts: Source | None) -> None:
        canon = facts.root.entries.get("canon") if facts and facts.root else None
        entries = canon.entries if isinstance(canon, Mapping) else {}
        self.names = "names" in entries
        self.prices = "prices" in entries
        prices = entries.get("prices")
        listed = prices.entries if isinstance(prices, Mapping) else {}
        named = (node.text for node in scalars(entries.get("names")))
        known = [*_declared(story), *named, *listed, _CALENDAR, _CALLED, _TONGUES]
        self.words = frozenset(match[0] for text in known for match in _NAME.finditer(text))
        self.amounts = frozenset(node.text for value in listed.values() for node in scalars(value))

    def knows(self, word: str) -> bool:
        """Whether a capitalised word is one of the story's names, its possessive and its parts among them."""
        bare = re.sub(r"['’]s?\Z", "", word)
        return bare in self.words or word in self.words or all(part in self.words for part in bare.split("-"))


def _declared(story: Story) -> Iterator[str]:
    yield story.title
    yield from (person.name for person in story.people.values())
    yield from (place.name for place in story.places.values())
    yield from (meter.label for meter in story.meters)
    yield from (text for act in story.acts.values() for text in (act.title, act.subtitle))
    yield from (fact.text for fact in story.facts.values())
