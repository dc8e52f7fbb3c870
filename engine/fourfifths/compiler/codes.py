"""Every code of the compiler, with its meaning in one line; those of the linter stand with its rules.

A code never gets another meaning, not even when nothing uses it any more.
"""

from __future__ import annotations

CODES: dict[str, str] = {
    # files and YAML
    "E001": "a file cannot be read, is no regular file, or lies outside the story's folder",
    "E002": "a file stands where the story has no place for it, or has a name it cannot have",
    "E003": "a file, a text or a list is larger than any story needs",
    "E004": "a file is not UTF-8",
    "E005": "a control character, a tab, or an invisible character that turns the direction of text",
    "E006": "the YAML cannot be read",
    "E007": "an anchor (&) or an alias (*)",
    "E008": "a tag (!)",
    "E009": "a merge key (<<)",
    "E010": "a key that stands twice in one place",
    "E011": "more than one YAML document in a file, or a directive",
    "E012": "text that YAML cuts off at ` #`",
    "E013": "a key that is not plain text",
    "E014": "the story has no story.yaml",
    "E015": "more mistakes than are shown",
    # shapes
    "E020": "a key that has no meaning in this place",
    "E021": "a key that is needed is missing",
    "E022": "a list, a text or a mapping where another of them is needed",
    "E023": "a value that is empty",
    "E024": "a name with characters that names do not have, or a word with a meaning of its own",
    "E025": "a number that is not a whole number",
    "E026": "a flag that is neither true nor false",
    "E027": "a number out of its bounds",
    "E028": "a format of stories that this version does not know",
    # names
    "E030": "a scene that does not exist",
    "E031": "a choice that does not exist",
    "E032": "a meter or variable that does not exist",
    "E033": "a person that does not exist",
    "E034": "a place that does not exist",
    "E035": "a fact that does not exist",
    "E036": "a memory that does not exist",
    "E037": "a tag that no deck deals, or no card has",
    "E038": "a kind of document that does not exist",
    "E039": "a word that its variable never has",
    "E040": "an act that does not exist",
    "E041": "a name that is given twice",
    "E042": "a renamed scene that still exists",
    "E043": "a pair of `gossip` that is not of two people, or given twice",
    # choices and effects
    "E050": "a meter that moves without `by` and `why`",
    "E051": "a number that may mean a move or a new value",
    "E052": "an effect that its variable cannot have",
    "E053": "an effect that changes nothing",
    "E054": "`needs` without `locked`, or `locked` without `needs`",
    "E055": "a choice that does nothing",
    "E056": "`half-way-to` beside `by`",
    # scenes
    "E060": "a scene that nothing leads out of",
    "E061": "an end that goes on",
    "E062": "a deck that cannot work",
    "E063": "the bands of a meter leave out some of its values",
    # routes
    "E064": "routes or endings of which none may hold, or one after which no other can",
    "E065": "routes beside choices, a deck or an end",
    "E066": "routes that lead round in a circle in which nobody is asked",
    "E067": "a route with what only a choice has",
    "E068": "a card that nothing can settle where it is not played",
    "E069": "a `pick` that there is not, or one without routes",
    # tables
    "E071": "a table whose parts contradict each other",
    "E072": "a row or a text that a panel cannot show",
    "E073": "a sum of a table that the story does not have",
    # conditions (conditions.py) and text (text.py)
    "E300": "a condition is too long, has too many parts or is nested too deep",
    "E301": "a character that has no place in a condition",
    "E302": "a condition that is not well formed",
    "E303": "a name or a function in a condition or a text that does not exist",
    "E304": "values of different kinds that are compared or joined",
    "E305": "a word that its variable never has, in a condition",
    "E306": "a division by something other than a number above 0",
    "E310": "a { that is never closed",
    "E311": "a } that closes nothing",
    "E312": "empty braces",
    "E313": "a condition in a text with more than two arms",
    "E314": "a flag shown as a value",
    "E315": "alternatives nested too deep",
}
