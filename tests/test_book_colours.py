"""The colours of pages and player: every pair can be read, in light and dark, and both use the same ones."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from peersteps.book import assets

ROOT = Path(__file__).parent.parent


def tokens(css: str) -> list[dict[str, str]]:
    blocks = re.findall(r"\{([^{}]*)\}", css)
    found = [dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6})", block)) for block in blocks]
    return [block for block in found if "paper" in block]


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TEXT_ON = {
    "ink": ("paper", "card", "you", "them", "amber"),
    "quiet": ("paper", "card", "you", "them"),
    "teal": ("paper", "card"),
    "teal-ink": ("teal",),
    "red": ("paper", "card"),
    "red-ink": ("red",),
    "amber-ink": ("amber", "paper", "card"),
}


def pairs() -> Iterator[tuple[str, str, str, float, float]]:
    for scheme, block in zip(("light", "dark"), tokens(assets.contents("site.css"))[:2], strict=True):
        for text, grounds in TEXT_ON.items():
            yield from ((scheme, text, ground, contrast(block[text], block[ground]), 7) for ground in grounds)
        yield from (
            (scheme, "edge", ground, contrast(block["edge"], block[ground]), 4.5) for ground in ("paper", "card")
        )


@pytest.mark.parametrize(("scheme", "text", "ground", "found", "least"), list(pairs()))
def test_every_colour_pair_can_be_read(scheme: str, text: str, ground: str, found: float, least: float):
    assert found >= least, f"{text} on {ground} in {scheme}: {found:.2f}"


def test_the_two_dark_sets_are_one():
    _light, by_device, by_choice = tokens((ROOT / "src/peersteps/front/tokens.css").read_text(encoding="utf-8"))
    assert by_device == by_choice


def test_the_player_has_the_same_colours_as_the_pages():
    pages = tokens((ROOT / "src/peersteps/front/tokens.css").read_text(encoding="utf-8"))
    player = tokens(assets.contents("player.css"))
    for ours, theirs in zip(pages, player, strict=False):
        shared = (ours.keys() & theirs.keys()) - {"edge"}  # the player's stands on white only, ours also on paper
        assert {name: ours[name] for name in shared} == {name: theirs[name] for name in shared}
