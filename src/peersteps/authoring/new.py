"""A new scenario that passes every check from its first minute, ready to be rewritten line by line."""

import re
from datetime import date
from importlib import resources
from pathlib import Path

from peersteps.reading import not_an_id

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile(r"[^\W\d_]+(?:[ '\u2019.-]+[^\W\d_]+){0,3}\.?")
_PLACE = re.compile(r"\b(?:SLUG|TITLE|NAME|DUE)\b")
"""What the template leaves open."""

PAGE = """# {title}

```{{scenario}} {slug}
```

However it went, stand up for a minute. If it stays with you: [after a hard call](../after-a-call.md).
"""
"""The page on which it is played. `_toc.yml` takes in every page of its folder."""


def new_scenario(root: Path, slug: str, name: str, today: date) -> tuple[Path, Path]:
    """Write `scenarios/<slug>.yml` from the template, and its page; `name` is the other person in the talk.

    Raises ValueError if `slug` is no id, `name` no name or `root` no course, and FileExistsError if there is such a
    file: then nothing is written, and nothing is ever written over.
    """
    if not (root / "modules").is_dir():
        raise ValueError(f"{root} is not a course: it has no folder 'modules'; go to the course folder, or name it")
    if not _ID.fullmatch(slug):
        raise ValueError(not_an_id(slug))
    _check_name(name)
    template = resources.files("peersteps.authoring").joinpath("template.yml").read_text(encoding="utf-8")
    title = slug.replace("-", " ").capitalize()
    due = today.replace(year=today.year + 1, day=min(today.day, 28))
    given = {"SLUG": slug, "TITLE": title, "NAME": name, "DUE": due.isoformat()}
    words = _PLACE.sub(lambda place: given[place[0]], template)
    content = {
        root / "scenarios" / f"{slug}.yml": words,
        root / "book" / "practise" / f"{slug}.md": PAGE.format(title=title, slug=slug),
    }
    for path in content:
        if path.exists():
            raise FileExistsError(f"{path} is already there; choose another id")
    for path, text in content.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    scenario, page = content
    return scenario, page


def _check_name(name: str) -> None:
    """Raise ValueError unless talk can name this person in front of a colon, and they are not the learner."""
    if name.casefold() == "you":
        raise ValueError(f"'{name}' is the learner; write the other person's name, such as Dee")
    if not _NAME.fullmatch(name):
        found = f"'{name}' is not a name" if name.strip() else "there is no name here"
        raise ValueError(f"{found}; write one or two words of letters, such as Dee or Mary-Jane")
