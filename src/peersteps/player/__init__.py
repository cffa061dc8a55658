"""The player, joined into one file for each home it lives in, and the script that is there without it."""

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from rjsmin import jsmin

from peersteps.player.join import JoinError, join
from peersteps.player.readable import readable_html, reading_order

__all__ = ["ENTRIES", "FRONT", "Home", "JoinError", "player_css", "player_js", "readable_html", "reading_order"]

Home = Literal["page", "scenario", "beside", "quiz", "record", "pathway", "calls", "jupyter", "handin"]
"""Where a player runs. A page of the book loads the part that it needs, or "page" for all of them; and "beside", what
a conversation can do without, after the conversation."""

FRONT = Path(__file__).parent.parent / "front"

ENTRIES: Mapping[Home, str] = {
    "page": "page.js",
    "scenario": "page-scenario.js",
    "beside": "page-beside.js",
    "quiz": "page-quiz.js",
    "record": "page-record.js",
    "pathway": "page-pathway.js",
    "calls": "page-calls.js",
    "jupyter": "index.js",
    "handin": "handin.js",
}


@functools.cache
def player_js(home: Home) -> str:
    """The player for a home, minified.

    For pages it is a classic script (load it with `defer`; it works from file:// too). For Jupyter it is an ES
    module without imports and with one default export, `{ render }`. Raises JoinError.
    """
    return str(jsmin(join(FRONT / ENTRIES[home])))


@functools.cache
def player_css() -> str:
    """The player's style sheet with the tokens it needs, without comments and spare space."""
    css = "".join((FRONT / name).read_text(encoding="utf-8") for name in ("tokens.css", "player.css"))
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(": ", ":").replace(";}", "}").strip() + "\n"
