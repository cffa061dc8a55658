"""A small book for tests: the tiny course with a home page that uses every directive and role."""

from pathlib import Path

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
