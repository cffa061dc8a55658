"""The proof and a plain breadth-first search over engine states agree: on every verdict, and on every shortest play.

The search knows nothing of sets, cones, shared bits or backward steps. It only plays.
"""

from collections import Counter, deque
from dataclasses import dataclass, field, replace
from itertools import product

from hypothesis import HealthCheck, assume, given, settings

from peersteps import engine
from peersteps.checks.proof import Verdict, shortest
from peersteps.checks.proof.moments import start_of
from peersteps.model import Scenario
from tests.talks import IDS, talks

MANY = settings(
    max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@dataclass
class Search:
    """Every state of a scenario, each with the fewest moves to it, found by playing."""

    scenario: Scenario
    moves: dict = field(default_factory=dict)
    """Key of a state -> (state, fewest moves)."""
    follows: dict = field(default_factory=dict)
    heard: set = field(default_factory=set)
    met: list = field(default_factory=list)
    """(scene, state) for every scene heard on arriving in a state."""
    made: set = field(default_factory=set)

    def run(self, most: int = 4000) -> "Search":
        queue = deque()
        for state in self.starts():
            self.arrive(state, 0, queue)
        while queue:
            state, moves = queue.popleft()
            following = []
            for after in self.onward(state):
                following.append(key(after))
                self.arrive(after, moves + 1, queue)
            self.follows[key(state)] = following
            assume(len(self.moves) <= most)
        return self

    def starts(self):
        first = engine.begin(self.scenario)
        for words in product(*self.scenario.vary.values()):
            yield replace(first, drawn=dict(zip(self.scenario.vary, words, strict=True)))

    def arrive(self, state, moves, queue):
        self.heard |= set(state.passed)
        self.met += [(scene, state) for scene in state.passed]
        if key(state) not in self.moves:
            self.moves[key(state)] = (state, moves)
            queue.append((state, moves))

    def onward(self, state):
        scene = self.scenario.scenes[state.scene]
        if scene.say_it:
            yield engine.said(self.scenario, state)
        for choice in engine.offered(self.scenario, state):
            self.made.add((state.scene, scene.choices.index(choice)))
            yield engine.step(self.scenario, state, choice.id)

    def states(self):
        return [state for state, _ in self.moves.values()]

    def fewest(self, wanted):
        """The fewest moves to a state for which something is true; None if there is none."""
        return min((moves for state, moves in self.moves.values() if wanted(state)), default=None)

    def can_reach(self, wanted):
        """The keys of states from which some play leads to a wanted one."""
        back = {name: [] for name in self.moves}
        for before, following in self.follows.items():
            for after in following:
                back[after].append(before)
        queue = [key(state) for state in self.states() if wanted(state)]
        found = set(queue)
        while queue:
            for before in back[queue.pop()]:
                if before not in found:
                    found.add(before)
                    queue.append(before)
        return found


def key(state):
    measures, drawn = tuple(state.measures.items()), tuple(state.drawn.items())
    return state.scene, measures, drawn, frozenset(state.chosen), state.used


def same(verdict, states, search, wanted):
    """Both know the same scenes, and the same fewest moves to each."""
    assert set(states) == {state.scene for state in search.states() if wanted(state)}
    for scene in states:
        path = shortest(verdict.system, {scene: states[scene]})
        assert wanted(path.end)
        assert path.end.scene == scene
        assert len(path.ways) == search.fewest(lambda state, at=scene: state.scene == at and wanted(state))


TALLY: Counter[str] = Counter()
"""How often each verdict found something, so that agreement is not agreement on nothing."""


def count(name, found):
    TALLY[name] += bool(found)


@MANY
@given(scenario=talks())
def test_proof_and_search_agree(scenario):
    search, verdict = Search(scenario).run(), Verdict(scenario)
    scenes_and_choices(scenario, search, verdict)
    where_plays_end(scenario, search, verdict)
    what_is_offered(scenario, search, verdict)
    promises(scenario, search, verdict)
    debrief_lines(scenario, search, verdict)
    moments(scenario, search, verdict)


def scenes_and_choices(scenario, search, verdict):
    assert verdict.heard == search.heard
    count("unheard", len(scenario.scenes) > len(search.heard))
    stops = {state.scene for state in search.states()}
    never = {(name, at) for name, at, _ in scenario.choices() if name in stops} - search.made
    assert {(scene, at) for scene, at, _ in verdict.never_offered} == never
    count("never offered", never)


def where_plays_end(scenario, search, verdict):
    def stuck(state):
        return bool(scenario.scenes[state.scene].choices) and not engine.offered(scenario, state)

    same(verdict, verdict.stuck, search, stuck)
    count("stuck", verdict.stuck)
    over = search.can_reach(lambda state: scenario.scenes[state.scene].ending or stuck(state))
    same(verdict, verdict.endless, search, lambda state: key(state) not in over)
    count("endless", verdict.endless)


def what_is_offered(scenario, search, verdict):
    def no_help(state):
        offered = engine.offered(scenario, state)
        return bool(offered) and all(choice.practice != "helpful" for choice in offered)

    same(verdict, verdict.without_help, search, no_help)
    count("no help", verdict.without_help)


def promises(scenario, search, verdict):
    for ending in scenario.endings():
        can = search.can_reach(lambda state, at=ending: state.scene == at)

        def lost(state, can=can):
            return key(state) not in can and not scenario.scenes[state.scene].ending

        same(verdict, verdict.lost(ending), search, lost)
        count("lost", verdict.lost(ending))
        for choice in IDS:
            path = verdict.without(ending, choice)
            fewest = search.fewest(lambda state, at=ending, c=choice: state.scene == at and c not in state.chosen)
            assert (len(path.ways) if path else None) == fewest
            assert path is None or choice not in path.end.chosen
            count("without", path)


def debrief_lines(scenario, search, verdict):
    verdict.expect([(name, also.when) for name, scene in scenario.endings().items() for also in scene.also])
    for name, scene in scenario.endings().items():
        for also in scene.also:
            said = any(state.scene == name and engine.holds(also.when, state) for state in search.states())
            assert verdict.can_be(name, also.when) == said
            count("never said", not said)


def moments(scenario, search, verdict):
    for moment in scenario.moments.values():
        if not in_ring(verdict, moment.scene):
            condition = start_of(scenario, moment)
            met = any(scene == moment.scene and engine.holds(condition, state) for scene, state in search.met)
            assert verdict.can_be(moment.scene, condition) == met
            count("moment met", met)


def in_ring(verdict, scene):
    """Whether a scene leads on, without a choice, to scenes that lead on to each other for ever."""
    stop = verdict.scenario.scenes[verdict.talk.heard_from(scene)[-1]]
    return bool(stop.next and not stop.say_it)


def test_the_random_talks_had_every_kind_of_fault():
    assert all(TALLY[name] >= 20 for name in TALLY), TALLY
    assert len(TALLY) == 9
