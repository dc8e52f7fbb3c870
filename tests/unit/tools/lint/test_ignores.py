"""Comments silence what they name, where they stand, and nothing else; what they leave unused is found."""

from __future__ import annotations

import pytest

from fourfifths.compiler import compile_files
from fourfifths.tools.lint import Selection, check
from fourfifths.tools.lint.examples import Example, examples

STORY = """
# yard/gate.yaml
scenes:
  gate:{scene}
    text: {text}
    choices:
      - {{id: leave, label: {label}, goto: end}}{choice}
"""


def found(selection: Selection = Selection(), **parts: str) -> list[tuple[str, int]]:  # noqa: B008
    body = STORY.format(**{"scene": "", "text": "The gate.", "label": "Leave.", "choice": "", **parts})
    example = one(f"Bad:\n\n```yaml{body}```\n")
    compiled = compile_files(example.files)
    assert compiled.story is not None, compiled.diagnostics
    return [(item.code, item.span.line) for item in check(compiled, selection)]


def one(page: str) -> Example:
    (example,) = examples(page)
    return example


WORN = "The vibrant gate."


def test_a_finding_without_a_comment_is_found() -> None:
    assert found(text=WORN) == [("W304", 3)]


@pytest.mark.parametrize("codes", ["W304", "W304, W205", "worn-phrase", " W304 "])
def test_a_comment_silences_its_line(codes: str) -> None:
    left = found(text=f"{WORN}  # fourfifths: ignore[{codes}]")
    assert left == ([("W901", 3)] if "W205" in codes else [])


@pytest.mark.parametrize("sign", ["|", ">", "|-"])
def test_at_the_key_of_a_text_it_covers_the_text(sign: str) -> None:
    text = f"{sign}  # fourfifths: ignore[W304]\n      The gate.\n\n      A vibrant one.\n      TODO"
    assert found(text=text) == [("W303", 7)]


def test_it_covers_a_quoted_text_of_several_lines() -> None:
    # The comment stands where YAML has one: after the last line.
    assert found(text='"The gate is\n      vibrant."  # fourfifths: ignore[W304]') == []


def test_inside_a_text_it_is_text() -> None:
    assert found(text=f"|\n      {WORN}  # fourfifths: ignore[W304]") == [("W304", 4)]


def test_on_another_line_it_silences_nothing_and_is_found() -> None:
    assert found(text=WORN, choice="  # fourfifths: ignore[W304]") == [("W304", 3), ("W901", 5)]


def test_a_code_that_does_not_exist_or_cannot_be_ignored_is_found() -> None:
    assert found(choice="  # fourfifths: ignore[W999, E030]") == [("W901", 5), ("W901", 5)]
    assert found(choice="  # fourfifths: ignore[]") == [("W901", 5)]


def test_codes_whose_rules_did_not_run_are_not_judged() -> None:
    only = Selection(select=("W304", "W901"))
    assert found(only, text=WORN, choice="  # fourfifths: ignore[W205]") == [("W304", 3)]
    assert found(Selection(ignore=("W901",)), choice="  # fourfifths: ignore[W205]") == []


def test_a_comment_about_something_else_is_a_comment() -> None:
    assert found(choice="  # fourfifths: ignore everything") == []


def test_select_and_ignore_take_codes_their_starts_and_names() -> None:
    assert found(Selection(select=("W3",)), text=WORN) == [("W304", 3)]
    assert found(Selection(select=("W2",)), text=WORN) == []
    assert found(Selection(ignore=("worn-phrase",)), text=WORN) == []
    assert found(Selection(select=("worn-phrase",), ignore=("W30",)), text=WORN) == []
