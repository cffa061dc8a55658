"""Slots such as {lead}: each is one that a service can set, and those in use and not set are listed."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from peersteps.checks.advice import instead
from peersteps.checks.texts import rows, texts
from peersteps.model import IN_A_SENTENCE, SLOTS, UNSET, Course, Module, Problem, Scenario
from peersteps.slots import slots_in

_ON_PAGE = re.compile(r"(?<![`:~])\{([a-z0-9-]+)\}(?!`)")
"""A slot in Markdown: not a role such as {fact}`SUI-17`, not a directive."""

Used = tuple[str, int, str, Mapping[str, str]]
"""File, line and slot, with the slots that this content fills itself."""


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Slots that nobody can set; and, once each, slots that this service has not set."""
    unset: dict[str, Problem] = {}
    for file, line, slot, own in sorted(_used(course), key=lambda used: used[:3]):
        if slot not in SLOTS and slot not in own:
            cure = instead(slot, (*SLOTS, *own), "use one from local.example.yml")
            cure = re.sub(r"'(.+)'", r"'{\1}'", cure)
            yield Problem(file, line, "unknown-slot", f"no setting fills '{{{slot}}}'; {cure}")
        elif slot not in own and slot not in course.local.settings:
            in_a_sentence = f'"{IN_A_SENTENCE[slot]}" or ' if slot in IN_A_SENTENCE else ""
            says = f"'{{{slot}}}' is not set, so the page says {in_a_sentence}\"{UNSET}\"; set it in local.yml"
            unset.setdefault(slot, Problem(file, line, "unset-slot", says))
    yield from unset.values()


def _used(course: Course) -> Iterator[Used]:
    texted = (*course.scenarios.values(), *course.quizzes.values(), *course.modules.values(), *course.glossaries)
    for content in texted:
        own = content.local if isinstance(content, Scenario) else {}
        for path, text in texts(content):
            for slot in slots_in(text):
                yield content.source.file, content.source.line(*path), slot, own
        if isinstance(content, Module):
            for page in content.every_page():
                for line, row in rows(page):
                    for slot in _ON_PAGE.findall(row):
                        yield page.source.file, line, slot, own
