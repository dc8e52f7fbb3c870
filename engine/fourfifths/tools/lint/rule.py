"""What a lint rule is: one module with a code, a name, a check, and a docstring that is its page in the manual."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fourfifths.diagnostics import Diagnostic, Severity, Span
from fourfifths.model import Story
from fourfifths.tools.lint.pages import Sources

Check = Callable[[Story, Sources], Iterable[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `check` yields findings in the pages of the sources it is given, and in no other file.

    `local` says that what it finds in a file depends on that file and on what story.yaml and facts.yaml declare alone.
    A rule that is not `default` runs where its code is selected, one that is `proved` where there is a fresh proof.
    """

    code: str
    name: str
    check: Check
    local: bool = True
    default: bool = True
    severity: Severity = Severity.WARNING
    proved: bool = False

    def found(self, span: Span, message: str, hint: str = "") -> Diagnostic:
        """A finding of this rule."""
        return Diagnostic(self.code, span, message, hint, self.severity)
