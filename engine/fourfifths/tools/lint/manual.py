"""docs/rules.md, made from the rules themselves: `python -m fourfifths.tools.lint.manual` prints it."""

from __future__ import annotations

import sys

from fourfifths.compiler.codes import CODES
from fourfifths.tools.lint.registry import page, rules
from fourfifths.tools.lint.rule import Rule

_INTRODUCTION = """\
# What the linter finds

`fourfifths lint` compiles a story and looks at it as an author would who has all day. Errors (E) keep a story from
compiling; rules (W) are about stories that play, and differently than was meant. `fourfifths lint --explain W104` shows
one page of this manual, which is made from the rules (`fourfifths lint --manual`) and whose examples are compiled and
linted by a test. Carets mark where a finding stands.

* A story that does not compile is told its errors and nothing else; the rules look at it when it does.
* One cause is one finding: a condition on a variable that nothing sets is not found beside the variable.
* "Never" and "always" are proofs over everything that the choices on the way can do; where a proof would take too many
  combinations the linter is silent. What only play can settle is for `fourfifths test` and random plays.
* A comment silences a finding: `# fourfifths: ignore[W104]` at the end of its line, with more codes after commas. On
  the line where a text starts it covers the whole text. An ignore that nothing needs is found itself (W901). Errors
  cannot be ignored.
* `--select W1,W304` looks for nothing else, `--ignore W205` leaves something out; both take codes, starts of codes and
  names of rules.
* The exit code is 0 where there are no errors, 1 where there are; with `--strict`, warnings count too. Use it in CI.
"""


def manual() -> str:
    """The whole manual."""
    return "\n".join([_INTRODUCTION, _table(), *(_page(rule) for rule in rules()), _errors()])


def _table() -> str:
    rows = [f"| [{rule.code}](#{_anchor(rule)}) | {rule.name} | {_first(rule)} |" for rule in rules()]
    return "\n".join(["| code | name | |", "|---|---|---|", *rows, ""])


def _anchor(rule: Rule) -> str:
    return f"{rule.code.lower()}-{rule.name}"


def _first(rule: Rule) -> str:
    return page(rule).split("\n", 1)[0].rstrip(".")


def _page(rule: Rule) -> str:
    default = "" if rule.default else f"\n\nOff unless it is asked for: `--select {rule.code}`."
    return f"## {rule.code} {rule.name}\n\n{page(rule)}{default}\n"


def _errors() -> str:
    about = "What the compiler says no to. Each message names the place, what is wrong there, and the cure."
    rows = [f"| {code} | {meaning} |" for code, meaning in CODES.items()]
    return "\n".join(["## Errors", "", about, "", "| code | found |", "|---|---|", *rows, ""])


if __name__ == "__main__":
    sys.stdout.write(manual())
