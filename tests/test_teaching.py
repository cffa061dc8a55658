"""Advice: bots, short feedback, lines alike, reading age, the tour and the figures."""

import re

import pytest

from peersteps.checks import bots
from peersteps.checks.balance import as_rows, balance, lengths, shares
from peersteps.checks.proof import Verdict, prove
from peersteps.checks.reading_age import reading_age, syllables
from peersteps.checks.teaching import advise
from peersteps.checks.tour import fewest, tour
from peersteps.engine import begin, debrief_lines
from peersteps.model import Choice, Scenario
from peersteps.reading import read_scenario
from tests.test_fault_matrix import STORIES, Story, promise_broken_on_one_path


@pytest.fixture(params=STORIES, ids=lambda path: path.stem)
def story(request) -> Scenario:
    return read(request.param)


def read(path, text=None, folder=None):
    if text is not None:
        path = folder / path.name
        path.write_text(text, "utf-8")
    scenario, problems = read_scenario(path, path.parent)
    assert scenario, problems
    return scenario


def with_text(path, folder, *changes):
    text = path.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read(path, text, folder)


def of(name):
    return next(path for path in STORIES if path.stem == name)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("ask", 1), ("worried", 2), ("talked", 1), ("listened", 2), ("wanted", 2), ("people", 2), ("ambulance", 3),
        ("quiet", 2), ("suicide", 3), ("safe", 1), ("little", 2), ("medication", 4), ("conscious", 2), ("I'm", 1),
        ("doesn't", 2), ("the", 1), ("phones", 1), ("houses", 2), ("being", 2), ("action", 2), ("social", 2),
    ],
)  # fmt: skip
def test_syllables(word, count):
    assert syllables(word) == count


def test_reading_age_orders_texts_as_people_do():
    easy = "Sam rang. You said hello. It was late and the tea was cold."
    hard = (
        "Notwithstanding the aforementioned considerations, practitioners are required to operationalise "
        "individualised contingency arrangements in accordance with organisational governance procedures."
    )
    assert reading_age(easy) < 9 < 13 < reading_age(hard)
    assert reading_age("") == 5


def test_reading_age_is_that_of_the_formula():
    # 6 words, 1 sentence, 8 syllables: 0.39 * 6 + 11.8 * 8 / 6 - 15.59, and 5 for the age.
    assert reading_age("Ambulance crews came to the door.") == pytest.approx(0.39 * 6 + 11.8 * 8 / 6 - 15.59 + 5)


def test_bots_pick_by_look():
    words = {"a": "Middling words.", "b": "Words that run on for longer than others.", "c": "Few."}
    choices = [Choice(id=id_, words=text, practice="neutral", why="Because.", next="x") for id_, text in words.items()]
    assert {bot: pick(choices).id for bot, pick in bots.BOTS.items()} == {
        "first": "a",
        "last": "c",
        "longest": "b",
        "shortest": "c",
    }


def test_share_is_counted_over_scenes_with_more_than_one_choice():
    scenario = read(of("lift-home"))
    assert str(bots.over_scenes(scenario, "first")) == "75% (3 of 4)"
    assert str(shares(scenario)["chance"]) == "56% (5 of 9)"


def test_bot_that_goes_in_circles_stops():
    scenario = read(of("waiting-room"))
    assert bots.over_play(scenario, "last").of < 20


def test_helpful_choice_always_last_is_told(tmp_path):
    moved = of("long-week").read_text("utf-8")
    scenario = read(of("long-week"), moved, tmp_path)
    scenes = {
        name: scene.model_copy(
            update={"choices": tuple(sorted(scene.choices, key=lambda one: one.practice == "helpful"))}
        )
        for name, scene in scenario.scenes.items()
    }
    told = [one for one in advise(scenario.model_copy(update={"scenes": scenes})) if one.code == "answers-show"]
    assert "who always picks the last choice is helpful in 100% (6 of 6) of the scenes" in told[0].says
    assert told[0].says.endswith("some of these scenes: door, short, corridor, open, after, gone-home")


def test_advice_stands_at_its_line(tmp_path):
    path = of("lift-home")
    scenario = with_text(
        path,
        tmp_path,
        ("why: The question comes back next week, and it is harder then.", "why: It comes back."),
        (
            "company: Shall we find out who else goes that way?",
            "company: I can't give lifts. How were you hoping to get home?",
        ),
    )
    text = (tmp_path / path.name).read_text("utf-8").split("\n")
    found = {one.code: text[one.line - 1].strip() for one in advise(scenario)}
    assert found == {
        "short-why": "why: It comes back.",
        "near-duplicate": "- company: I can't give lifts. How were you hoping to get home?",
    }


def test_same_act_may_be_worded_alike_everywhere(tmp_path):
    same = "close: Would it help to ring for a taxi together before I lock up?"
    scenario = with_text(of("lift-home"), tmp_path, ("close: Go and ask him, I'll wait here with your bag.", same))
    assert list(advise(scenario)) == []


def test_tour_reads_every_line(story):
    verdict = Verdict(story)
    made = tour(verdict)
    heard = {scene for played in made.plays for state in played.states for scene in state.passed}
    chosen = {(way.stop, way.choice.id) for played in made.plays for way in played.ways if way.choice}
    also = {also.say for played in made.plays for also in debrief_lines(story, played.end)}
    assert heard == set(story.scenes)
    assert chosen == {(name, choice.id) for name, _, choice in story.choices()}
    assert also == {also.say for scene in story.scenes.values() for also in scene.also}
    assert all(story.scenes[played.end.scene].ending for played in made.plays)


def test_no_tour_has_fewer_plays_than_it_says(story):
    made = tour(Verdict(story))
    assert 1 <= made.at_least <= len(made.plays)
    assert made.is_fewest == (len(made.plays) == made.at_least)


def test_fewest_counts_choices_that_exclude_each_other(tmp_path):
    story = Story(of("lift-home"))
    promise_broken_on_one_path(story)
    # Three choices lead to the ending, so no two of them stand in one play. The stairs of each floor need only two.
    assert fewest(Verdict(read(story.path, story.text, tmp_path))) == 3


def test_longest_play_is_known_where_nothing_goes_round(tmp_path):
    scenario = with_text(
        of("lift-home"),
        tmp_path,
        (
            "why: The question comes back next week, and it is harder then.\n        next: hello",
            "why: It is harder then.\n        next: talk",
        ),
        ("effect: {trust: -2}\n        next: talk", "effect: {trust: -2}\n        next: closing"),
        ("effect: {trust: -1}\n        next: talk\n", "effect: {trust: -1}\n        next: well\n"),
    )
    assert lengths(Verdict(scenario)) == {"well": (2, 4)}
    assert lengths(Verdict(read(of("lift-home")))) == {"well": (2, None)}


def test_balance_is_told_in_sentences(story):
    rows = list(as_rows(balance(story)))
    assert rows[0].startswith(f"{len(story.scenes)} scenes, {sum(1 for _ in story.choices())} choices; ")
    assert any("plays read every line" in row for row in rows)
    assert rows[-2].startswith("by chance: helpful in ")
    assert re.fullmatch(r"reading age: narration \d+, feedback \d+, debrief \d+", rows[-1])


def test_stories_begin_and_are_proved(story):
    assert begin(story).scene in story.scenes
    assert list(prove(story)) == []
