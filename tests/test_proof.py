"""The parts of the proof, one by one: sets, memories, sentences, messages and limits."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peersteps.checks.proof import TooLargeError, Verdict, prove, shortest
from peersteps.checks.proof.counterexample import brief, script
from peersteps.checks.proof.memory import Made
from peersteps.checks.proof.plain import in_words, listed
from peersteps.checks.proof.promises import FORMS, parse
from peersteps.checks.proof.transitions import MOST_IN_A_SCENE
from peersteps.checks.proof.valuations import Space, image, lowest, positions, preimage
from peersteps.model import Choice, Scenario, Scene
from peersteps.model.condition import Chosen
from peersteps.model.condition import parse as condition
from peersteps.model.scenario import Debrief
from peersteps.reading import read_scenario
from tests.test_fault_matrix import STORIES

sizes = st.lists(st.integers(1, 5), min_size=1, max_size=4)


@given(sizes)
def test_valuations_are_numbered_without_gaps(sizes):
    space = Space(sizes)
    assert [space.number(space.values(number)) for number in range(space.bits)] == list(range(space.bits))


@given(st.data(), sizes)
def test_moves_do_to_sets_what_they_do_to_each_valuation(data, sizes):
    space = Space(sizes)
    place = data.draw(st.integers(0, len(sizes) - 1))
    becomes = data.draw(st.lists(st.integers(0, sizes[place] - 1), min_size=sizes[place], max_size=sizes[place]))
    found = data.draw(st.integers(0, space.everything))
    move = space.move(place, becomes)

    def after(number):
        values = list(space.values(number))
        values[place] = becomes[values[place]]
        return space.number(values)

    assert set(positions(image([move], found))) == {after(number) for number in positions(found)}
    every = range(space.bits)
    assert set(positions(preimage([move], found))) == {number for number in every if found >> after(number) & 1}


def test_moves_are_undone_last_first():
    space = Space([3])
    up, down = space.move(0, (1, 2, 2)), space.move(0, (0, 0, 1))
    assert image([up, down], 0b001) == 0b001
    assert image([down, up], 0b001) == 0b010
    assert preimage([up, down], 0b001) == 0b001
    assert preimage([down, up], 0b010) == 0b011


def test_lowest_position():
    assert lowest(0b1011000) == 3


def choice(id_, target, **more):
    return Choice(id=id_, words="Some words.", practice="helpful", why="Because it helps.", next=target, **more)


def talk(**scenes) -> Scenario:
    """A scenario from choices by scene; `end` is its ending."""
    made = {name: Scene(choices=tuple(choices)) for name, choices in scenes.items()}
    made["end"] = Scene(ending="The end", debrief=Debrief(happened="It ended.", questions=("How?",)))
    start = next(iter(scenes))
    return Scenario.model_construct(scenario="made-up", start=start, scenes=made, measures={}, vary={}, moments={})


def hub(name, target):
    once = [choice(f"{name}-{at}", name, once=True) for at in range(4)]
    return [*once, choice(f"{name}-on", target)]


def test_memories_of_separate_scenes_share_bits():
    scenario = talk(one=hub("one", "two"), two=hub("two", "three"), three=hub("three", "end"))
    verdict = Verdict(scenario)
    assert len(verdict.system.memory.readers) == 12
    assert verdict.system.space.bits == 2**4
    assert {stop: states.bit_count() for stop, states in verdict.reached.items()} == {
        "one": 16,
        "two": 16,
        "three": 16,
        "end": 1,
    }


def test_what_nothing_can_read_any_more_is_forgotten():
    scenario = talk(one=[choice("a", "two"), choice("b", "two")], two=[choice("c", "end")])
    assert Verdict(scenario).system.space.bits == 1
    asked = Verdict(scenario).reading("end", Chosen("a"))
    assert asked.space.bits == 2
    assert set(asked.memory.readers) == {Made("a")}


def test_once_and_chosen_of_one_scene_are_one_memory():
    scenario = talk(
        one=[choice("a", "one", once=True), choice("b", "end", when=condition("chosen a"))],
    )
    assert set(Verdict(scenario).system.memory.readers) == {Made("a")}
    elsewhere = talk(
        one=[choice("a", "two", once=True), choice("b", "end", when=condition("chosen a"))],
        two=[choice("a", "one"), choice("c", "one")],
    )
    assert set(Verdict(elsewhere).system.memory.readers) == {Made("a"), Made("a", "one")}


def test_choice_without_any_way_back_needs_no_once_bit():
    scenario = talk(one=[choice("a", "two", once=True)], two=[choice("b", "end", once=True)])
    assert Verdict(scenario).system.space.bits == 1


def test_what_would_not_end_is_refused_at_once():
    many = [choice(f"c{at}", "one", once=True) for at in range(40)]
    with pytest.raises(TooLargeError) as refused:
        Verdict(talk(one=[*many, choice("on", "end")]))
    assert refused.value.valuations == 2**40 > MOST_IN_A_SCENE
    problems = list(prove(talk(one=[*many, choice("on", "end")])))
    assert [one.code for one in problems] == ["too-large"]
    assert "remembers 40 choices" in problems[0].says
    assert "c0, c1, c10, c11, c12, c13 and 34 more only in 'one'" in problems[0].says


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("help-came only after chosen ring-999", "only after"),
        ("From everywhere you can still reach help-came.", "from everywhere"),
        ("every ending has a debrief and support", "debrief and support"),
        ("every  choice point offers a helpful choice", "helpful choice"),
    ],
)
def test_the_four_forms(sentence, kind):
    promise = parse(sentence)
    assert promise.kind == kind
    assert str(promise).lower() == " ".join(sentence.lower().rstrip(".").split())


@pytest.mark.parametrize("sentence", ["help-came after ring-999", "you can reach help-came", "", "only after chosen x"])
def test_other_sentences_are_no_promises(sentence):
    assert parse(sentence) is None
    assert len(FORMS) == 4


@pytest.mark.parametrize(
    "text",
    [
        "chosen a and not chosen b",
        "role <= 2 or mood = flat",
        "not (chosen a or chosen b)",
        "a >= 1 and (b = 2 or chosen c)",
    ],
)
def test_conditions_are_printed_as_they_are_written(text):
    assert in_words(condition(text)) == text
    assert condition(in_words(condition(text))) == condition(text)


def test_words_are_cut_between_words():
    assert brief("One two three four", 9) == "One two ..."
    assert brief("One  two") == "One two"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"]) == "a"


def test_script_names_what_is_heard_drawn_and_said():
    path = next(path for path in STORIES if path.stem == "team-tea")
    scenario, _ = read_scenario(path, path.parent)
    verdict = Verdict(scenario)
    shown = script(shortest(verdict.system, {"well": verdict.reached["well"]}), "the end").split("\n")
    assert [row.strip().split(":")[0] for row in shown[2:]] == ["kettle", "words", "answer", "later", "well"]
    assert shown[1].strip().startswith("(mood is ")
    assert shown[3].strip() == "words: you answer in your own words"
    assert shown[-1].strip() == "well: the end"


def test_scenes_that_lead_on_are_in_the_script():
    path = next(path for path in STORIES if path.stem == "waiting-room")
    scenario, _ = read_scenario(path, path.parent)
    verdict = Verdict(scenario)
    shown = script(shortest(verdict.system, {"called": verdict.reached["called"]}), "here")
    assert "      told: it goes on\n      hub: you choose" in shown


def test_order_of_scenes_in_the_file_changes_no_verdict():
    scenario = talk(
        one=[choice("a", "two"), choice("b", "three", when=condition("not chosen a"))],
        two=[choice("c", "one", once=True), choice("d", "end", when=condition("chosen b"))],
        three=[choice("e", "two")],
    )
    verdicts = []
    for seed in range(6):
        names = list(scenario.scenes)
        random.Random(seed).shuffle(names)
        moved = scenario.model_copy(update={"scenes": {name: scenario.scenes[name] for name in names}})
        verdict = Verdict(moved)
        verdicts.append((verdict.heard, set(verdict.stuck), set(verdict.lost("end")), set(verdict.endless)))
    assert all(verdict == verdicts[0] for verdict in verdicts)
    assert verdicts[0][1] == {"two"}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_broken_link_of_any_kind_in_a_promise_is_named(path, tmp_path):
    text = path.read_text("utf-8").replace("well only after chosen close", "well only after chosen closed")
    (tmp_path / path.name).write_text(text, "utf-8")
    scenario, _ = read_scenario(tmp_path / path.name, tmp_path)
    assert [(one.code, one.says) for one in prove(scenario)] == [
        ("unknown-id", "no choice is called 'closed'; did you mean 'close'?")
    ]
