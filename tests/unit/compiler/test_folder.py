"""Only regular YAML files inside the story's folder are read, and each of the rest is named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fourfifths.compiler import Workshop, check, check_texts, compile_story
from fourfifths.compiler.read import MAX_BYTES
from fourfifths.diagnostics import StoryError
from tests.unit.compiler.small import files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in files().items():
        path = tmp_path / "story" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "story"


def codes(folder: Path) -> list[tuple[str, str]]:
    _, found = check(folder)
    return [(d.code, d.span.file) for d in found if d.code[0] == "E"]


def test_a_folder_compiles_to_the_same_story_as_its_texts(folder: Path) -> None:
    assert compile_story(folder) == check_texts(files())[0]


def test_the_hash_changes_with_any_byte_and_any_name(folder: Path) -> None:
    before = compile_story(folder).hash
    path = folder / "gate" / "gate.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    after = compile_story(folder).hash
    path.rename(path.with_name("other.yaml"))
    assert len({before, after, compile_story(folder).hash}) == 3


def test_a_link_out_of_the_story_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("scenes: {}")
    (folder / "gate" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    assert codes(folder) == [("E001", "gate/link.yaml")]


def test_a_linked_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x.yaml").write_text("scenes: {}")
    (folder / "out").symlink_to(tmp_path / "out")
    assert codes(folder) == [("E002", "out")]


def test_a_link_to_itself_and_a_broken_one_are_refused(folder: Path) -> None:
    (folder / "gate" / "loop.yaml").symlink_to(folder / "gate" / "loop.yaml")
    (folder / "gate" / "nowhere.yaml").symlink_to(folder / "gate" / "none.yaml")
    assert codes(folder) == [("E001", "gate/loop.yaml"), ("E001", "gate/nowhere.yaml")]


def test_a_pipe_is_refused_at_once(folder: Path) -> None:
    os.mkfifo(folder / "gate" / "pipe.yaml")
    assert codes(folder) == [("E001", "gate/pipe.yaml")]


def test_a_folder_named_as_a_file_is_no_file(folder: Path) -> None:
    (folder / "x.yaml").mkdir()
    assert codes(folder) == []


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    with (folder / "gate" / "big.yaml").open("wb") as file:
        file.truncate(MAX_BYTES * 50)
    assert codes(folder) == [("E003", "gate/big.yaml")]


@pytest.mark.parametrize("name", ["gate/x.yml", "gate/x.YAML", "gate/a\x1b[31m.yaml", "gate/é.yaml", "gate/x y.yaml"])
def test_a_file_with_another_name_is_named_not_skipped(folder: Path, name: str) -> None:
    (folder / name).write_text("scenes: {}")
    ((code, shown),) = codes(folder)
    assert code == "E002"
    assert "\x1b" not in shown


def test_scenes_two_folders_deep_are_named_not_skipped(folder: Path) -> None:
    (folder / "gate" / "deep").mkdir()
    (folder / "gate" / "deep" / "x.yaml").write_text("scenes: {}")
    assert codes(folder) == [("E002", "gate/deep")]


def test_other_files_and_hidden_ones_are_left_alone(folder: Path) -> None:
    (folder / "notes.md").write_text("x")
    (folder / "gate" / ".#gate.yaml").symlink_to("nobody@nowhere")
    assert codes(folder) == []


def test_a_folder_that_is_not_there_is_a_story_error(tmp_path: Path) -> None:
    with pytest.raises(StoryError) as error:
        compile_story(tmp_path / "none")
    assert {d.code for d in error.value.diagnostics} <= {"E001", "E014"}


def test_an_empty_folder_has_no_story(tmp_path: Path) -> None:
    with pytest.raises(StoryError) as error:
        compile_story(tmp_path)
    assert [d.code for d in error.value.diagnostics] == ["E014"]


def test_where_there_is_no_story_nothing_else_is_said_but_where_one_is(folder: Path) -> None:
    for name in ("notes.yaml", "ci.yml"):
        (folder.parent / name).write_text("a: [b\n")
    (folder.parent / "deep" / "er").mkdir(parents=True)
    (folder.parent / "deep" / "er" / "x.yaml").write_text("scenes: {}")
    _, (found,) = check(folder.parent)
    assert (found.code, found.span.file, found.hint) == ("E014", "story.yaml", f"there is a story in {folder}")
    (folder.parent / "deep" / "story.yaml").write_text("")
    _, (found,) = check(folder.parent)
    assert found.hint == f"there is a story in {folder.parent / 'deep'} and in {folder}"


def test_a_story_file_that_leads_nowhere_is_not_a_missing_one(folder: Path) -> None:
    (folder / "story.yaml").unlink()
    (folder / "story.yaml").symlink_to("nowhere")
    assert ("E001", "story.yaml") in codes(folder)


def test_a_workshop_that_lost_its_story_takes_it_up_again(folder: Path) -> None:
    workshop = Workshop()
    whole = workshop.compile(folder)
    (folder / "story.yaml").rename(folder / "away")
    assert [found.code for found in workshop.compile(folder).diagnostics] == ["E014"]
    (folder / "away").rename(folder / "story.yaml")
    assert workshop.compile(folder) == whole
