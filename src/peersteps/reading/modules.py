"""Reading a module: its folder, its front matter and its pages."""

from collections.abc import Iterator
from pathlib import Path

from peersteps.model import BESIDE, INDEX, Module, Page, Problem, Source
from peersteps.reading import front_matter
from peersteps.reading.build import build
from peersteps.reading.dates import check_days, in_review
from peersteps.reading.draft import Draft, get, items
from peersteps.reading.files import read_text, relative
from peersteps.reading.kinds import Read, draft_of, finished, read_question
from peersteps.reading.markup import unreadable
from peersteps.reading.shapes import shape_module
from peersteps.reading.tries import questions_in


def read_module(path: Path, root: Path) -> Read[Module]:
    """One module, by its first page `modules/<id>/index.md`, with all its other pages."""
    opened, problems = _open(path, root)
    if opened is None:
        return None, problems
    draft, body = opened
    shape_module(draft)
    others = list(_others(draft, path.parent, root))
    module = build(Module, draft, source=draft.source, id=path.parent.name, body=body, others=tuple(others))
    if module:
        check_days(draft, in_review(module.review))
    return finished(module, draft)


def read_around(path: Path, root: Path) -> Read[Page]:
    """A page of the book that is no module: Markdown alone, called by its first heading."""
    file = relative(path, root)
    text, problems = read_text(path, file)
    if text is None:
        return None, problems
    title = next((row.removeprefix("# ") for row in text.split("\n") if row.startswith("# ")), path.stem)
    source = Source(file, {(): 1, ("body",): 1})
    problems = tuple(_in_body(text, file, 1))
    return Page(id=path.stem, title=title, body=text, source=source), problems


def _in_body(body: str, file: str, line: int) -> Iterator[Problem]:
    """What cannot be read in the Markdown of a page: its questions, and its other parts."""
    yield from unreadable(body, file, line)
    for text, at in questions_in(body, line):
        yield from read_question(text, file, at)[1]


def _others(draft: Draft, folder: Path, root: Path) -> Iterator[Page]:
    """Every page but the first, in the order of reading."""
    listed = [(at, name) for at, name in items(get(draft.data, "pages")) if isinstance(name, str)]
    there = {path.stem for path in folder.glob("*.md")} - {INDEX}
    for at, name in listed:
        if name not in there:
            says = f"there is no page '{name}.md' beside this one; write it, or take it out of 'pages'"
            draft.fault("missing-file", says, "pages", at)
        elif name in BESIDE or name in [one for _, one in listed[:at]]:
            says = f"'{name}' is not one page of the order of reading; take it out of 'pages'"
            draft.fault("repeated-id", says, "pages", at)
    names = [name for _, name in listed if name in there]
    for name in sorted(there - {*names, *BESIDE}):
        says = f"'{name}.md' is not among the 'pages' of index.md; add it there, where it is to be read"
        draft.problems.append(Problem(relative(folder / f"{name}.md", root), 1, "one-way-link", says))
    for name in dict.fromkeys([*names, *(name for name in BESIDE if name in there)]):
        page, problems = _read_page(folder / f"{name}.md", root)
        draft.problems.extend(problems)
        if page:
            yield page


def _read_page(path: Path, root: Path) -> Read[Page]:
    opened, problems = _open(path, root)
    if opened is None:
        return None, problems
    draft, body = opened
    return finished(build(Page, draft, source=draft.source, id=path.stem, body=body), draft)


def _open(path: Path, root: Path) -> tuple[tuple[Draft, str] | None, tuple[Problem, ...]]:
    """The draft of a page's front matter and the Markdown below it, whose questions have been read too."""
    file = relative(path, root)
    text, problems = read_text(path, file)
    if text is None:
        return None, problems
    page = front_matter.split(text)
    if page is None:
        says = "a page begins with '---', then its front matter, then '---' again; add what is missing"
        return None, (Problem(file, 1, "bad-yaml", says),)
    draft = draft_of(page.front, file, page.front_line)
    draft.lines[("body",)] = page.body_line
    draft.problems.extend(_in_body(page.body, file, page.body_line))
    if not isinstance(draft.data, dict):
        return None, tuple(draft.problems)
    return (draft, page.body), ()
