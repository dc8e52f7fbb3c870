"""The codec: what goes in comes out, and nothing else ever does."""

from __future__ import annotations

import hashlib
import json
import math
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths.saves import DamagedError, NewerError, SaveError
from fourfifths.saves.codec import FORMAT, decode, encode
from fourfifths.saves.files import MAX_SIZE
from tests.unit.hostile import HOSTILE
from tests.unit.saves.bodies import body

GOLDEN = Path(__file__).parent / "golden"


def sealed(rest: bytes, version: int = FORMAT) -> bytes:
    """Any line under a right checksum: what a hostile hand can make."""
    checksum = hashlib.sha256(b"%d\n%b\n" % (version, rest)).hexdigest()
    return b'{"magic":"fourfifths-save","format":%d,"sha256":"%b"}\n%b\n' % (version, checksum.encode(), rest)


def test_a_body_comes_back_as_it_went() -> None:
    assert decode(encode(body())) == body()


def test_the_file_is_two_lines_of_json() -> None:
    head, rest, end = encode(body()).split(b"\n")
    assert json.loads(head)["format"] == FORMAT
    assert json.loads(rest) == body()
    assert end == b""


def test_every_flipped_bit_is_seen() -> None:
    whole = encode(body())
    for place in range(len(whole)):
        for bit in range(8):
            flipped = bytearray(whole)
            flipped[place] ^= 1 << bit
            with pytest.raises(DamagedError):
                decode(bytes(flipped))


def test_every_truncation_is_seen() -> None:
    whole = encode(body())
    for length in range(len(whole)):
        with pytest.raises(DamagedError):
            decode(whole[:length])


def test_bytes_added_at_the_end_are_seen() -> None:
    with pytest.raises(DamagedError):
        decode(encode(body()) + b"\n")


def test_a_newer_format_is_named_with_both_versions() -> None:
    with pytest.raises(NewerError, match=rf"format {FORMAT + 6}.*up to {FORMAT}"):
        decode(sealed(b'{"whatever": "it holds"}', FORMAT + 6))


def test_a_damaged_newer_format_is_damaged() -> None:
    with pytest.raises(DamagedError):
        decode(sealed(b"{}", FORMAT + 1)[:-3])


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.name)
def test_a_save_of_every_released_format_loads(path: Path) -> None:
    assert decode(path.read_bytes())["kind"] == "play"


@pytest.mark.parametrize("rest", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_json_behind_a_right_checksum_is_damaged(rest: bytes) -> None:
    with pytest.raises(DamagedError):
        decode(sealed(rest))


def test_a_file_over_the_cap_is_not_even_looked_at() -> None:
    with pytest.raises(DamagedError):
        decode(sealed(b'{"a":"' + b"x" * MAX_SIZE + b'"}'))


@pytest.mark.parametrize("bad", [{"a": math.nan}, {"a": "\ud800"}, {"a": {1, 2}}])
def test_what_cannot_be_read_again_is_not_encoded(bad: dict[str, object]) -> None:
    with pytest.raises(SaveError, match="Not saved"):
        encode(bad)


def test_a_body_that_is_too_large_is_refused() -> None:
    with pytest.raises(SaveError, match="too long"):
        encode({"a": "x" * MAX_SIZE})
    with pytest.raises(SaveError, match="too long"):
        encode({"a": [[]] * 50_001})


@given(st.binary(max_size=300))
def test_any_bytes_are_damaged_and_nothing_worse(data: bytes) -> None:
    with pytest.raises(DamagedError):
        decode(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON)
def test_any_json_is_a_body_or_damaged(value: object) -> None:
    try:
        found = decode(sealed(json.dumps(value).encode()))
    except DamagedError:
        return
    assert found == value


def test_changed_bytes_behind_a_right_checksum_never_crash() -> None:
    """Half-right bodies: the fuzz that goes past the checksum."""
    chance = random.Random(7)  # noqa: S311
    line = json.dumps(body()).encode()
    for _ in range(3_000):
        mutated = bytearray(line)
        for _ in range(chance.randint(1, 4)):
            mutated[chance.randrange(len(mutated))] = chance.choice(b'0189{}[]",:\\-e.nt')
        try:
            decode(sealed(bytes(mutated)))
        except DamagedError:
            continue
