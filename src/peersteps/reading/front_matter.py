"""A Markdown page with front matter: YAML between two lines of `---`, then the page."""

from dataclasses import dataclass

_RULE = "---"


@dataclass(frozen=True)
class Page:
    """The two parts of a page, with the line of the file on which each begins."""

    front: str
    front_line: int
    body: str
    body_line: int


def split(text: str) -> Page | None:
    """The parts of a page; None if it does not begin with front matter that ends."""
    rows = text.split("\n")
    if rows[0].rstrip() != _RULE:
        return None
    end = next((at for at, row in enumerate(rows[1:], start=1) if row.rstrip() == _RULE), None)
    if end is None:
        return None
    return Page("\n".join(rows[1:end]) + "\n", 2, "\n".join(rows[end + 1 :]), end + 2)
