"""Books for tests: a small one (the tiny course, and a page that uses every directive and role), and the whole one."""

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from peersteps.book import build

ROOT = Path(__file__).parent.parent

TOC = "format: jb-book\nroot: book/index\nchapters:\n  - file: modules/first-call/index\n"

EVERYTHING = """# Home

Your lead is {lead}; recorded: {local}`recording`. Lonely people ring {fact}`TINY-1`, and again {fact}`TINY-1`.
A guess {fact}`TINY-2`. Money: {law}`TINY-3`.

```{pathway}
:start:
```

```{quiz} first-call
:graded:
```

```{try}
id: opening
kind: single
ask: A caller is quiet. What may help?
outcome: listen
options:
  - wait: Wait </script>
    right: yes
    feedback: Room to begin.
  - list: Read out a list
    feedback: Later, perhaps.
```

```{contacts}
:for: you
```

```{local} record-system
```

```{calls}
```

```{sources}
```

```{review}
```

```{record}
```
"""

MORE_FACTS = """
  TINY-2:
    says: A guess.
    mark: unverified
    sources: [tiny/BOOK]
    as-at: 2026-01-01
    review-by: 2027-11-01
  TINY-3:
    says: A rule about money.
    mark: verified
    sources: [tiny/BOOK]
    as-at: 2026-01-01
    review-by: 2027-11-01
    status: not-in-force
    now: You ask the council.
    coming: You ask the hospital.
"""


def write_book(folder: Path) -> Path:
    """Turn a tiny course into a book, in its own folder."""
    (folder / "_toc.yml").write_text(TOC, encoding="utf-8")
    (folder / "book").mkdir()
    (folder / "book/index.md").write_text(EVERYTHING, encoding="utf-8")
    facts = folder / "modules/facts/tiny.yml"
    facts.write_text(facts.read_text(encoding="utf-8").rstrip() + MORE_FACTS, encoding="utf-8")
    return folder


@functools.cache
def whole_book() -> Path:
    """The book as it ships, built once for all the tests of a run."""
    folder = Path(tempfile.mkdtemp(prefix="peersteps-book-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    build(ROOT, folder / "site")
    return folder / "site"


def look_for(page: Page, base: str, words: str) -> None:
    """Search for words, and wait for what is found."""
    page.goto(f"{base}search.html")
    page.fill("#search-words", words)
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li a")
