"""The manual is true: every example compiles, the bad one has exactly its finding, the good one none."""

from __future__ import annotations

import pytest

from fourfifths.compiler import CODES, compile_files
from fourfifths.tools.lint import Selection, check
from fourfifths.tools.lint.examples import Example, examples
from fourfifths.tools.lint.registry import NAMES, page, rules
from fourfifths.tools.lint.rule import Rule
from tests.unit.prove.proofs import proved

ALL = Selection(select=("W",))
CASES = [(rule, example) for rule in rules() for example in examples(page(rule))]


def name(value: object) -> str:
    return value.name if isinstance(value, Rule) else "good" if isinstance(value, Example) and value.good else "bad"


@pytest.mark.parametrize(("rule", "example"), CASES, ids=name)
def test_the_example_is_what_its_page_says(rule: Rule, example: Example) -> None:
    wanted = ALL if not rule.default else Selection()
    compiled = compile_files(example.files)
    assert compiled.story is not None, compiled.diagnostics
    found = check(compiled, wanted, proved(compiled.story) if rule.proved else None)
    assert [(item.code, item.span) for item in found] == ([] if example.good else [(rule.code, example.marked)])
    assert all(item.message and item.hint for item in found)


@pytest.mark.parametrize("rule", rules(), ids=name)
def test_every_page_has_a_reason_and_both_examples(rule: Rule) -> None:
    text = page(rule)
    assert [example.good for example in examples(text)] == [False, True]
    assert text.split("\n\n")[0].endswith(".")
    assert not text.split("\n\n")[1].startswith("Bad:")


def test_codes_and_names_are_given_once_and_never_the_compilers() -> None:
    codes = [rule.code for rule in rules()]
    assert codes == sorted(set(codes))
    assert not set(codes) & CODES.keys()
    assert len({rule.name for rule in rules()}) == len(codes)


def test_every_module_of_rules_is_registered() -> None:
    from pathlib import Path

    import fourfifths.tools.lint.rules as package

    modules = {path.stem for path in Path(str(package.__file__)).parent.glob("*.py")} - {"__init__"}
    assert modules == set(NAMES)
