"""Whatever the bytes: a Story, or StoryError with a place and a known code for each mistake."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths.compiler import CODES, check_texts, compile_texts
from fourfifths.diagnostics import StoryError
from fourfifths.model import Story
from tests.unit.compiler.small import files

FILES = files()
NAMES = sorted(FILES)
SIGNS = list("{}[]:-|>&*!#'\"\\,?%@`~<=\n\t\r\x1b\u202eé—09/")
WORDS = ["+5", "-1", "=3", "true", "no", "if:", "goto:", "end", "a.b", "a/b", "seen(", "))", "trust"]
MARKS = ["\n  ", "\n      - ", ": ", " #", "{a|b}", "{trust: x}", "{~a|b|{!c}}", "<<: ", "*a", "&a ", "!!set "]
KEYS = sorted({name.decode() for name in re.findall(rb"[a-z-]+:", b"".join(FILES.values()))})
PIECES = st.sampled_from(SIGNS + WORDS + MARKS + KEYS)


def survives(pack: dict[str, bytes]) -> None:
    try:
        story = compile_texts(pack)
    except StoryError as error:
        found = error.diagnostics
    else:
        assert isinstance(story, Story)
        return
    assert found
    for mistake in found:
        assert mistake.code in CODES
        assert min(mistake.span.line, mistake.span.column) >= 1
        assert mistake.message
        assert "\x1b" not in str(mistake)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), st.binary(max_size=200))
def test_any_bytes_for_a_file(name: str, data: bytes) -> None:
    survives({**FILES, name: data})


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), st.lists(PIECES, max_size=25).map("".join))
def test_any_pieces_of_yaml_for_a_file(name: str, text: str) -> None:
    survives({**FILES, name: text.encode()})


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(NAMES), st.data())
def test_any_change_of_a_good_story(name: str, data: st.DataObject) -> None:
    text = FILES[name].decode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + data.draw(PIECES | st.text(max_size=3)) + text[end:]
    survives({**FILES, name: text.encode("utf-8", "surrogatepass")})


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(NAMES), st.data())
def test_any_line_lost_doubled_or_moved(name: str, data: st.DataObject) -> None:
    lines = FILES[name].decode().split("\n")
    at, to = data.draw(st.integers(0, len(lines) - 1)), data.draw(st.integers(0, len(lines) - 1))
    kept = data.draw(st.booleans())
    line = lines[at] if kept else lines.pop(at)
    lines.insert(to, data.draw(st.sampled_from(["", "  ", "    "])) + line)
    survives({**FILES, name: "\n".join(lines).encode()})


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.text(max_size=20), st.binary(max_size=40), max_size=4))
def test_any_names_of_files(pack: dict[str, bytes]) -> None:
    survives({**FILES, **pack})


@settings(max_examples=50, deadline=None)
@given(st.permutations(NAMES))
def test_the_order_of_the_files_changes_nothing(order: list[str]) -> None:
    assert check_texts({name: FILES[name] for name in order}) == check_texts(FILES)
