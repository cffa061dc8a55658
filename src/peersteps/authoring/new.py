"""A new scenario that passes every check from its first minute, ready to be rewritten line by line."""

from datetime import date
from importlib import resources
from pathlib import Path


def new_scenario(root: Path, slug: str, name: str, today: date) -> Path:
    """Write `scenarios/<slug>.yml` from the template; `name` is the other person in the talk.

    Raises FileExistsError if there is such a file: nothing is ever written over.
    """
    template = resources.files("peersteps.authoring").joinpath("template.yml").read_text(encoding="utf-8")
    title = slug.replace("-", " ").capitalize()
    due = today.replace(year=today.year + 1, day=min(today.day, 28))
    words = template.replace("SLUG", slug).replace("TITLE", title).replace("NAME", name).replace("DUE", due.isoformat())
    path = root / "scenarios" / f"{slug}.yml"
    path.parent.mkdir(exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(words)
    return path
