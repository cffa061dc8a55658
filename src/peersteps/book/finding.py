"""Words by which a page is found that are not in its text: those of a conversation, of contacts, of a module's header.

Sphinx's search reads the text of a page, and pieces are drawn later than that. It also reads keywords.
"""

import re
from collections.abc import Iterable, Iterator

from docutils import nodes

from peersteps.model import Course, Scenario
from peersteps.slots import fill

_WORD = re.compile(r"\w+")


def found_by(texts: Iterable[str]) -> nodes.meta:
    """A node that shows nothing, and by whose words the page is found."""
    words = dict.fromkeys(_WORD.findall(" ".join(texts).lower()))
    return nodes.meta("", name="keywords", content=",".join(words))


def words_of_call(course: Course, call: Scenario) -> Iterator[str]:
    """What somebody may remember of a conversation, or need it for."""
    settings = {**call.local, **course.local.settings}
    texts = (
        *(call.title, call.summary, call.you_are, *call.content_notes, *call.tags, *call.cast, *call.cast.values()),
        *(moment.title for moment in call.moments.values()),
        *(course.situations[slug].says for slug in call.situations if slug in course.situations),
    )
    return (fill(text, settings) for text in texts)
