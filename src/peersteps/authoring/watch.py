"""Waiting for an author to save a file.

The folder is looked at twice a second. Notices from the system would be quicker by a blink, and do not come from the
shared drives and synchronised folders on which trainers keep their files.
"""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path

EVERY = 0.5
"""Seconds between two looks."""

_CONTENT = ("book/**/*.md", "modules/**/*.md", "modules/**/*.yml", "quizzes/*", "scenarios/*", "local.yml")

Seen = Mapping[Path, tuple[int, int]]


def saved(root: Path) -> Iterator[None]:
    """Once at first, and then each time a content file was saved, added or taken away. It never ends by itself."""
    seen: Seen | None = None
    while True:
        now = _look(root)
        if now != seen:
            seen = now
            yield
        else:
            time.sleep(EVERY)


def _look(root: Path) -> Seen:
    """When each content file was last saved, and its size."""
    found = {}
    for pattern in _CONTENT:
        for path in root.glob(pattern):
            try:
                state = path.stat()
            except FileNotFoundError:  # Editors save by putting a new file in the place of the old one.
                continue
            found[path] = (state.st_mtime_ns, state.st_size)
    return found
