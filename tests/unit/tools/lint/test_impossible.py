"""What a proof says is found at its place: once, and only while the proof is fresh."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fourfifths.compiler import Compiled, compile_files
from fourfifths.proofs import PLACE, Kept, write
from fourfifths.tools.lint import Selection, check
from fourfifths.tools.lint.targets import checked, targets
from tests.unit.prove.proofs import proved
from tests.unit.prove.test_known import END, by, fork, scene, way
from tests.unit.prove.worlds import HEAD, METER

SUMS = fork("m0 >= 55 and m1 >= 55", (by(5), by(5, "m1")))
BOTH = fork("m0 >= 55 and m1 >= 55", *[(by(5), by(5, "m1"))] * 2)


def files(scenes: str) -> dict[str, bytes]:
    meters = "".join(METER.format(name=name, high=100, start=50) for name in ("m0", "m1"))
    body = f"pov: ann\nact: 1\ntitle: W\nplace: here\nscenes:\n{scenes}"
    texts = {"story.yaml": HEAD.format(meters=meters), "facts.yaml": "facts: {}\n", "w/w.yaml": body}
    return {name: text.encode() for name, text in texts.items()}


def compiled(scenes: str) -> tuple[Compiled, Kept]:
    found = compile_files(files(scenes))
    assert found.story is not None, found.diagnostics
    return found, proved(found.story)


def said(found: Compiled, proof: Kept | None, *codes: str) -> list[str]:
    return [item.message for item in check(found, Selection(select=codes or ("W110",)), proof)]


def test_the_gate_is_found_and_not_what_lies_behind_it() -> None:
    found, proof = compiled(SUMS)
    (message,) = said(found, proof)
    assert message.startswith("this choice can never be taken: it asks for m0 >= 55 and m1 >= 55 (w/w.yaml:")


def test_what_can_be_met_is_not_found() -> None:
    found, proof = compiled(BOTH)
    assert said(found, proof) == []


def test_a_stale_proof_says_nothing() -> None:
    found, proof = compiled(SUMS)
    assert said(found, None) == []
    assert said(found, replace(proof, hash="another")) == []
    assert said(found, replace(proof, complete=False)) == []


def test_what_another_rule_says_of_the_place_is_not_said_again() -> None:
    gone = scene("s0", way(0, "end", "m0 >= 90"), way(1, "end")) + END
    found, proof = compiled(gone)
    assert any(entry.root for entry in proof.entries.values())
    assert len(said(found, proof, "W103", "W110")) == 1
    eaten = scene("s0", way(0, "s1", does=by(50)), way(1, "end")) + scene("s1", way(0, "end", does=by(5))) + END
    found, proof = compiled(eaten)
    assert len(said(found, proof, "W204", "W110")) == 1


def test_a_trap_is_found_and_a_dead_end_where_no_other_rule_says_it() -> None:
    dead = scene("s0", way(0, "s1", does=by(5)), way(1, "s1", does=by(5, "m1")))
    found, proof = compiled(dead + scene("s1", way(0, "end", "m0 + m1 >= 106")) + END)
    assert [finding.kind for finding in proof.findings] == ["dead end"]
    assert len(said(found, proof, "W105", "W110")) == 2
    caught = scene("s0", way(0, "s1", does=by(5)), way(1, "s1", does=by(5, "m1")))
    caught += scene("s1", way(0, "s2"), way(1, "end", "m0 >= 55 and m1 >= 55")) + scene("s2", way(0, "s1"))
    found, proof = compiled(caught + scene("s3", way(0, "end")) + END)
    assert any("caught for good in w/s1, w/s2" in message for message in said(found, proof))


def test_an_ignore_of_it_is_no_mistake_where_there_is_no_proof() -> None:
    silent = SUMS.replace(
        "label: Way 0.\n        if: m0 >= 55", "label: Way 0. # fourfifths: ignore[W110]\n        if: m0 >= 55"
    )
    found, proof = compiled(silent)
    assert said(found, None, "W110", "W901") == []
    assert len(said(found, proof, "W110", "W901")) == 2


def test_the_file_beside_the_story_is_read_while_it_is_fresh(tmp_path: Path) -> None:
    for name, data in files(SUMS).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    (target,) = targets([tmp_path])
    wanted = Selection(select=("W110",))
    assert (checked(target, wanted).found, checked(target, wanted).stale) == ((), None)
    story = compile_files(tmp_path).story
    assert story is not None
    write(tmp_path / PLACE, proved(story))
    assert checked(target, wanted).stale is None
    (finding,) = checked(target, wanted).found
    assert (finding.code, finding.span.file) == ("W110", str(tmp_path / "w" / "w.yaml"))
    with (tmp_path / "w" / "w.yaml").open("a") as file:
        file.write("# a remark\n")
    assert (checked(target, wanted).found, checked(target, wanted).stale) == ((), tmp_path / PLACE)
    (tmp_path / PLACE).write_text("{")
    assert not checked(target, wanted).found


def test_an_effect_says_that_its_meter_is_at_its_end() -> None:
    _, proof = compiled(scene("s0", way(0, "s1", does=by(50))) + scene("s1", way(0, "end", does=by(5))) + END)
    roots = [entry for entry in proof.entries.values() if entry.root]
    assert [entry.why.partition(";")[0] for entry in roots] == ["the meter is always where that leaves it"]
