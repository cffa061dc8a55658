"""Every fault of the research, put into every small sound story: found at its line, and no false alarm without it.

The faults are those on which other tools were measured: a dead link, a scene nobody links to, a condition
that is never true, a dead end, a loop without a way out, a state with nothing to choose, an ending that one
slip loses for good, a promise broken on one path among thousands, and a misspelt measure.
"""

from pathlib import Path

import pytest

from peersteps.checks import check_course
from peersteps.checks.proof import prove
from peersteps.model import DIAGNOSTICS
from peersteps.reading import read_course, read_scenario
from tests.conftest import TODAY

STORIES = sorted((Path(__file__).parent / "stories").glob("*.yml"))

ROUND = """
  round:
    say: |
      (It goes on as before.)
    choices:
      - on: Let us go on with that.
        practice: helpful
        why: It sounds well, and it leads nowhere.
        next: around
      - back: Let us go back to that.
        practice: unhelpful
        why: It sounds well, and it leads nowhere.
        next: around
  around:
    say: |
      (And on.)
    choices:
      - on: Shall we go on with it again?
        practice: helpful
        why: It sounds well, and it leads nowhere.
        next: round
      - back: Shall we go back to it again?
        practice: unhelpful
        why: It sounds well, and it leads nowhere.
        next: round
"""

NARROW = """
  narrow:
    say: |
      (The corridor is narrow.)
    choices:
      - left: Turn left at the fire door.
        when: not chosen slip
        practice: helpful
        why: It is the way that the signs show.
        next: well
      - right: Turn right at the lift.
        when: not chosen slip
        practice: unhelpful
        why: It is the way that nobody takes.
        next: well
"""

ALONE = """
  alone:
    ending: It ended without you
    debrief:
      happened: It ended, and you were not there.
      now: Tell your lead.
      questions: [What was in the way?]
"""

UNHEARD = ALONE.replace("alone", "unheard")

RING = """
  rain:
    say: |
      (It rains.)
    next: pour
  pour:
    say: |
      (It pours.)
    next: rain
"""

SCENES = "\nwalks:\n"


class Story:
    """A story as text, to be broken at some place."""

    def __init__(self, path):
        self.path, self.text = path, path.read_text("utf-8")

    def after(self, anchor, old, new):
        """The first `old` after an anchor becomes `new`."""
        at = self.text.index(old, self.text.index(anchor))
        self.text = self.text[:at] + new + self.text[at + len(old) :]

    def target_of(self, choice):
        """The link of a choice."""
        found = self.text.index("next: ", self.text.index(f"- {choice}: "))
        return self.text[found : self.text.index("\n", found)]

    def relink(self, choice, scene):
        self.after(f"- {choice}: ", self.target_of(choice), f"next: {scene}")

    def add(self, scenes):
        self.text = self.text.replace(SCENES, scenes + SCENES[1:])

    def lead_to(self, scene):
        """One more choice beside the slip, so that all that was heard is still heard."""
        choice = """      - aside: I was just on my way to the shop, as it happens.
        practice: mixed
        why: It is friendly, and it turns away from the question.
        next: SCENE
""".replace("SCENE", scene)
        self.text = self.text.replace("      - slip: ", f"{choice}      - slip: ")

    def line(self, anchor, then=""):
        at = self.text.index(then, self.text.index(anchor))
        return self.text[:at].count("\n") + 1


def dead_link(story):
    story.relink("repair", "nowhere")
    return "unknown-scene", story.line("- repair: ", "next:")


def scene_nobody_links_to(story):
    story.add(UNHEARD)
    return "unreached-ending", story.line("\n  unheard:", "unheard")


def condition_off_the_scale(story):
    measure = story.text[story.text.index("measures:\n") :].split("\n")[1].split(":")[0].strip()
    story.after("- repair: ", "        practice:", f"        when: {measure} >= 9\n        practice:")
    return "unknown-id", story.line("- repair: ", "when:")


def condition_never_true(story):
    story.lead_to("well")
    story.after("- aside: ", "        practice:", "        when: chosen close\n        practice:")
    return "never-offered", story.line("- aside: ", "when:")


def dead_end(story):
    story.add("\n  nothing-more:\n    say: |\n      (Nothing more is said.)\n")
    story.lead_to("nothing-more")
    return "bad-value", story.line("\n  nothing-more:", "nothing-more")


def loop_with_no_way_out(story):
    story.add(ROUND)
    story.lead_to("round")
    return "endless-loop", story.line("\n  round:", "round:")


def ring_of_scenes(story):
    story.add(RING)
    story.lead_to("rain")
    return "endless-loop", story.line("\n  pour:", "pour:")


def stuck_in_a_rare_state(story):
    story.add(NARROW)
    story.relink("close", "narrow")
    return "stuck", story.line("\n  narrow:", "narrow:")


def good_ending_lost_after_a_slip(story):
    """Two choices, and both lead to another ending."""
    only = NARROW.replace("narrow", "by-the-door").replace("        when: not chosen slip\n", "")
    story.add(only.replace("next: well", "next: alone") + ALONE[1:])
    story.lead_to("by-the-door")
    return "broken-promise", story.line("from everywhere")


def promise_broken_on_one_path(story):
    """Only after seven rounds, each with the same rare answer, does one choice go round the promise."""
    rounds = ""
    for at in range(1, 8):
        asked = f" and chosen odd-{at - 1}" if at > 1 else ""
        rounds += f"""
  round-{at}:
    say: |
      (Round number {at}.)
    choices:
      - even-{at}: Take the even stairs on floor {at}.
        practice: helpful
        why: It is the usual way to go up.
        next: round-{at + 1}
      - odd-{at}: Take the odd stairs on floor {at}.
        when: not chosen even-{at}{asked}
        practice: mixed
        why: It is the unusual way to go up.
        next: round-{at + 1}
"""
    rounds += """
  round-8:
    say: |
      (The top floor.)
    choices:
      - down: Go down again by the lift.
        practice: helpful
        why: You were on your way to somewhere else.
        next: START
      - hatch: Climb through the hatch.
        when: chosen odd-7
        practice: mixed
        why: Nobody had thought of this way out.
        next: well
"""
    start = story.text[story.text.index("\nstart: ") + 8 :].split("\n")[0]
    story.add(rounds.replace("START", start))
    story.text = story.text.replace(f"\nstart: {start}\n", "\nstart: round-1\n")
    walk = story.text.index("choices: [", story.text.index(SCENES)) + len("choices: [")
    evens = "".join(f"even-{at}, " for at in range(1, 8))
    story.text = f"{story.text[:walk]}{evens}down, {story.text[walk:]}"
    return "broken-promise", story.line("only after")


def misspelt_measure(story):
    effect = story.text.index("effect: {")
    story.text = story.text[:effect] + story.text[effect:].replace("effect: {", "effect: {x", 1)
    return "unknown-id", story.line("effect: {x")


FAULTS = (
    dead_link,
    scene_nobody_links_to,
    condition_off_the_scale,
    condition_never_true,
    dead_end,
    loop_with_no_way_out,
    ring_of_scenes,
    stuck_in_a_rare_state,
    good_ending_lost_after_a_slip,
    promise_broken_on_one_path,
    misspelt_measure,
)


@pytest.fixture
def course_with(tiny_course_folder):
    """The tiny course with a story beside its own conversation; gives the problems that the story has."""

    def check(name, text):
        (tiny_course_folder / "scenarios" / name).write_text(text, "utf-8")
        course, problems = read_course(tiny_course_folder)
        if course:
            problems = check_course(course, TODAY)
        return [one for one in problems if one.file == f"scenarios/{name}" and one.severity != "standing"]

    return check


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_sound_story_has_no_false_alarm(path, course_with):
    assert course_with(path.name, path.read_text("utf-8")) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_fault_is_found_at_its_line(path, fault, course_with):
    story = Story(path)
    code, line = fault(story)
    errors = [one for one in course_with(path.name, story.text) if DIAGNOSTICS[one.code].severity == "error"]
    assert (code, line) in [(one.code, one.line) for one in errors]
    consequences = {"broken-promise", "walk-broken"}
    assert {one.code for one in errors} <= {code} | consequences


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_rare_path_is_printed_move_by_move(path, tmp_path):
    story = Story(path)
    promise_broken_on_one_path(story)
    (tmp_path / path.name).write_text(story.text, "utf-8")
    scenario, _ = read_scenario(tmp_path / path.name, tmp_path)
    broken = [one for one in prove(scenario) if one.code == "broken-promise"]
    rows = broken[0].says.split("\n")
    assert [row.split(":")[0].strip() for row in rows if "you choose" in row] == [f"round-{at}" for at in range(1, 9)]
    assert rows[-2].strip() == 'round-8: you choose hatch, "Climb through the hatch."'
    assert rows[-1].strip() == "well: reached without close"


def test_there_are_four_stories():
    assert len(STORIES) == 4
