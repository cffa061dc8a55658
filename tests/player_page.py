"""A page with nothing but the player, to drive in a browser: `python tests/player_page.py FOLDER CONTENT...`."""

import json
import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from peersteps.player import Home, player_css, player_js, readable_html

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="player.css">
<link rel="stylesheet" href="page.css">
<script defer src="player.js"></script><script defer src="beside.js"></script></head>
<body data-theme="{theme}"><main><h1>{title}</h1>
{pieces}
</main></body></html>
"""

STYLE = """body { margin: 0; background: #fbf8f3; color: #1d282c; font-family: system-ui, sans-serif }
body[data-theme="dark"] { background: #13191b; color: #efe9df }
main { max-width: 46rem; margin: 0 auto; padding: 16px }
"""


def in_page(payload: Mapping[str, Any]) -> str:
    """A payload as it stands in a page: the JSON, and the script to read until the player draws."""
    data = json.dumps(payload, ensure_ascii=False).replace("<", "\\u003c")
    return f'<div class="peersteps"><script type="application/json">{data}</script>{readable_html(payload)}</div>'


def write_page(folder: Path, pieces: Sequence[str], *, home: Home = "page", theme: str = "light") -> Path:
    """Write page, script and style sheet into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "player.js").write_text(player_js(home), encoding="utf-8")
    (folder / "beside.js").write_text(player_js("beside"), encoding="utf-8")
    (folder / "player.css").write_text(player_css(), encoding="utf-8")
    (folder / "page.css").write_text(STYLE, encoding="utf-8")
    page = folder / "index.html"
    html = PAGE.format(title=escape("A page with the player"), theme=theme, pieces="\n".join(pieces))
    page.write_text(html, encoding="utf-8")
    return page


if __name__ == "__main__":
    target, *contents = sys.argv[1:]
    drawn = [in_page(json.loads(Path(one).read_text(encoding="utf-8"))) for one in contents]
    print(write_page(Path(target), drawn))
