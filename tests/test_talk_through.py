"""The talk-through sheet: the same points as the quiz, for people who would rather talk."""

import html
import re
from pathlib import Path

from typer.testing import CliRunner

from peersteps.cli import app
from peersteps.model import Course


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    return result.exit_code, " ".join(result.output.split())


def test_every_point_of_the_quiz_is_on_the_sheet_and_no_score(
    tiny_course_folder: Path, tiny_course: Course, tmp_path: Path
) -> None:
    code, said = run(
        "cohort", "talk-through", "first-call", "-o", tmp_path / "sheet.html", "--course", tiny_course_folder
    )
    assert code == 0, said
    page = html.unescape((tmp_path / "sheet.html").read_text("utf-8"))
    plain = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    quiz = tiny_course.quizzes["first-call"]
    for question in quiz.graded:
        assert question.ask in plain
        for option in question.options:
            assert option.words in plain
    assert page.count("(must)") == sum(question.must for question in quiz.graded)
    assert "sign-off/talk-through-first-call" in plain
    assert not re.search(r"\d+ (?:points?|marks?)\b", plain)


def test_a_quiz_that_is_not_there_is_named_with_those_that_are(tiny_course_folder: Path, tmp_path: Path) -> None:
    code, said = run("cohort", "talk-through", "nothing", "-o", tmp_path / "x.html", "--course", tiny_course_folder)
    assert code == 1
    assert "There is no quiz 'nothing'. There are: first-call." in said
    assert not (tmp_path / "x.html").exists()
