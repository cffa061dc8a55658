"""Content as the one JSON payload that every player home gets: the page, Jupyter and the hand-in page.

`kind` says what it is, `schema` is 1. Slots are filled here and conditions are parsed here, so the player
holds neither policy nor a parser. A graded quiz leaves here without keys, feedback or `must` marks.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from peersteps.engine import numbers
from peersteps.model import Contact, Course, Line, Option, Question, Quiz, Scenario, Scene
from peersteps.model.condition import tree
from peersteps.model.fact import MARKS
from peersteps.model.local import UNSET
from peersteps.slots import fill
from peersteps.wording import how_known, revision

Json = dict[str, Any]

SCHEMA = 1


def activity(course: Course, kind: str, slug: str) -> str:
    """The IRI of a thing that statements speak about: never changes, holds no version."""
    base = course.local.settings.get("activity-base", "https://peersteps.example/xapi")
    return f"{base}/{kind}/{slug}"


def scenario_payload(course: Course, scenario: Scenario) -> Json:
    """A scenario as the player needs it."""
    words = {**scenario.local, **course.local.settings}
    return {
        "kind": "scenario",
        "schema": SCHEMA,
        "id": scenario.id,
        "activity": activity(course, "scenario", scenario.id),
        "revision": revision(scenario),
        "title": fill(scenario.title, words),
        "summary": fill(scenario.summary, words),
        "youAre": fill(scenario.you_are, words),
        "minutes": scenario.minutes,
        "notes": [fill(note, words) for note in scenario.content_notes],
        "outcomes": {name: fill(outcome, words) for name, outcome in scenario.outcomes.items()},
        "cast": {name: fill(who, words) for name, who in scenario.cast.items()},
        "measures": {name: [scale.from_, scale.to, scale.start] for name, scale in scenario.measures.items()},
        "vary": {name: list(values) for name, values in scenario.vary.items()},
        "start": scenario.start,
        "scenes": {name: _scene(scene, words) for name, scene in scenario.scenes.items()},
        "moments": {
            name: {
                "title": fill(moment.title, words),
                "scene": moment.scene,
                "measures": dict(moment.measures),
                "chosen": list(moment.chosen),
            }
            for name, moment in scenario.moments.items()
        },
        "facts": _facts(course, (choice.fact for _, _, choice in scenario.choices() if choice.fact)),
        "support": support(course, scenario.support),
    }


def quiz_payload(course: Course, quiz: Quiz, *, graded: bool = False) -> Json:
    """The practice questions with their answers, or the graded ones without any."""
    questions = quiz.graded if graded else quiz.practice
    words = course.local.settings
    draw = _graded_question if graded else _practice_question
    cited = (fact for question in questions for fact in _cited(question))
    return {
        "kind": "quiz",
        "schema": SCHEMA,
        "id": quiz.id,
        "activity": activity(course, "quiz", quiz.id),
        "assignment": quiz.assignment,
        "version": quiz.version,
        "revision": revision(quiz),
        "title": fill(quiz.title, words),
        "mode": "graded" if graded else "practice",
        "questions": [draw(question, words) for question in questions],
        "facts": {} if graded else _facts(course, cited),
        "support": support(course),
    }


def support(course: Course, ids: Iterable[str] = ()) -> list[Json]:
    """Contacts that may be shown: those named, or all that always show; then the service's own words."""
    wanted = [course.contacts[slug] for slug in ids] or [one for one in course.contacts.values() if one.always]
    shown = [_contact(contact) for contact in wanted if contact.shown]
    own = course.local.settings.get("on-call")
    shown.append({"name": "Your service", "how": own or f"Who is on call: {UNSET}.", "when": "", "tel": "", "note": ""})
    return shown


def _contact(contact: Contact) -> Json:
    return {
        "name": contact.name,
        "how": contact.how,
        "when": contact.when,
        "tel": contact.tel or "",
        "note": how_known(contact),
    }


def _scene(scene: Scene, words: Mapping[str, str]) -> Json:
    drawn: Json = {"say": [_line(line, words) for line in scene.say]}
    if scene.choices:
        drawn["choices"] = [
            {
                "id": choice.id,
                "words": fill(choice.words, words),
                "practice": choice.practice,
                "why": fill(choice.why, words),
                "next": choice.next,
                "effect": dict(choice.effect),
                "when": tree(choice.when) if choice.when is not None else None,
                "once": choice.once,
                "skill": choice.skill,
                "fact": choice.fact,
            }
            for choice in scene.choices
        ]
    if scene.say_it:
        drawn["sayIt"] = {
            "prompt": fill(scene.say_it.prompt, words),
            "models": [fill(model, words) for model in scene.say_it.models],
        }
    if scene.next:
        drawn["next"] = scene.next
    if scene.ending and scene.debrief:
        drawn["ending"] = fill(scene.ending, words)
        drawn["debrief"] = {
            "happened": fill(scene.debrief.happened, words),
            "now": fill(scene.debrief.now, words) if scene.debrief.now else None,
            "questions": [fill(question, words) for question in scene.debrief.questions],
        }
        drawn["also"] = [{"when": tree(also.when), "say": fill(also.say, words)} for also in scene.also]
    return drawn


def _line(line: Line, words: Mapping[str, str]) -> list[str]:
    """["speech", who, words], ["stage", words] or ["beat"]."""
    match line.kind:
        case "speech":
            return ["speech", line.who, fill(line.words, words)]
        case "stage":
            return ["stage", fill(line.words, words)]
        case "beat":
            return ["beat"]


def _practice_question(question: Question, words: Mapping[str, str]) -> Json:
    return {
        "id": question.id,
        "kind": question.kind,
        "ask": fill(question.ask, words),
        "must": question.must,
        "groups": [fill(group, words) for group in question.groups],
        "text": fill(question.text, words) if question.text else "",
        "options": [
            {
                "id": option.id,
                "words": fill(option.words, words),
                "feedback": fill(option.feedback, words),
                "right": option.right,
                "fact": option.fact,
                "group": question.groups.index(option.under) if option.under else None,
            }
            for option in question.options
        ],
        "models": [fill(model, words) for model in question.models],
        "after": fill(question.after, words) if question.after else None,
    }


def _graded_question(question: Question, words: Mapping[str, str]) -> Json:
    return {
        "id": question.id,
        "kind": question.kind,
        "ask": fill(question.ask, words),
        "points": question.points,
        "options": [{"id": option.id, "words": fill(option.words, words)} for option in _dealt(question)],
    }


def _dealt(question: Question) -> tuple[Option, ...]:
    """Options in an order that gives nothing away (a judgement scale keeps its own)."""
    if question.kind == "judgement":
        return question.options
    random = numbers(sum(question.id.encode()) * 2654435761)
    return tuple(sorted(question.options, key=lambda _: next(random)))


def _cited(question: Question) -> Iterable[str]:
    yield from question.facts
    yield from (option.fact for option in question.options if option.fact)


def _facts(course: Course, ids: Iterable[str]) -> Json:
    """The cited facts with their first source, so that "where this comes from" works offline."""
    return {slug: _fact(course, slug) for slug in sorted(set(ids))}


def _fact(course: Course, slug: str) -> Json:
    fact = course.facts[slug]
    source = course.sources[fact.sources[0]] if fact.sources else None
    return {
        "says": fact.says,
        "mark": fact.mark,
        "sure": MARKS[fact.mark],
        "source": f"{source.title}, {source.publisher}" if source else "",
        "date": (source.date or "") if source else "",
        "url": (source.url or "") if source else "",
    }


def pathway_payload(course: Course) -> Json:
    """The levels and items, for the figure and for `progress()` in the browser."""
    pathway = course.pathway
    return {
        "kind": "pathway",
        "schema": SCHEMA,
        "id": pathway.pathway,
        "title": pathway.title,
        "levels": [
            {
                "id": level.id,
                "title": level.title,
                "says": level.says,
                "choose": level.choose,
                "items": [
                    {
                        "item": item.item,
                        "title": item.title,
                        "known": item.known,
                        "validMonths": item.valid_months,
                        "roles": list(item.sign_off_roles),
                        "instead": list(item.instead),
                    }
                    for item in level.items
                ],
            }
            for level in pathway.levels
        ],
    }
