"""How many bytes the player is, gzip -9: `python benchmarks/player_bytes.py`.

"core and scenario drawing" is the conversation with all that it imports; a page's script adds finding its place in the
page, keeping in the browser, and the record.
"""

import gzip

from rjsmin import jsmin

from peersteps.player import ENTRIES, FRONT, player_css, player_js
from peersteps.player.join import join

BUDGET = 8_000


def packed(text: str) -> int:
    """Bytes as sent."""
    return len(gzip.compress(text.encode(), 9))


def core_and_drawing() -> int:
    """The conversation alone, without a home."""
    return packed(jsmin(join(FRONT / "draw" / "conversation.js")))


if __name__ == "__main__":
    print(f"{'core and scenario drawing':30} {core_and_drawing():7,} B (budget {BUDGET:,})")
    for home in ENTRIES:
        print(f"{'script for ' + home:30} {packed(player_js(home)):7,} B")
    print(f"{'style sheet':30} {packed(player_css()):7,} B")
