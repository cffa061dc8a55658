"""The form for a reviewer who uses no terminal: one printable page, every word of a piece of content, a box for each.

Doubts come first, then the words in the order in which a learner can meet them, each with the facts it rests on, their
source and their mark. A conversation is laid out as plays: the fewest that read every line of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from peersteps import engine
from peersteps.checks.proof import Verdict
from peersteps.checks.proof.counterexample import Path
from peersteps.checks.tour import tour
from peersteps.model import Choice, Course, Fact, Module, Question, Quiz, Scenario, Scene
from peersteps.player.readable import PRACTICE
from peersteps.review.sign import Content, changes
from peersteps.slots import slots_in
from peersteps.wording import digest, words_of

MINUTES_A_PARAGRAPH = 0.75
"""A planning figure, not a measurement: what the form allows for reading and ticking one paragraph."""


@dataclass(frozen=True)
class Paragraph:
    """One thing to judge."""

    label: str
    words: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Part:
    """Paragraphs that belong together: a play, or a page."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def pack(course: Course, content: Content) -> str:
    """The form as HTML."""
    parts = tuple(_parts(course, content))
    count = sum(len(part.paragraphs) for part in parts)
    return _PAGE.render(
        title=content.title,
        file=content.source.file,
        digest=digest(content),
        roles=[one.role for one in content.review.signed],
        doubts=list(_doubts(course, content)),
        changes={one.role: changes(course.root, content, one.role) for one in content.review.signed},
        parts=parts,
        hours=max(1, round(count * MINUTES_A_PARAGRAPH / 60)),
        sources=course.sources,
    )


def _parts(course: Course, content: Content) -> Iterator[Part]:
    match content:
        case Scenario():
            seen: set[str] = set()
            for number, play in enumerate(tour(Verdict(content)).plays, 1):
                yield Part(f"Play {number}", tuple(_play(course, content, play, seen)))
        case Quiz():
            for title, questions in (("Practice questions", content.practice), ("Graded questions", content.graded)):
                yield Part(title, tuple(one for question in questions for one in _question(course, question)))
        case Module():
            front = [content.summary, content.content_note, *content.outcomes.values()]
            yield Part("What stands at the top", tuple(Paragraph("", text) for text in front))
            for page in content.every_page():
                cited = [Paragraph("", text, _cited(course, text)) for text in page.body.split("\n\n") if text.strip()]
                yield Part(page.title, tuple(cited))


def _play(course: Course, scenario: Scenario, play: Path, seen: set[str]) -> Iterator[Paragraph]:
    """What a play reads that no play before it has read."""
    drawn = ", ".join(f"{name}: {word}" for name, word in play.end.drawn.items())
    if drawn:
        yield Paragraph("in this play", drawn)
    yield from _heard(scenario, play.states[0], seen)
    for way, state in zip(play.ways, play.states[1:], strict=True):
        if way.choice:
            yield from _offered(course, scenario.scenes[way.stop], way.stop, seen)
            yield Paragraph(f"in {way.stop} you choose", way.choice.words)
        yield from _heard(scenario, state, seen)


def _heard(scenario: Scenario, state: engine.State, seen: set[str]) -> Iterator[Paragraph]:
    for name in state.passed:
        if name in seen:
            continue
        seen.add(name)
        scene = scenario.scenes[name]
        lines = [f"{line.who}: {line.words}" if line.who else f"({line.words})" for line in scene.say if line.words]
        if lines:
            yield Paragraph(f"scene {name}", "\n".join(lines))
        yield from _ending(name, scene)


def _ending(name: str, scene: Scene) -> Iterator[Paragraph]:
    if scene.ending and scene.debrief:
        words = [scene.ending, scene.debrief.happened, scene.debrief.now or "", *scene.debrief.questions]
        yield Paragraph(f"ending {name}", "\n".join(text for text in words if text))
        for also in scene.also:
            yield Paragraph(f"ending {name}, on some paths", also.say)
    if scene.say_it:
        yield Paragraph(f"say it, {name}", "\n".join((scene.say_it.prompt, *scene.say_it.models)))


def _offered(course: Course, scene: Scene, name: str, seen: set[str]) -> Iterator[Paragraph]:
    """All choices of a scene, the first time that a play stops there."""
    if f"{name}?" in seen:
        return
    seen.add(f"{name}?")
    for choice in scene.choices:
        yield Paragraph(
            f"{choice.id}: {PRACTICE[choice.practice] or 'no word'}", _choice(choice), _facts(course, choice.fact)
        )


def _choice(choice: Choice) -> str:
    return f"{choice.words}\n{choice.why}"


def _question(course: Course, question: Question) -> Iterator[Paragraph]:
    must = ", must be right" if question.must else ""
    yield Paragraph(f"{question.id} ({question.kind}{must})", question.ask, _facts(course, *question.facts))
    for option in question.options:
        mark = f"under {option.under}" if option.under else "right" if option.right else "not right"
        words = f"{option.words}\n{option.feedback}"
        yield Paragraph(f"{question.id} / {option.id}: {mark}", words, _facts(course, option.fact))
    extra = [question.text or "", *question.models, *question.look_for, question.after or ""]
    if any(extra):
        yield Paragraph(f"{question.id}, afterwards", "\n".join(text for text in extra if text))


def _facts(course: Course, *ids: str | None) -> tuple[Fact, ...]:
    return tuple(course.facts[slug] for slug in ids if slug)


def _cited(course: Course, text: str) -> tuple[Fact, ...]:
    return tuple(fact for slug, fact in course.facts.items() if f"`{slug}`" in text)


def _doubts(course: Course, content: Content) -> Iterator[str]:
    """What a reviewer should look at first."""
    words = "\n".join(words_of(content))
    used = {fact.id: fact for fact in _cited(course, words)}
    match content:
        case Scenario():
            used |= {slug: course.facts[slug] for slug in content.facts}
            for scene, _, choice in content.choices():
                if choice.practice == "unsafe":
                    yield f"Marked as not safe, in {scene}: {choice.words}"
        case Quiz():
            used |= {slug: course.facts[slug] for one in (*content.practice, *content.graded) for slug in one.facts}
    for fact in used.values():
        if fact.mark in ("unverified", "secondary", "proposal"):
            yield f"{fact.id} is {fact.mark}: {fact.says}"
    for slot in sorted(set(slots_in(words))):
        yield f"{{{slot}}} is filled by each service: read it with your own rule in mind."


_ENVIRONMENT = Environment(
    loader=PackageLoader("peersteps.review", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGE = _ENVIRONMENT.get_template("pack.html")
