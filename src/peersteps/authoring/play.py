"""A conversation in the terminal, so that an author hears it without building the book."""

from collections.abc import Callable, Mapping

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from peersteps import engine
from peersteps.engine import State
from peersteps.model import Choice, Line, Scenario
from peersteps.player.readable import PRACTICE
from peersteps.slots import fill

_LETTERS = "ABCDEFGH"
_HELP = "Type a letter (or 1 for the first in the list), or back, where or stop."

Ask = Callable[[str], str]


def play(scenario: Scenario, words: Mapping[str, str], console: Console, ask: Ask, seed: int = 0) -> tuple[str, ...]:
    """Play until an ending or until the player stops; returns the choices made.

    `words` fills the slots; `ask` is given a prompt and returns what was typed (`input`, in a terminal).
    """
    settings = {**scenario.local, **words}
    console.print(f"\n[bold]{escape(scenario.title)}[/]\nYou are {escape(scenario.you_are)}.")
    if scenario.content_notes:
        console.print("This conversation has: " + escape(", ".join(scenario.content_notes)) + ".")
    console.print(f"[dim]{_HELP}[/]\n")
    states = [engine.begin(scenario, seed)]
    while True:
        state = states[-1]
        _hear(scenario, state, settings, console)
        if scenario.scenes[state.scene].ending:
            _debrief(scenario, state, settings, console)
            return state.chosen
        following = _turn(scenario, states, settings, console, ask)
        if following is None:
            return state.chosen
        states = following


def _turn(
    scenario: Scenario, states: list[State], words: Mapping[str, str], console: Console, ask: Ask
) -> list[State] | None:
    """The states after one answer; None when the player stops."""
    state = states[-1]
    say_it = scenario.scenes[state.scene].say_it
    letters = _letters(scenario, state)
    if say_it:
        console.print(f"\n[bold]{escape(fill(say_it.prompt, words))}[/]")
    else:
        console.print("\n[bold]What do you say?[/]")
        for letter, option in letters.items():
            console.print(f"  [bold]{letter}[/]  {escape(fill(option.words, words))}")
    while True:
        typed = ask("> ").strip().lower()
        if typed == "stop":
            return None
        if typed == "back" and len(states) > 1:
            return states[:-1]
        if typed == "where":
            measures = ", ".join(f"{name} {value}" for name, value in state.measures.items())
            console.print(
                f"[dim]Scene {state.scene}; {measures}; chosen: {', '.join(state.chosen) or 'nothing yet'}[/]"
            )
        elif say_it:
            for model in say_it.models:
                console.print(f"  One way: {escape(fill(model, words))}")
            return [*states, engine.said(scenario, state)]
        else:
            picked = _picked(letters, typed)
            if picked:
                _feedback(picked, words, console)
                return [*states, engine.step(scenario, state, picked.id)]
            console.print(f"The choices here are {', '.join(letters)}. {_HELP}")


def _letters(scenario: Scenario, state: State) -> Mapping[str, Choice]:
    """What is offered, by its letter. The author's order gives the letters: what is not offered leaves a gap."""
    letters = dict(zip((choice.id for choice in scenario.scenes[state.scene].choices), _LETTERS, strict=False))
    return {letters[choice.id]: choice for choice in engine.offered(scenario, state)}


def _picked(letters: Mapping[str, Choice], typed: str) -> Choice | None:
    """The choice with this letter, or the one that stands in this place of the list."""
    places = {str(place): choice for place, choice in enumerate(letters.values(), 1)}
    return letters.get(typed.upper()) or places.get(typed)


def _hear(scenario: Scenario, state: State, words: Mapping[str, str], console: Console) -> None:
    for name in state.passed:
        for line in scenario.scenes[name].say:
            console.print(_spoken(line, words))


def _spoken(line: Line, words: Mapping[str, str]) -> str:
    match line.kind:
        case "speech":
            return f"[bold]{escape(line.who)}:[/] {escape(fill(line.words, words))}"
        case "stage":
            return f"[italic]({escape(fill(line.words, words))})[/]"
        case "beat":
            return ""


def _feedback(choice: Choice, words: Mapping[str, str], console: Console) -> None:
    word = PRACTICE[choice.practice]
    why = escape(fill(choice.why, words))
    console.print(Padding(f"[bold]{word}.[/] {why}" if word else why, (1, 4)))


def _debrief(scenario: Scenario, state: State, words: Mapping[str, str], console: Console) -> None:
    scene = scenario.scenes[state.scene]
    if scene.ending is None or scene.debrief is None:
        return
    console.print(f"\n[bold]{escape(fill(scene.ending, words))}[/]")
    console.print(escape(fill(scene.debrief.happened, words)))
    if scene.debrief.now:
        console.print(f"[bold]Now:[/] {escape(fill(scene.debrief.now, words))}")
    for also in engine.debrief_lines(scenario, state):
        console.print(escape(fill(also.say, words)))
    console.print("\nTo think about:")
    for question in scene.debrief.questions:
        console.print(f"  - {escape(fill(question, words))}")
