"""Every code that a playthrough's diagnostics can carry, with its meaning in one line; none ever gets another."""

from __future__ import annotations

CODES: dict[str, str] = {
    # what is wrong with a file
    "E400": "the story of a playthrough cannot be read, or none is named",
    "E401": "a scene that the story does not have",
    "E402": "a meter, a variable or an expectation that does not exist",
    "E403": "a value that cannot be compared with what stands there",
    "E404": "a word that its variable never has",
    "E405": "a person, a fact or a memory that the story does not keep",
    "E406": "a step that does nothing, or two things",
    "E407": "a name that is given twice",
    "E408": "a playthrough to use, or a file to include, that cannot be found or goes round in a circle",
    "E409": "a case or a parameter that does not fit",
    "E410": "a stretch to play that is not said clearly",
    "E411": "a tag with characters that tags do not have",
    "E412": "an ending that the story does not have",
    # what went otherwise while playing
    "E450": "an expectation that is not met",
    "E451": "a choice that is locked",
    "E452": "a choice that is not offered",
    "E453": "nothing to take back, to do again or to load",
    "E454": "a stretch that does not come to where it should",
    "E455": "play ends elsewhere, or not at all",
    "E456": "a playthrough that is expected to fail and passes",
    "E457": "a front end that does not show what was played",
    "E458": "a story that cannot be read again",
}
