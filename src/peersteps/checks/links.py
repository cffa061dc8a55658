"""Links between files: modules, conversations, quizzes, facts and contacts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from peersteps.checks.advice import instead
from peersteps.checks.texts import at_row
from peersteps.checks.uses import fact_uses, shown_on, tries
from peersteps.model import Course, Module, Page, Problem, Question, Quiz, Scenario
from peersteps.model.base import Filed

_NAMES = {"module": "module", "scenario": "conversation", "quiz": "quiz"}


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Everything that a file points at is in the course."""
    for module in course.modules.values():
        yield from _module(course, module)
    for quiz in course.quizzes.values():
        yield from _quiz(course, quiz)
    for scenario in course.scenarios.values():
        for at, slug in enumerate(scenario.support):
            if slug not in course.contacts:
                cure = instead(slug, course.contacts, "add it there, or use one that is")
                says = f"'{slug}' is not in modules/contacts.yml; {cure}"
                yield scenario.problem("unknown-id", says, "support", at)
    yield from _facts(course)
    yield from _needs(course)


def _needs(course: Course) -> Iterator[Problem]:
    """Each need and each situation that is named is in its list, where there is one."""
    needing: tuple[Module | Scenario, ...] = (*course.modules.values(), *course.scenarios.values())
    for content in needing if course.needs else ():
        yield from _in_list(content, "needs", content.needs, "report-needs", course.needs)
    for scenario in course.scenarios.values() if course.situations else ():
        yield from _in_list(scenario, "situations", scenario.situations, "situations", course.situations)


def _in_list(
    content: Filed, key: str, named: Sequence[str], listed: str, known: Mapping[str, object]
) -> Iterator[Problem]:
    for at, one in enumerate(named):
        if one not in known:
            cure = instead(one, known, "add it there, or use one that is")
            yield content.problem("unknown-id", f"'{one}' is not in modules/{listed}.yml; {cure}", key, at)


def _facts(course: Course) -> Iterator[Problem]:
    """Each fact that is cited is in the ledger; a {law} has words for its status."""
    for use in fact_uses(course):
        fact = course.facts.get(use.id)
        if fact is None:
            cure = instead(use.id, course.facts, "add it there, or use one that is")
            says = f"'{use.id}' is not in the ledger (modules/facts); {cure}"
            yield Problem(use.file, use.line, "unknown-id", says)
        elif use.role == "law" and fact.status is None:
            says = f"'{use.id}' has no 'status', so {{law}} has nothing to show; use {{fact}}, or give it a status"
            yield Problem(use.file, use.line, "bad-value", says)


def _module(course: Course, module: Module) -> Iterator[Problem]:
    for at, slug in enumerate(module.after):
        if slug == module.id:
            yield module.problem("unknown-id", "a module cannot come after itself; leave it out", "after", at)
        yield from _known(module, "module", slug, course.modules, "after", at)
    for at, slug in enumerate(module.scenarios):
        yield from _known(module, "scenario", slug, course.scenarios, "scenarios", at)
    if module.quiz:
        yield from _known(module, "quiz", module.quiz, course.quizzes, "quiz")
    for outcome in module.competences:
        yield from _outcome(module, outcome, module.outcomes, "competences", outcome)
    for page in module.every_page():
        yield from _page(course, module, page)


def _page(course: Course, module: Module, page: Page) -> Iterator[Problem]:
    for kind, slug, line in shown_on(page):
        known = course.scenarios if kind == "scenario" else course.quizzes
        if slug not in known:
            yield at_row(page, line, "unknown-id", _no_such(kind, slug, known))
    for line, question in tries(page):
        if question.outcome not in module.outcomes:
            cure = instead(question.outcome, module.outcomes, "add it there, or use one that is")
            yield at_row(page, line, "unknown-id", f"'{question.outcome}' is not in 'outcomes'; {cure}")


def _quiz(course: Course, quiz: Quiz) -> Iterator[Problem]:
    yield from _known(quiz, "module", quiz.module, course.modules, "module")
    module = course.modules.get(quiz.module)
    if module and module.quiz != quiz.id:
        says = f"{module.source.file} does not name this quiz; write 'quiz: {quiz.id}' there"
        yield quiz.problem("one-way-link", says, "module")
    if quiz.graded and quiz.pass_at > quiz.points:
        says = f"the graded questions give {quiz.points} points, and {quiz.pass_at} are asked for; ask for fewer"
        yield quiz.problem("bad-value", says, "pass-at")
    seen: set[str] = set()
    for part, questions in (("practice", quiz.practice), ("graded", quiz.graded)):
        for at, question in enumerate(questions):
            if question.id in seen:
                says = f"'{question.id}' is already a question of this quiz; give one of the two another id"
                yield quiz.problem("repeated-id", says, part, at, "id")
            seen.add(question.id)
            yield from _outcome(quiz, question.outcome, quiz.outcomes, part, at, "outcome")
            yield from _options(quiz, question, part, at)


def _options(quiz: Quiz, question: Question, *where: str | int) -> Iterator[Problem]:
    seen: set[str] = set()
    for at, option in enumerate(question.options):
        if option.id in seen:
            says = f"'{option.id}' is already an option of '{question.id}'; give one of the two another id"
            yield quiz.problem("repeated-id", says, *where, "options", at)
        seen.add(option.id)


def _outcome(content: Filed, outcome: str, known: Mapping[str, str], *where: str | int) -> Iterator[Problem]:
    if outcome not in known:
        cure = instead(outcome, known, "add it there, or use one that is")
        yield content.problem("unknown-id", f"'{outcome}' is not in 'outcomes'; {cure}", *where)


def _known(content: Filed, kind: str, slug: str, known: Mapping[str, Filed], *where: str | int) -> Iterator[Problem]:
    if slug not in known:
        yield content.problem("unknown-id", _no_such(kind, slug, known), *where)


def _no_such(kind: str, slug: str, known: Mapping[str, Filed]) -> str:
    return f"there is no {_NAMES[kind]} '{slug}'; {instead(slug, known, 'add it, or name one that is there')}"
