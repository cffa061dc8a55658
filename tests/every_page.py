"""Pages with everything that the player draws, from the tiny course and a quiz with a question of each kind."""

from pathlib import Path

import golden
from player_page import in_page, write_page

from peersteps.model import Course, Quiz
from peersteps.payload import quiz_payload, scenario_payload
from peersteps.reading import read_course

MODULE = "https://peersteps.example/xapi/module/first-call"
DONE = f'<div class="peersteps-done" data-activity="{MODULE}" data-revision="1+aaaaaaaa"></div>'

EVERY_KIND = {
    "quiz": "every-kind",
    "version": 1,
    "title": "Every kind of question",
    "module": "first-call",
    "pass-at": 1,
    "outcomes": {"ask": "Ask"},
    "review": {"due": "2027-11-01"},
    "practice": [
        {
            "id": "one",
            "kind": "single",
            "ask": "Which one fits?",
            "must": True,
            "outcome": "ask",
            "after": "All of these are heard on real calls.",
            "options": [
                {
                    "id": "yes",
                    "words": "The one that fits",
                    "feedback": "It leaves room.",
                    "right": True,
                    "fact": "TINY-1",
                },
                {"id": "no", "words": "The one that does not", "feedback": "It closes the door."},
            ],
        },
        {
            "id": "some",
            "kind": "multiple",
            "ask": "Which ones fit?",
            "outcome": "ask",
            "options": [
                {"id": "a", "words": "First", "feedback": "Yes, this.", "right": True},
                {"id": "b", "words": "Second", "feedback": "This as well.", "right": True},
                {"id": "c", "words": "Third", "feedback": "This tempts."},
            ],
        },
        {
            "id": "line-up",
            "kind": "order",
            "ask": "In which order?",
            "outcome": "ask",
            "options": [
                {"id": "a", "words": "Say hello", "feedback": "It opens."},
                {"id": "b", "words": "Listen", "feedback": "It is the call."},
                {"id": "c", "words": "Say goodbye", "feedback": "It closes."},
            ],
        },
        {
            "id": "how-far",
            "kind": "judgement",
            "ask": "How far does this help?",
            "outcome": "ask",
            "options": [
                {"id": "a", "words": "Not at all", "feedback": "It may help a little."},
                {"id": "b", "words": "A little", "feedback": "It is close.", "right": True},
                {"id": "c", "words": "A lot", "feedback": "It leaves something out."},
            ],
        },
        {"id": "own", "kind": "say-it", "ask": "How would you say it?", "outcome": "ask", "models": ["In this way."]},
    ],
    "graded": [
        {
            "id": "pick",
            "kind": "single",
            "ask": "What do you do?",
            "outcome": "ask",
            "options": [
                {"id": "tell", "words": "Tell the lead", "feedback": "Yes.", "right": True},
                {"id": "keep", "words": "Keep it", "feedback": "No."},
            ],
        },
        {
            "id": "steps",
            "kind": "order",
            "ask": "In which order do you do it?",
            "outcome": "ask",
            "options": [
                {"id": "a", "words": "Stop", "feedback": "First."},
                {"id": "b", "words": "Tell", "feedback": "Then."},
                {"id": "c", "words": "Write", "feedback": "Last."},
            ],
        },
        {"id": "text", "kind": "written", "ask": "What would you say at the end?", "outcome": "ask", "points": 2},
    ],
}


def tiny() -> Course:
    """The tiny course with its own settings."""
    found, problems = read_course(golden.TINY, golden.TINY / "settings.yml")
    assert found, problems
    return found


def write_pages(folder: Path, course: Course) -> Path:
    """One folder with a page for each thing that the player draws."""
    quiz = Quiz.model_validate(EVERY_KIND)
    call = in_page(scenario_payload(course, course.scenarios["kind-word"]))
    own = in_page(golden.corners(course)[1])
    practice, graded = (in_page(quiz_payload(course, quiz, graded=one)) for one in (False, True))
    write_page(folder / "call", [call], home="scenario")
    write_page(folder / "own-words", [own], home="scenario")
    write_page(folder / "practice", [practice], home="quiz")
    write_page(folder / "graded", [graded], home="quiz")
    write_page(folder / "record", [DONE, '<div class="peersteps-record"></div>'], home="record")
    write_page(folder / "all", [call, practice, graded, DONE], home="page")
    for theme in ("dark", "auto"):
        write_page(folder / f"call-{theme}", [call], home="scenario", theme=theme)
        write_page(folder / f"practice-{theme}", [practice], home="quiz", theme=theme)
    return folder
