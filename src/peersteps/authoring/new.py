"""A new scenario that passes every check from its first minute, ready to be rewritten line by line."""

import re
from datetime import date
from importlib import resources
from pathlib import Path

from peersteps.reading import not_an_id

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

PAGE = """# {title}

```{{scenario}} {slug}
```

However it went, stand up for a minute. If it stays with you: [after a hard call](../after-a-call.md).

```{{contacts}}
:for: you
```
"""
"""The page on which it is played. `_toc.yml` takes in every page of its folder."""


def new_scenario(root: Path, slug: str, name: str, today: date) -> tuple[Path, Path]:
    """Write `scenarios/<slug>.yml` from the template, and its page; `name` is the other person in the talk.

    Raises ValueError if `slug` is no id, and FileExistsError if there is such a file: nothing is ever written over.
    """
    if not _ID.fullmatch(slug):
        raise ValueError(not_an_id(slug))
    template = resources.files("peersteps.authoring").joinpath("template.yml").read_text(encoding="utf-8")
    title = slug.replace("-", " ").capitalize()
    due = today.replace(year=today.year + 1, day=min(today.day, 28))
    words = template.replace("SLUG", slug).replace("TITLE", title).replace("NAME", name).replace("DUE", due.isoformat())
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
