"""Contents: the parts of the book, and in each its pages; those of a module are folded under its title."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sphinx import addnodes
from sphinx.application import Sphinx


@dataclass(frozen=True)
class Entry:
    """A page as Contents lists it, with the pages under it."""

    page: str
    title: str
    under: tuple["Entry", ...] = ()

    def holds(self, page: str) -> bool:
        """Whether a page is this one or stands under it."""
        return page == self.page or any(entry.holds(page) for entry in self.under)


@dataclass(frozen=True)
class Part:
    """A run of pages under one heading; the heading may be empty."""

    title: str
    entries: tuple[Entry, ...]


def parts(app: Sphinx) -> tuple[Part, ...]:
    """The parts in the order of `_toc.yml`."""
    root = app.env.tocs[app.config["root_doc"]]
    return tuple(Part(tree.get("caption") or "", _listed(app, tree)) for tree in root.findall(addnodes.toctree))


def _listed(app: Sphinx, tree: addnodes.toctree) -> tuple[Entry, ...]:
    return tuple(_entries(app, ((title, page) for title, page in tree["entries"] if page in app.env.found_docs)))


def _entries(app: Sphinx, named: Iterable[tuple[str | None, str]]) -> Iterator[Entry]:
    for title, page in named:
        trees = app.env.tocs[page].findall(addnodes.toctree)
        under = tuple(entry for tree in trees for entry in _listed(app, tree))
        yield Entry(page, title or app.env.titles[page].astext(), under)
