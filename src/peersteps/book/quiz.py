"""```{quiz} difficult-calls``` and ```{try}```: practice questions. With `:graded:`: those to hand in, without keys."""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from peersteps.book import shelf
from peersteps.book.piece import piece
from peersteps.model import Question, Quiz, Review
from peersteps.payload import quiz_payload
from peersteps.player import readable_html
from peersteps.reading import read_question


class QuizDirective(SphinxDirective):
    """All practice questions of a quiz, or its graded ones."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"graded": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Leave the questions in the page."""
        course = shelf.course_of(self.env.app)
        slug = self.arguments[0]
        quiz = course.quizzes.get(slug)
        if quiz is None:
            known = ", ".join(sorted(course.quizzes)) or "none yet"
            raise self.error(f"There is no quiz '{slug}'. Those there are: {known}.")
        graded = "graded" in self.options
        if graded and not quiz.graded:
            raise self.error(f"The quiz '{slug}' has no graded questions.")
        shelf.lean_on(self.env, f"quizzes/{slug}.yml", *shelf.SHARED)
        shelf.lean_on_facts(self.env)
        item = f"{'quiz' if graded else 'practice'}/{slug}"
        if shelf.elsewhere(self.env, item):
            count = len(quiz.graded if graded else quiz.practice)
            does = "Questions to hand in" if graded else "Practice questions"
            return [piece("link", item=item, does=does, title=quiz.title, words=f"{count} questions. No timer.")]
        shelf.note_place(self.env, item)
        payload = quiz_payload(course, quiz, graded=graded)
        return [piece("quiz", plays="quiz", payload=payload, readable=readable_html(payload))]


class TryDirective(SphinxDirective):
    """One practice question written into the page. It is never recorded and never handed in."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Leave the question in the page."""
        course = shelf.course_of(self.env.app)
        file, line = str(self.env.doc2path(self.env.docname, base=False)), self.lineno + 1
        question, problems = read_question("\n".join(self.content) + "\n", file, line)
        for problem in problems:
            place = (self.env.docname, problem.line)
            shelf.log.warning(problem.says, location=place, type="peersteps", subtype=problem.code)
        if question is None:
            return []
        shelf.lean_on(self.env, *shelf.SHARED)
        shelf.lean_on_facts(self.env)
        payload = quiz_payload(course, _alone(question, self.env.docname, self._number()))
        return [piece("quiz", plays="quiz", payload=payload, readable=readable_html(payload))]

    def _number(self) -> int:
        """Which of the page's questions this is: their names must differ for people who hear the page."""
        number = int(self.env.temp_data.get("peersteps_tries", 0)) + 1
        self.env.temp_data["peersteps_tries"] = number
        return number


def _alone(question: Question, docname: str, number: int) -> Quiz:
    """A quiz of one question, named after its page so that its place is kept apart from other questions' places."""
    page = docname.removeprefix("modules/").removesuffix("/index").replace("/", "-")
    return Quiz(
        quiz=f"{page}-{question.id}"[:64].rstrip("-"),
        version=1,
        title=f"Try it {number}",
        module="try",
        pass_at=1,
        outcomes={question.outcome: question.outcome},
        review=Review(due="9999-12-31"),
        practice=(question,),
    )
