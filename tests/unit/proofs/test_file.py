"""The file of a proof: what is written is read, and what is damaged or of another kind is said to be so."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from fourfifths.diagnostics import Span
from fourfifths.proofs import Entry, Finding, Kept, Play, ProofFileError, read, write
from fourfifths.proofs.kept import Width

LONG, SHORT = Play(0, ("a", "b", "c")), Play(0, ("a", "b"))
SPAN = Span("yard/gate.yaml", 4, 7, 3)
FACTS = {"yard/gate": ({"trust": (1 << 900) - 1, "lamp": 2}, {"lamp": 1}), "yard/end": ()}
ENTRIES = (
    Entry("scene yard/gate", "scenes", "The gate", "reachable", "played", SPAN, "yard/gate", play=SHORT),
    Entry("taken yard/gate.in", "choices taken", "In.", "reachable", "played", SPAN, "yard/gate", "in", play=LONG),
    Entry("shown yard/gate:text0", "text variants", "no", "impossible", "2 facts", SPAN, facts=FACTS, checked=True,
          slots=("trust", "lamp"), nodes=2, why="it asks for lamp; by lamp", root=True),
    Entry("taken yard/gate.on", "choices taken", "On.", "impossible", "2 facts", SPAN, facts=FACTS, checked=True),
    Entry("stuck yard/gate", "no open choice", "none", "unknown", "3 stages", SPAN, nodes=7),
)  # fmt: skip
KEPT = Kept(
    "yard", "1.0.0", "abc", "0.1.0", 3, {"steps": 400, "nodes": 9}, True, {"yard/gate": "0f"},
    {"trust": Width(0, 900, ()), "lamp": Width(0, 1, ()), "word": Width(0, 1, ("a", "b"))},
    {entry.key: entry for entry in ENTRIES},
    (Finding("no return", "yard/gate", "in", "lost", SPAN, "the end", False, True, SHORT, Play(5, ())),),
    ("not all",), ("the ending x",), 12,
)  # fmt: skip


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write(tmp_path / "deep" / "proof.json", KEPT)
    assert read(tmp_path / "deep" / "proof.json") == KEPT
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["proof.json"]


def test_plays_and_facts_stand_once(tmp_path: Path) -> None:
    write(tmp_path / "p", KEPT)
    found = json.loads((tmp_path / "p").read_text())
    assert sorted(found["plays"]) == [[0, ["a", "b", "c"]], [5, []]]
    assert len(found["facts"]) == 1


def test_no_file_is_no_proof(tmp_path: Path) -> None:
    assert read(tmp_path / "p") is None
    assert read(tmp_path) is None


@pytest.mark.parametrize("data", [
    b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"what": "proof of a story"}', b"[" * 100_000,
    b'{"what": "proof of a story", "format": 99}', b'{"kind": "play"}',
])  # fmt: skip
def test_what_is_no_proof_is_said_to_be_none(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "p").write_bytes(data)
    with pytest.raises(ProofFileError, match="p "):
        read(tmp_path / "p")


def damaged(found: dict) -> list[object]:
    """Every way to take one part of a proof away or to put something else in its place."""
    ways = []
    for name in found:
        ways += [{**found, name: other} for other in (None, 3, "x", [[]], {"x": {}}, -1)]
        ways.append({key: value for key, value in found.items() if key != name})
    for name in found["entries"][0]:
        ways += [{**found, "entries": [{**found["entries"][0], name: other}]} for other in (3.5, [9, 9], {})]
    ways.append({**found, "facts": [{"yard/gate": [{"lamp": "0xzz"}]}]})
    ways.append({**found, "facts": [{"yard/gate": [{"lamp": "-1"}]}]})
    return ways


def test_a_damaged_proof_is_refused_or_still_one(tmp_path: Path) -> None:
    write(tmp_path / "p", KEPT)
    refused = 0
    ways = damaged(json.loads((tmp_path / "p").read_text()))
    for way in ways:
        (tmp_path / "p").write_text(json.dumps(way))
        try:
            found = read(tmp_path / "p")
            assert isinstance(found, Kept)
            assert all(isinstance(entry, Entry) for entry in found.entries.values())
        except ProofFileError:
            refused += 1
    assert refused > len(ways) * 3 / 4


def test_where_writing_fails_the_old_proof_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "p", KEPT)

    def broken(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(ProofFileError, match="cannot be written: No space left on device"):
        write(tmp_path / "p", replace(KEPT, hash="other"))
    assert read(tmp_path / "p") == KEPT
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    with pytest.raises(ProofFileError, match="cannot be written"):
        write(tmp_path / "p", KEPT)
    (tmp_path / "file").write_text("")
    with pytest.raises(ProofFileError, match="cannot be written"):
        write(tmp_path / "file" / "proof.json", KEPT)
