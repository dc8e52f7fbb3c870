"""A price that the story does not hold.

What a thing costs is a fact like any other, and the first one that two writers get differently. Where facts.yaml lists
prices under `canon:`, an amount after words such as *costs*, *paid* or *sells for*, before *chits*, or beside
a currency's sign, must be one of them.

Bad:

```yaml
# facts.yaml
canon:
  prices: {an onion: 1.40}
# yard/gate.yaml
scenes:
  gate:
    text: An onion costs 1.60 today.
                         ^^^^
    choices:
      - {id: leave, label: Leave., goto: end}
```

Good:

```yaml
# facts.yaml
canon:
  prices: {an onion: 1.40}
# yard/gate.yaml
scenes:
  gate:
    text: An onion costs 1.40 today, at 16:00.
    choices:
      - {id: leave, label: Leave., goto: end}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Story
from fourfifths.tools.lint.pages import Sources
from fourfifths.tools.lint.prose import shown
from fourfifths.tools.lint.rule import Rule

_AMOUNT = r"(\d{1,3}(?:,\d{3})+|\d+\.\d\d|\d+)(?![\d:.,]*\d|\w| (?:hundred|percent|per cent))"
_BEFORE = r"(?:costs?|costing|paid|pays?|priced at|price (?:is|was|of)|sells? (?:at|for))"
_PRICE = re.compile(
    rf"\b{_BEFORE}\s+(?:(?:us|me|you|him|her|them|only|about|a|the)\s+)?{_AMOUNT}"
    rf"|[€£$¥]\s?{_AMOUNT}"
    rf"|(?<![\w.,:]){_AMOUNT}\s+chits?\b",
    re.IGNORECASE,
)
_SIGNS = ("cost", "Cost", "paid", "Paid", "pay", "Pay", "price", "Price", "sell", "Sell", "chit", "€", "£", "$", "¥")
"""Without one of these no price stands in a text."""


def check(story: Story, sources: Sources) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Amounts of money that facts.yaml does not list."""
    canon = sources.whole.canon
    for page in sources.pages if canon.prices else ():
        near = [sign for sign in _SIGNS if sign in page.source.text]
        for piece in page.pieces if near else ():
            if not any(sign in piece.text for sign in near):
                continue
            for match in _PRICE.finditer(shown(piece.text)):
                number = match.lastindex or 1
                if match[number] not in canon.amounts and match[number].strip("0.,"):
                    span = piece.span(match.start(number), match.end(number))
                    hint = "mend it, or add it to `canon: prices:` in facts.yaml"
                    yield RULE.found(span, f"the story holds no price {match[number]}", hint)


RULE = Rule("W302", "unknown-price", check)
