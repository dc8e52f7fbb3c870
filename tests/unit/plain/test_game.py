"""What a line does, and what the player reads then."""

from __future__ import annotations

import pytest

from fourfifths.plain.game import COMMANDS
from fourfifths.saves import SaveError
from fourfifths.session import Session
from tests.unit.plain.conftest import Play


def after(transcript: str, typed: str) -> str:
    """What was written between this typed line and the next prompt."""
    return transcript.split(f"Choice> {typed}\n", 1)[1].split("Choice> ", 1)[0]


def test_it_says_that_it_is_line_mode_and_who_asked_for_it(play: Play) -> None:
    assert play()[1].splitlines()[0] == "The Pantry. Line mode (--plain). Type ? for help, q to stop."


def test_the_first_scene_is_told_with_its_choices(play: Play) -> None:
    lines = play()[1].splitlines()
    assert lines[2] == "Share: 30 of 100, some. Who eats."
    told = lines[4:]
    assert told[:19] == [
        "Act I, Supper. Scene: Supper. Ana Ruiz. The kitchen, Friday, 18:00.",
        "",
        "The door sticks. [ADVERT] It always has, in spring.",
        "",
        "Somebody knocks.",
        "",
        "Bo:",
        "Let me in, then.",
        "",
        "[receipt: Depot 9]",
        "onions   1.40",
        "  x 9",
        "",
        "total   12.60",
        "[end of receipt]",
        "",
        "1: Open the door. [touches Warmth, Share strongly]",
        "2: Salt the water first.",
        "3: Wait until he has gone. [not available: It is too cold to let anybody stand there.]",
    ]


def test_a_choice_tells_what_was_said_what_came_of_it_and_what_moved_and_why(play: Play) -> None:
    assert after(play("1")[1], "1").splitlines() == [
        "",
        "You chose: Open the door.",
        "You say: \u201cIt is open.\u201d",
        "",
        "He comes in, backwards.",
        "",
        "Warmth falls by 3 to 47: The draught comes in with him.",
        "Share rises by 8 to 38: One more at the table.",
        "",
        "Scene: At the table. Ana Ruiz. The kitchen, Friday, 18:00.",
        "",
        "Five plates, four chairs.",
        "",
        "1: The soup (Bo, the stove)",
        "2: The bread",
    ]


def test_staying_in_a_scene_tells_its_text_no_second_time(play: Play) -> None:
    assert "sticks" not in after(play("2")[1], "2")


def test_a_choice_may_be_named_by_its_id(play: Play, session: Session) -> None:
    play("salt", "choose open", "kitchen/bread")
    assert session.turn.choice == "kitchen/bread"


def test_choose_takes_a_number_too(play: Play, session: Session) -> None:
    play("choose 2")
    assert session.turn.choice == "salt"


@pytest.mark.parametrize("line", ["", "# open", "   ", "#1"])
def test_comments_and_empty_lines_do_nothing(play: Play, session: Session, line: str) -> None:
    assert play(line, strict=True)[0] == 0
    assert session.number == 0


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("3", "Not available: It is too cold"),
        ("wait", "Not available: It is too cold"),
        ("4", "Nothing here is called '4'. Type 1 to 3 to choose, ? for help."),
        ("0", "Nothing here is called '0'"),
        ("-1", "Nothing here is called"),
        ("9" * 400, "Nothing here is called"),
        ("stir", "Nothing here is called 'stir'"),
        ("choose", "Nothing here is called ''"),
        ("again please", "Nothing here is called 'again please'"),
        ("undo", "There is nothing to take back."),
        ("redo", "There is nothing to do again."),
        ("load", "There is no"),
        ("load ../../etc/passwd", "cannot name a save"),
        ("save UPPER CASE", "cannot name a save"),
        ("save auto", "the game's own"),
    ],
)
def test_what_cannot_be_done_is_answered_with_what_can(play: Play, session: Session, line: str, answer: str) -> None:
    code, transcript = play(line)
    assert code == 0
    assert answer in transcript
    assert session.number == 0


def test_a_script_that_cannot_be_followed_ends_with_one(
    play: Play, session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    code, transcript = play("# first", "wait", "salt", strict=True)
    assert code == 1
    assert session.number == 0
    assert "Not available: It is too cold" in transcript
    assert "line 2 of the script cannot be followed" in capsys.readouterr().err


def test_the_end_of_input_is_a_goodbye(play: Play) -> None:
    code, transcript = play("1")
    assert code == 0
    assert transcript.endswith("Choice> \nEnd of input. Saved.\n")


def test_quitting_leaves_the_rest_of_the_lines(play: Play, session: Session) -> None:
    assert play("q", "1")[1].endswith("Choice> q\nGoodbye. Saved.\n")
    assert session.number == 0


def test_status_gives_each_meter_with_its_word_and_its_last_move(play: Play) -> None:
    assert after(play("1", "s")[1], "s").splitlines() == [
        "Warmth: 47 of 100, cold. How the kitchen feels.",
        "Last: Warmth falls by 3 to 47: The draught comes in with him.",
        "Share: 38 of 100, some. Who eats.",
        "Last: Share rises by 8 to 38: One more at the table.",
    ]


def test_history_gives_each_choice_with_what_it_moved(play: Play) -> None:
    assert after(play("2", "1", "h")[1], "h").splitlines() == [
        "0. Supper.",
        "1. Supper. You chose: Salt the water first.",
        "2. At the table. You chose: Open the door.",
        "Warmth falls by 3 to 47: The draught comes in with him.",
        "Share rises by 8 to 38: One more at the table.",
    ]


def test_again_tells_the_scene_and_what_happened_in_it_since(play: Play) -> None:
    told = after(play("2", "a")[1], "a")
    assert told.index("sticks") < told.index("You salt it.") < told.index("1: Open")


def test_undo_and_redo_tell_where_the_player_stands_then(play: Play, session: Session) -> None:
    _, transcript = play("1", "b", "f")
    assert "Taken back." in after(transcript, "b")
    assert "1: Open the door." in after(transcript, "b")
    assert "1: The soup" in after(transcript, "f")
    assert session.number == 1


def test_a_save_is_listed_and_loaded(play: Play, session: Session) -> None:
    _, transcript = play("1", "save one", "b", "saves", "load one")
    assert "Saved as one." in transcript
    assert "one: At the table. 1 choice. Warmth 47, Share 38." in after(transcript, "saves")
    assert "1: The soup" in after(transcript, "load one")
    assert session.number == 1


def test_a_quick_save_is_loaded_without_a_name(play: Play, session: Session) -> None:
    play("1", "save", "b", "load")
    assert session.number == 1


def test_the_end_names_itself_and_can_be_taken_back(play: Play, session: Session) -> None:
    _, transcript = play("1", "1", "1", "eat", "b")
    assert "This is the end: The end of supper." in transcript
    assert "It was too salty" not in transcript
    assert session.number == 3


def test_help_names_every_command(play: Play) -> None:
    told = after(play("?")[1], "?")
    assert all(word in told for word in COMMANDS)


def test_a_choice_that_could_not_be_saved_is_said_and_costs_the_exit_code(
    play: Play, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise SaveError("Not saved: the disk is full.")

    monkeypatch.setattr(session._store, "write", fail)
    code, transcript = play("1")
    assert transcript.count("Not saved: the disk is full (saves are in") == 2
    assert code == 1


def test_what_the_player_must_know_after_a_load_comes_first(play: Play, session: Session) -> None:
    session.notices = ("The story changed.",)
    assert play()[1].splitlines()[1:3] == ["", "The story changed."]
