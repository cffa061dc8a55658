"""Questions on the form: those of a quiz, and those that stand in a page."""

from collections.abc import Iterable, Iterator, Mapping

from peersteps.model import Course, Option, Question, Quiz
from peersteps.model.quiz import Kind
from peersteps.review.form import Part, Row, known, paragraph

_KINDS: Mapping[Kind, str] = {
    "single": "one answer",
    "multiple": "every answer that fits",
    "order": "to put in order",
    "judgement": "a point on a scale",
    "predict": "a guess at what comes next",
    "sort": "to sort under headings",
    "spot": "phrases to find in a text",
    "say-it": "own words, which nobody else reads",
    "written": "own words, which the trainer reads",
}


def parts(course: Course, quiz: Quiz) -> Iterator[Part]:
    """What stands above the questions, those to practise and those to hand in."""
    own = course.local.settings
    top = (
        paragraph(quiz.title, own, "title"),
        paragraph(quiz.outcomes.values(), own, "outcomes: what it is for"),
    )
    yield Part("What stands at the top", top)
    for title, questions in (("Practice questions", quiz.practice), ("Graded questions", quiz.graded)):
        if questions:
            yield Part(title, tuple(row for question in questions for row in rows(course, question)))


def rows(course: Course, question: Question) -> Iterator[Row]:
    """A question as a learner reads it, with its answers, what is said to each, and what each rests on."""
    own = course.local.settings
    must = ", must be right" if question.must else ""
    asked = (question.ask, *question.groups, question.text)
    label = f"question {question.id} ({_KINDS[question.kind]}{must})"
    yield paragraph(asked, own, label, known(course, question.facts))
    for place, option in enumerate(question.options, 1):
        told = f"{question.id} / {option.id}: {_fits(question, option, place)}"
        yield paragraph((option.words, option.feedback), own, told, known(course, [option.fact]))
    yield from _extra(own, f"{question.id}, words to compare with", question.models)
    yield from _extra(own, f"{question.id}, what the trainer looks for", question.look_for)
    yield from _extra(own, f"{question.id}, said after any answer", (question.after,))


def _extra(own: Mapping[str, str], label: str, words: Iterable[str | None]) -> Iterator[Row]:
    lines = tuple(words)
    if any(lines):
        yield paragraph(lines, own, label)


def _fits(question: Question, option: Option, place: int) -> str:
    """What the key says of an option."""
    match question.kind:
        case "order":
            return f"place {place}"
        case "sort":
            return f"under '{option.under}'"
        case "predict":
            return "a guess, neither right nor wrong"
        case _:
            return "right" if option.right else "not right"
