"""What the proof has to say to an author: the line, the cure and the shortest play of each."""

from collections.abc import Iterator
from datetime import date

from peersteps.checks.advice import instead
from peersteps.checks.proof import plain
from peersteps.checks.proof.counterexample import Path, script, shortest
from peersteps.checks.proof.memory import Ask
from peersteps.checks.proof.moments import start_of
from peersteps.checks.proof.promises import FORMS, Promise, parse, promises
from peersteps.checks.proof.talk import follow
from peersteps.checks.proof.transitions import TooLargeError
from peersteps.checks.proof.verdict import States, Verdict
from peersteps.model import Course, Problem, Scenario
from peersteps.model.condition import Chosen, Compare, Condition, Not, names


def check(course: Course, _on: date) -> Iterator[Problem]:
    """Everything that is proved of every conversation."""
    for scenario in course.scenarios.values():
        yield from prove(scenario)


def prove(scenario: Scenario) -> Iterator[Problem]:
    """Everything that is proved of one conversation. Its links must be whole."""
    yield from _measures(scenario)
    try:
        verdict = Verdict(scenario)
    except TooLargeError as error:
        yield scenario.problem("too-large", _too_large(error, scenario), "scenes")
        return
    verdict.expect(list(_asks(scenario)))
    yield from _unheard(verdict)
    yield from _never_offered(verdict)
    yield from _stuck(verdict)
    yield from _endless(verdict)
    yield from _without_help(verdict)
    yield from _promises(verdict)
    yield from _moments(verdict)
    yield from _never_said(verdict)


def _asks(scenario: Scenario) -> Iterator[Ask]:
    """What promises, moments and debrief lines will ask."""
    for promise in promises(scenario):
        if promise.kind == "only after" and not _named(scenario, promise):
            yield promise.ending, Not(Chosen(promise.choice))
    for name, scene in scenario.endings().items():
        yield from ((name, also.when) for also in scene.also)
    for moment in scenario.moments.values():
        yield moment.scene, start_of(scenario, moment)


def _measures(scenario: Scenario) -> Iterator[Problem]:
    """Measures that nothing changes or nothing reads, and draws that nothing reads."""
    conditions = [choice.when for _, _, choice in scenario.choices() if choice.when is not None]
    conditions += [also.when for scene in scenario.scenes.values() for also in scene.also]
    read = {name for condition in conditions for name in names(condition)}
    changed = {name for _, _, choice in scenario.choices() for name, by in choice.effect.items() if by}
    for name in scenario.measures:
        lacks = [what for what, known in (("condition reads", read), ("choice changes", changed)) if name not in known]
        if lacks:
            says = f"no {' and no '.join(lacks)} '{name}'; use it in a 'when' and in an 'effect', or delete it"
            yield scenario.problem("idle-measure", says, "measures", name)
    for name in scenario.vary:
        if name not in read:
            says = f"no condition reads '{name}', so drawing it changes nothing; use it in a 'when', or delete it"
            yield scenario.problem("unread-draw", says, "vary", name)


def _unheard(verdict: Verdict) -> Iterator[Problem]:
    """Scenes that no play hears. Those that only follow from another finding are named with it, or not at all."""
    scenario, heard = verdict.scenario, verdict.heard
    behind = {name: follow(scenario, name) - heard for name in scenario.scenes if name not in heard}
    shut = {scenario.scenes[scene].choices[at].next for scene, at, _ in verdict.never_offered}
    explained = frozenset[str]().union(*(behind[name] for name in shut if name in behind))
    order = list(scenario.scenes)
    for name, after in behind.items():
        leaders = {other for other, them in behind.items() if name in them}
        if name in explained or not leaders <= after or name != min(leaders, key=order.index):
            continue
        more = sorted(after - {name}, key=order.index)
        also = f" (nor is {plain.listed(more)}, which only it leads to)" if more else ""
        if scenario.scenes[name].ending:
            says = f"no play reaches the ending '{name}'; link to it from a scene that is heard, or delete it"
            yield scenario.problem("unreached-ending", says, "scenes", name)
        else:
            says = f"no play hears '{name}'{also}; link to it from a scene that is heard, or delete it"
            yield scenario.problem("unheard-scene", says, "scenes", name)


def _never_offered(verdict: Verdict) -> Iterator[Problem]:
    scenario = verdict.scenario
    for scene, at, choice in verdict.never_offered:
        says = f"'{choice.id}' is never offered in '{scene}'"
        if choice.when is not None:
            says += f", because {_never_holds(verdict, scene, choice.when)}"
        says += "; change its 'when', or delete the choice"
        yield scenario.problem("never-offered", says, "scenes", scene, "choices", at, "when")


def _never_holds(verdict: Verdict, scene: str, condition: Condition) -> str:
    """Which part of a condition it is that no play fulfils."""
    never = [part for part in plain.parts(condition) if not verdict.can_be(scene, part)]
    if never:
        return f"'{plain.in_words(never[0])}' never holds there"
    return f"the parts of '{plain.in_words(condition)}' never hold together there"


def _stuck(verdict: Verdict) -> Iterator[Problem]:
    for scene, states in verdict.stuck.items():
        if path := shortest(verdict.system, {scene: states}):
            shown = script(path, f"stuck ({plain.why_not_offered(verdict.scenario, path.end)})")
            says = f"you can get stuck in '{scene}'; offer a choice there that has no 'when' and no 'once'{shown}"
            yield verdict.scenario.problem("stuck", says, "scenes", scene)


def _endless(verdict: Verdict) -> Iterator[Problem]:
    """One problem for each loop, at the scene where the shortest play falls into it."""
    rest = dict(verdict.endless)
    while rest:
        path = shortest(verdict.system, rest)
        if path is None:  # pragma: no cover - what is endless was reached
            return
        inside = [scene for scene in rest if scene in follow(verdict.scenario, path.end.scene)]
        heard = dict.fromkeys(scene for scene in inside for scene in verdict.talk.heard_from(scene))
        shown = script(path, "from here on, no choice leads to an ending")
        says = f"the talk goes round for ever ({', '.join(heard)}); let a choice there lead towards an ending{shown}"
        yield verdict.scenario.problem("endless-loop", says, "scenes", path.end.scene)
        rest = {scene: states for scene, states in rest.items() if scene not in inside}


def _without_help(verdict: Verdict) -> Iterator[Problem]:
    scenario = verdict.scenario
    for scene, states in verdict.without_help.items():
        if path := shortest(verdict.system, {scene: states}):
            shown = script(path, f"all that is offered is {plain.offered(scenario, path.end)}")
            says = f"'{scene}' can leave you without a helpful choice; offer one there in every case{shown}"
            yield scenario.problem("no-helpful-choice", says, "scenes", scene)


def _promises(verdict: Verdict) -> Iterator[Problem]:
    scenario = verdict.scenario
    for at, sentence in enumerate(scenario.promises):
        if not parse(sentence):
            says = f"'{sentence}' cannot be proved; write one of: {'; '.join(FORMS.values())}"
            yield scenario.problem("unknown-promise", says, "promises", at)
    for promise in promises(scenario):
        yield from _named(scenario, promise) or _kept(verdict, promise)


def _named(scenario: Scenario, promise: Promise) -> list[Problem]:
    """What a promise speaks of that is not there."""
    found = []
    if promise.ending and promise.ending not in scenario.endings():
        cure = instead(promise.ending, scenario.endings(), f"write {plain.listed(scenario.endings(), 'or')}")
        found.append(scenario.problem("unknown-id", f"'{promise.ending}' is no ending; {cure}", *promise.where))
    ids = {choice.id for _, _, choice in scenario.choices()}
    if promise.choice and promise.choice not in ids:
        cure = instead(promise.choice, sorted(ids), "use the id of a choice")
        found.append(scenario.problem("unknown-id", f"no choice is called '{promise.choice}'; {cure}", *promise.where))
    return found


def _kept(verdict: Verdict, promise: Promise) -> Iterator[Problem]:
    """Proof or counter-example. The two forms that hold for every conversation have rules of their own."""
    if promise.kind == "only after":
        try:
            path = verdict.without(promise.ending, promise.choice)
        except TooLargeError as error:
            yield verdict.scenario.problem("too-large", _too_large(error, verdict.scenario), *promise.where)
            return
        if path:
            cure = f"let no play reach '{promise.ending}' without '{promise.choice}'"
            yield _broken(verdict, promise, path, cure, f"reached without {promise.choice}")
    elif promise.kind == "from everywhere" and (path := shortest(verdict.system, _only_lost(verdict, promise.ending))):
        cure = f"let some choice lead back from '{path.end.scene}'"
        yield _broken(verdict, promise, path, cure, f"{promise.ending} can no longer be reached")


def _only_lost(verdict: Verdict, ending: str) -> States:
    """The states that have lost an ending. Those that have lost all endings have a finding of their own."""
    lost, doomed = verdict.lost(ending), verdict.doomed
    return {stop: states & ~doomed.get(stop, 0) for stop, states in lost.items()}


def _broken(verdict: Verdict, promise: Promise, path: Path, cure: str, ending: str) -> Problem:
    says = f"this promise is broken: {promise}; {cure}{script(path, ending)}"
    return verdict.scenario.problem("broken-promise", says, *promise.where)


def _moments(verdict: Verdict) -> Iterator[Problem]:
    """Each moment starts in a state that some play comes to."""
    scenario = verdict.scenario
    for name, moment in scenario.moments.items():
        if moment.scene not in verdict.heard:
            continue
        try:
            condition = start_of(scenario, moment)
            if verdict.can_be(moment.scene, condition):
                continue
            never = [part for part in plain.parts(condition) if not verdict.can_be(moment.scene, part)]
        except TooLargeError as error:
            yield scenario.problem("too-large", _too_large(error, scenario), "moments", name)
            continue
        why = ", ".join(_instead(verdict, moment.scene, part) for part in never) or "each is possible, not all together"
        says = f"no play comes to '{moment.scene}' with {plain.in_words(condition)} ({why}); start it as a play does"
        yield scenario.problem("unreached-moment", says, "moments", name)


def _instead(verdict: Verdict, scene: str, part: Condition) -> str:
    """What is true at a scene, where a moment says something that never is."""
    if isinstance(part, Compare) and part.name in verdict.scenario.measures:
        scale = verdict.scenario.measures[part.name]
        levels = range(scale.from_, scale.to + 1)
        found = [level for level in levels if verdict.can_be(scene, Compare(part.name, "=", level))]
        return f"there {part.name} is {plain.listed(found, 'or')}"
    return f"'{plain.in_words(part)}' never holds there"


def _never_said(verdict: Verdict) -> Iterator[Problem]:
    """Debrief lines for states in which no play arrives."""
    scenario = verdict.scenario
    for name, scene in scenario.endings().items():
        for at, also in enumerate(scene.also if name in verdict.heard else ()):
            where = ("scenes", name, "also", at, "when")
            try:
                if not verdict.can_be(name, also.when):
                    why = _never_holds(verdict, name, also.when)
                    says = f"this is never said, because {why}; change its 'when', or delete the line"
                    yield scenario.problem("never-said", says, *where)
            except TooLargeError as error:
                yield scenario.problem("too-large", _too_large(error, scenario), *where)


def _too_large(error: TooLargeError, scenario: Scenario) -> str:
    """Which memories could go: those that are read in one scene only."""
    where: dict[str, set[str]] = {}
    for made, stops in error.readers.items():
        if len(stops) == 1:
            where.setdefault(min(stops), set()).add(made.choice)
    order = list(scenario.scenes)
    few = [f"{_some(sorted(where[scene]))} only in '{scene}'" for scene in sorted(where, key=order.index)]
    return (
        f"this talk remembers {len(error.readers)} choices for its 'when' and 'once', which are too many to be proved"
        f" ({error.valuations:,} states in one scene); read fewer, or split the talk"
        + (f". Read in one scene only: {'; '.join(few)}" if few else "")
    )


def _some(names: list[str], most: int = 6) -> str:
    more = len(names) - most
    return plain.listed(names if more <= 0 else [*names[:most], f"{more} more"])
