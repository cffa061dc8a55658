"""The words that a learner can read, piece by piece: where each stands, and whose words they are.

The pieces of a quiz or conversation are those of `wording.words_of`, in its order: a test holds them equal.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peersteps.checks.texts import Path, rows
from peersteps.checks.uses import tries
from peersteps.model import Choice, Glossary, Module, Page, Question, Quiz, Scenario, Scene
from peersteps.model.base import Filed

LEARNER = "You"
"""The learner's name in a cast."""

SOMEBODY = frozenset(("quote", "own"))
"""What another person says: their own words stand."""

NOT_TO_SAY = frozenset(("quote", "term"))
"""What is shown as something not to say."""

_NOT_HELPFUL = ("mixed", "too-soon", "unhelpful", "unsafe")

_CODE = re.compile(r"`[^`\n]*`|https?://\S+|\{[a-z-]+\}(?=`)")
_FENCE = re.compile(r"\s*(?P<ticks>`{3,}|~{3,}|:{3,})\s*(?P<name>\{[a-z-]+\})?(?P<rest>.*)")
_COMMENT = re.compile(r"\s*(?:%|<!--)")


@dataclass(frozen=True)
class Piece:
    """Some words with the line they begin on."""

    words: str
    line: int
    where: Path = ()
    contexts: frozenset[str] = frozenset()
    above: int = 0
    """A line above which a mark covers this piece too: that of `say`."""


def pieces(content: Module | Page | Quiz | Scenario | Glossary) -> Iterator[Piece]:
    """Every piece, in the order of the file."""
    match content:
        case Scenario():
            yield from _scenario(content)
        case Quiz():
            yield from _quiz(content)
        case Module():
            yield from _module(content)
        case Glossary():
            for name, term in content.terms.items():
                yield _at(content, term.says, "terms", name, "says")
        case Page():
            yield _at(content, content.title, "title")
            yield from _page(content)


def _at(content: Filed, words: str, *where: str | int, contexts: frozenset[str] = frozenset(), above: int = 0) -> Piece:
    return Piece(words, content.source.line(*where), where, contexts, above)


def _scenario(scenario: Scenario) -> Iterator[Piece]:
    yield _at(scenario, scenario.title, "title")
    yield _at(scenario, scenario.summary, "summary")
    yield _at(scenario, scenario.you_are, "you-are")
    for at, note in enumerate(scenario.content_notes):
        yield _at(scenario, note, "content-notes", at)
    for key, words in (*_named("outcomes", scenario.outcomes), *_named("cast", scenario.cast)):
        yield _at(scenario, words, *key)
    for name, measure in scenario.measures.items():
        yield _at(scenario, measure.label, "measures", name, "label")
    for name, drawn in scenario.vary.items():
        for at, words in enumerate(drawn):
            yield _at(scenario, words, "vary", name, at)
    for name, scene in scenario.scenes.items():
        yield from _scene(scenario, scene, ("scenes", name))
    for name, moment in scenario.moments.items():
        yield _at(scenario, moment.title, "moments", name, "title")


def _named(key: str, words: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    for name, text in words.items():
        yield (key, name), text


def _scene(scenario: Scenario, scene: Scene, path: Path) -> Iterator[Piece]:
    block = scenario.source.line(*path, "say")
    for at, line in enumerate(scene.say):
        contexts = SOMEBODY if line.kind == "speech" and line.who != LEARNER else frozenset[str]()
        for words in (line.who, line.words):
            if words:
                yield _at(scenario, words, *path, "say", at, contexts=contexts, above=block)
    for at, choice in enumerate(scene.choices):
        yield from _choice(scenario, choice, (*path, "choices", at))
    if scene.say_it:
        yield _at(scenario, scene.say_it.prompt, *path, "say-it", "prompt")
        for at, model in enumerate(scene.say_it.models):
            yield _at(scenario, model, *path, "say-it", "models", at)
    yield from _ending(scenario, scene, path)


def _ending(scenario: Scenario, scene: Scene, path: Path) -> Iterator[Piece]:
    if scene.ending:
        yield _at(scenario, scene.ending, *path, "ending")
    if scene.debrief:
        yield _at(scenario, scene.debrief.happened, *path, "debrief", "happened")
        if scene.debrief.now:
            yield _at(scenario, scene.debrief.now, *path, "debrief", "now")
        for at, question in enumerate(scene.debrief.questions):
            yield _at(scenario, question, *path, "debrief", "questions", at)
    for at, also in enumerate(scene.also):
        yield _at(scenario, also.say, *path, "also", at, "say")


def _choice(scenario: Scenario, choice: Choice, path: Path) -> Iterator[Piece]:
    contexts = NOT_TO_SAY if choice.practice in _NOT_HELPFUL else frozenset[str]()
    yield _at(scenario, choice.words, *path, "words", contexts=contexts)
    yield _at(scenario, choice.why, *path, "why")


def _quiz(quiz: Quiz) -> Iterator[Piece]:
    yield _at(quiz, quiz.title, "title")
    for key, words in _named("outcomes", quiz.outcomes):
        yield _at(quiz, words, *key)
    for part, questions in (("practice", quiz.practice), ("graded", quiz.graded)):
        for at, question in enumerate(questions):
            for words, where, contexts in _question(question):
                yield _at(quiz, words, part, at, *where, contexts=contexts)


def _question(question: Question) -> Iterator[tuple[str, Path, frozenset[str]]]:
    """The words of a question. An option that is not right is a misconception, and so shown as one."""
    plain = frozenset[str]()
    yield question.ask, ("ask",), plain
    for at, words in enumerate(question.groups):
        yield words, ("groups", at), plain
    if question.text:
        yield question.text, ("text",), SOMEBODY
    for at, option in enumerate(question.options):
        wrong = question.kind in ("single", "multiple", "predict") and not option.right
        yield option.words, ("options", at, "words"), NOT_TO_SAY if wrong else plain
        yield option.feedback, ("options", at, "feedback"), plain
    for at, model in enumerate(question.models):
        yield model, ("models", at), plain
    for at, words in enumerate(question.look_for):
        yield words, ("look-for", at), plain
    if question.after:
        yield question.after, ("after",), plain


def _module(module: Module) -> Iterator[Piece]:
    yield _at(module, module.title, "title")
    yield _at(module, module.summary, "summary")
    yield _at(module, module.content_note, "content-note")
    for key, words in _named("outcomes", module.outcomes):
        yield _at(module, words, *key)
    yield from _page(module.every_page()[0])


def _page(page: Page) -> Iterator[Piece]:
    for line, question in tries(page):
        for words, _, contexts in _question(question):
            yield Piece(words, line, ("body", "try"), contexts)
    yield from _paragraphs(page)


def _paragraphs(page: Page) -> Iterator[Piece]:
    """The paragraphs of a page, without code, addresses and the questions that are read above."""
    block: list[str] = []
    first = 0
    fences: list[tuple[str, bool]] = []
    for line, row in (*rows(page), (0, "")):
        fence = _fence(row, fences)
        hidden = any(hides for _, hides in fences)
        if row.strip() and not fence and not hidden and not _COMMENT.match(row):
            first = first or line
            block.append(_CODE.sub(lambda code: " " * len(code[0]), row))
        elif block:
            yield Piece("\n".join(block), first, ("body",))
            block, first = [], 0


def _fence(row: str, fences: list[tuple[str, bool]]) -> bool:
    """Open or close a fence. Code and the questions of {try} are hidden; what other directives hold is read."""
    found = _FENCE.match(row)
    if not found:
        return False
    ticks, name = found["ticks"], found["name"]
    if fences and not name and not found["rest"].strip() and ticks.startswith(fences[-1][0]):
        fences.pop()
        return True
    hides = name == "{try}" or (name is None and not ticks.startswith(":"))
    if not (fences and fences[-1][1]):
        fences.append((ticks, hides))
    return True
