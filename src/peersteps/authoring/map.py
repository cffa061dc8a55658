"""A scenario as text: which scene leads where, for a terminal and for readers who do not see the picture."""

from collections.abc import Iterator

from peersteps.model import Scenario, Scene
from peersteps.player.readable import PRACTICE


def as_text(scenario: Scenario) -> str:
    """One block a scene: what can be chosen there and where it leads."""
    blocks = []
    for name, scene in scenario.scenes.items():
        head = f"{name} (ending): {scene.ending}" if scene.ending else name
        blocks.append("\n".join([head, *(f"  {way}" for way in _ways_in_words(name, scene))]))
    return "\n".join(blocks)


def _ways_in_words(name: str, scene: Scene) -> Iterator[str]:
    if scene.next:
        yield f"goes on to {scene.next}"
    for choice in scene.choices:
        word = PRACTICE[choice.practice].lower()
        to = "back to the same scene" if choice.next == name else f"to {choice.next}"
        yield f"{choice.id}{f' ({word})' if word else ''}: {to}"
