"""What a reviewer should look at first: what we are not sure of ourselves, and what others decide."""

import re
from collections.abc import Iterator

from peersteps.checks.uses import fact_uses
from peersteps.model import SLOTS, Course, Module, Scenario
from peersteps.model.fact import MARKS, Mark
from peersteps.review.form import settings_in
from peersteps.review.sign import Content
from peersteps.slots import fill
from peersteps.wording import words_of

_IN_A_PAGE = re.compile(r"\{local\}(?:`| )([a-z0-9-]+)")


_WEAK: tuple[Mark, ...] = ("unverified", "secondary", "proposal")
"""The marks that a reviewer should know of, the least sure first."""


def doubts(course: Course, content: Content) -> Iterator[tuple[str, list[str]]]:
    """Headings with what stands below each."""
    if isinstance(content, Scenario):
        own = {**content.local, **course.local.settings}
        unsafe = [(name, choice) for name, _, choice in content.choices() if choice.practice == "unsafe"]
        listed = [f"{name}: {fill(choice.words, own)}" for name, choice in unsafe]
        yield "Choices that we mark as not safe, with their scene", listed
    facts = [course.facts[slug] for slug in sorted(_cited(course, content))]
    for mark in _WEAK:
        yield MARKS[mark], [f"[{fact.id}] {fact.says}" for fact in facts if fact.mark == mark]
    asked = [f"{SLOTS[name]}." for name in sorted(_settings(content))]
    yield "Each service fills these in. Read them with your own rules in mind.", asked


def _cited(course: Course, content: Content) -> set[str]:
    files = {content.source.file}
    if isinstance(content, Module):
        files |= {page.source.file for page in content.others}
    cited = {use.id for use in fact_uses(course) if use.file in files}
    return cited & set(course.facts)


def _settings(content: Content) -> set[str]:
    words = "\n".join(words_of(content))
    named = _IN_A_PAGE.findall(words) if isinstance(content, Module) else ()
    return {*settings_in(words), *(name for name in named if name in SLOTS)}
