"""The readable script: what stands in a page before the player draws, or where it never does."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

PRACTICE = {
    "helpful": "Helpful",
    "mixed": "Mixed",
    "too-soon": "Too soon",
    "unhelpful": "Unhelpful",
    "unsafe": "Not safe",
    "neutral": "",
}
"""The word that stands before a choice's feedback: the same as in `front/draw/words.js`."""

_BEST_FIRST = ("helpful", "neutral", "mixed", "too-soon", "unhelpful", "unsafe")


def readable_html(payload: Mapping[str, Any]) -> str:
    """A scenario or quiz as plain HTML: for pages without scripts, for print and for exported notebooks."""
    parts = _scenario_parts(payload) if payload["kind"] == "scenario" else _quiz_parts(payload)
    return f'<section class="ps-frame ps-readable">{"".join(parts)}</section>'


def reading_order(payload: Mapping[str, Any]) -> list[str]:
    """Every scene once: the most helpful way through first, then the other turns. As in `front/core/talk.js`."""
    order: dict[str, None] = {}
    waiting = [payload["start"]]
    while waiting:
        name = waiting.pop()
        if name in order:
            continue
        order[name] = None
        scene = payload["scenes"][name]
        choices = sorted(scene.get("choices", []), key=lambda choice: _BEST_FIRST.index(choice["practice"]))
        ways = [scene["next"]] if scene.get("next") else [choice["next"] for choice in choices]
        waiting.extend(reversed(ways))
    return list(order)


def _scenario_parts(payload: Mapping[str, Any]) -> Iterator[str]:
    order = reading_order(payload)
    notes = f"In it: {'; '.join(payload['notes'])}. " if payload["notes"] else ""
    yield f"<h2>{escape(payload['title'])}</h2><p>{escape(payload['summary'])}</p>"
    yield f'<p class="ps-note">{escape(notes)}About {payload["minutes"]} minutes to play, less to read.</p>'
    for at, name in enumerate(order):
        scene = payload["scenes"][name]
        ending = f": an ending. {scene['ending']}" if "ending" in scene else ""
        yield f'<h3 id="{_anchor(payload, at)}">Part {at + 1}{escape(ending)}</h3>'
        yield from _scene(payload, scene, order, at)
    yield "<h3>If this stayed with you</h3>"
    yield _listed(f"<strong>{escape(one['name'])}</strong>: {escape(one['how'])}" for one in payload["support"])


def _scene(payload: Mapping[str, Any], scene: Mapping[str, Any], order: list[str], at: int) -> Iterator[str]:
    yield from (_line(line) for line in scene["say"])
    if own := scene.get("sayIt"):
        yield f"<p>{escape(own['prompt'])}</p>" + _listed(map(escape, own["models"]))
    if choices := scene.get("choices"):
        yield "<p>You could say:</p>"
        yield _listed(
            f"<p>{chr(65 + place)}. {escape(choice['words'])}</p><p>{_feedback(choice)}</p>"
            + _leads(payload, order, at, choice["next"])
            for place, choice in enumerate(choices)
        )
    if scene.get("next"):
        yield _leads(payload, order, at, scene["next"])
    if debrief := scene.get("debrief"):
        yield f"<p>{escape(debrief['happened'])}</p>"
        if debrief["now"]:
            yield f"<p><strong>What to do now:</strong> {escape(debrief['now'])}</p>"
        yield _listed(map(escape, debrief["questions"]))


def _line(line: list[str]) -> str:
    match line:
        case ["speech", who, words]:
            return f"<p><strong>{escape(who)}:</strong> {escape(words)}</p>"
        case ["stage", words]:
            return f"<p><em>{escape(words)}</em></p>"
        case _:
            return ""


def _feedback(choice: Mapping[str, Any]) -> str:
    word = PRACTICE[choice["practice"]]
    return (f"<strong>{word}.</strong> " if word else "") + escape(choice["why"])


def _leads(payload: Mapping[str, Any], order: list[str], at: int, to: str) -> str:
    there = order.index(to)
    words = "Goes on below" if there == at + 1 else f"Goes on in part {there + 1}"
    return f'<p><a href="#{_anchor(payload, there)}">{words}</a></p>'


def _anchor(payload: Mapping[str, Any], at: int) -> str:
    return escape(f"{payload['id']}-part-{at + 1}")


def _quiz_parts(payload: Mapping[str, Any]) -> Iterator[str]:
    yield f"<h2>{escape(payload['title'])}</h2>"
    for number, question in enumerate(payload["questions"], 1):
        yield f"<h3>Question {number}</h3><p>{escape(question['ask'])}</p>"
        yield "".join(f"<p>{escape(text)}</p>" for text in (question.get("text"), *question.get("groups", ())) if text)
        yield _listed(escape(option["words"]) for option in question["options"])
        if payload["mode"] == "practice":
            yield f"<details><summary>What fits, and why</summary>{_answers(question)}</details>"


def _answers(question: Mapping[str, Any]) -> str:
    options = (
        f"<p>{escape(option['words'])}</p><p>{_fits(question, option)}{escape(option['feedback'])}</p>"
        for option in question["options"]
    )
    after = f"<p>{escape(question['after'])}</p>" if question["after"] else ""
    return _listed((*options, *map(escape, question["models"]))) + after


def _fits(question: Mapping[str, Any], option: Mapping[str, Any]) -> str:
    if option["group"] is not None:
        return f"<strong>{escape(question['groups'][option['group']])}.</strong> "
    return "<strong>This fits.</strong> " if option["right"] else ""


def _listed(items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{lines}</ul>" if lines else ""
