"""The same story as an ink page, the lightest that we could make in good faith.

inkjs's own run-time (its ES2015 build), the story compiled by inkjs's own compiler, and some lines that show
paragraphs and buttons. It has no debrief by choice, no record, no help and no readable script; it is here to show
what those cost.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from peersteps.model import Scenario
from peersteps.model.condition import Both, Chosen, Compare, Condition, Either, Not

INKJS = Path(__file__).parent.parent / "node_modules" / "inkjs"

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>ink</title><link rel="icon" href="data:,">
<script defer src="ink.js"></script><script defer src="play.js"></script>
</head><body><main></main></body></html>
"""
PLAY = """fetch("story.json").then((answer) => answer.text()).then((json) => {
  const story = new inkjs.Story(json);
  const main = document.querySelector("main");
  const go = () => {
    main.querySelectorAll("button").forEach((one) => one.remove());
    while (story.canContinue) {
      const line = document.createElement("p");
      line.textContent = story.Continue();
      main.append(line);
    }
    for (const choice of story.currentChoices) {
      const button = document.createElement("button");
      button.textContent = choice.text;
      button.onclick = () => { story.ChooseChoiceIndex(choice.index); go(); };
      main.append(button);
    }
  };
  go();
});
"""


def ink(scenario: Scenario) -> Iterator[str]:
    """The story in ink: every line, choice, reply, condition and effect."""
    for name, measure in scenario.measures.items():
        yield f"VAR {plain(name)} = {measure.start}"
    for name, drawn in scenario.vary.items():
        yield f'VAR {plain(name)} = "{drawn[0]}"'
    for choice in sorted({choice.id for _, _, choice in scenario.choices()}):
        yield f"VAR chosen_{plain(choice)} = false"
    yield f"-> {knot(scenario.start)}"
    for name, scene in scenario.scenes.items():
        yield f"=== {knot(name)} ==="
        for line in scene.say:
            yield f"{line.who}: {safe(line.words)}" if line.who else safe(line.words or "")
        for choice in scene.choices:
            when = f"{{ {condition(choice.when)} }} " if choice.when is not None else ""
            yield f"{'*' if choice.once else '+'} {when}[{safe(choice.words)}]"
            yield f"  You: {safe(choice.words)}"
            yield f"  {safe(choice.why)}"
            yield f"  ~ chosen_{plain(choice.id)} = true"
            yield from (f"  ~ {plain(measure)} += {by}" for measure, by in choice.effect.items())
            yield f"  -> {knot(choice.next)}"
        if scene.next:
            yield f"-> {knot(scene.next)}"
        if scene.ending and scene.debrief:
            yield from (safe(text) for text in (scene.ending, scene.debrief.happened, *scene.debrief.questions))
            yield "-> END"


def condition(found: Condition) -> str:
    """A condition in ink's words."""
    match found:
        case Chosen():
            return f"chosen_{plain(found.choice)}"
        case Not():
            return f"not {part(found.part)}"
        case Both():
            return " and ".join(map(part, found.parts))
        case Either():
            return " or ".join(map(part, found.parts))
        case Compare():
            value = found.value if isinstance(found.value, int) else f'"{found.value}"'
            return f"{plain(found.name)} {'==' if found.op == '=' else found.op} {value}"


def part(found: Condition) -> str:
    """A part of a condition. A lone name in brackets would be a list to ink."""
    return condition(found) if isinstance(found, Chosen) else f"({condition(found)})"


def plain(name: str) -> str:
    """A name that ink can read."""
    return name.replace("-", "_")


def knot(name: str) -> str:
    """A scene's name in ink, where a choice may have the same one."""
    return f"scene_{plain(name)}"


def safe(words: str) -> str:
    """Words without the signs that mean something in ink."""
    return "".join(f"\\{sign}" if sign in "{}[]|#~<>-=*+/" else sign for sign in " ".join(words.split()))


def version() -> str:
    """Of the run-time that the page loads."""
    return str(json.loads((INKJS / "package.json").read_text("utf-8"))["version"])


def write_ink(folder: Path, scenario: Scenario) -> None:
    """The ink page, its run-time and its story."""
    folder.mkdir(parents=True)
    (folder / "story.ink").write_text("\n".join(ink(scenario)) + "\n", encoding="utf-8")
    compiler = INKJS / "bin" / "inkjs-compiler.js"
    command = ["node", str(compiler), str(folder / "story.ink"), "-o", str(folder / "story.json")]
    subprocess.run(command, check=True, capture_output=True)
    (folder / "ink.js").write_bytes((INKJS / "dist" / "ink-es2015.js").read_bytes())
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "play.js").write_text(PLAY, encoding="utf-8")
