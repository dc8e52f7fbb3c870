"""The rules there are, and what every code means."""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module

from fourfifths.compiler.codes import CODES
from fourfifths.tools.lint.rule import Rule

NAMES = (
    "unreachable_scene", "never_read", "never_recalled", "taught_for_nothing",
    "never_set", "read_where_set", "never_holds", "always_holds", "no_open_choice", "no_way_out",
    "unknown_fact", "unused_fact", "same_end", "impossible", "dead_route",
    "dominated", "paraphrase", "same_effects", "always_clamped", "long_label", "long_text", "tall_text",
    "unknown_name", "unknown_price", "todo", "worn_phrase", "gap", "split_paragraph", "wide_document",
    "unused_ignore",
)  # fmt: skip
"""The modules of the rules, in the order of their codes."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    return tuple(import_module(f"fourfifths.tools.lint.rules.{name}").RULE for name in NAMES)


def by_code(code: str) -> Rule | None:
    """The rule of this code or name."""
    return next((rule for rule in rules() if code in (rule.code, rule.name)), None)


def page(rule: Rule) -> str:
    """A rule's page of the manual: its module's docstring."""
    return inspect.getdoc(inspect.getmodule(rule.check)) or ""


def explained(code: str) -> str | None:
    """What there is to say of a code; None where there is no such code."""
    rule = by_code(code)
    if rule is not None:
        return f"{rule.code} {rule.name} ({rule.severity})\n\n{page(rule)}"
    return f"{code} (error)\n\n{CODES[code][0].upper()}{CODES[code][1:]}." if code in CODES else None


def known(pattern: str) -> bool:
    """Whether a code, a rule's name or the start of codes means something."""
    codes = (*CODES, *(rule.code for rule in rules()))
    return by_code(pattern) is not None or any(code.startswith(pattern) for code in codes)
