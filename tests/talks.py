"""Small random conversations, for comparing the proof with a plain search."""

from hypothesis import strategies as st

from peersteps.model import Choice, Scenario, Scene
from peersteps.model.condition import Both, Chosen, Compare, Either, Not
from peersteps.model.scenario import Also, Debrief, Measure, Moment, SayIt

MEASURES = {"trust": (0, 2), "role": (1, 3)}
VARY = {"mood": ("flat", "jumpy"), "hour": ("1", "2", "3")}
IDS = ("a", "b", "c", "d", "e")
SCENES = ("one", "two", "three", "four", "five", "six")

compares = st.one_of(
    st.builds(Compare, st.sampled_from(tuple(MEASURES)), st.sampled_from(("<=", ">=", "=")), st.integers(0, 3)),
    st.builds(Compare, st.just("mood"), st.just("="), st.sampled_from(("flat", "jumpy", "glad"))),
    st.builds(Compare, st.just("hour"), st.sampled_from(("<=", ">=", "=")), st.integers(1, 3)),
)
conditions = st.recursive(
    st.one_of(compares, st.builds(Chosen, st.sampled_from(IDS))),
    lambda part: st.one_of(
        st.builds(Not, part),
        st.builds(Both, st.tuples(part, part)),
        st.builds(Either, st.tuples(part, part)),
    ),
    max_leaves=3,
)


ENDING = st.builds(
    Scene.model_construct,
    ending=st.just("It ended."),
    debrief=st.just(Debrief(happened="It ended.", now="Rest.", questions=("How was it?",))),
    also=st.lists(st.builds(Also.model_construct, when=conditions, say=st.just("More.")), max_size=2).map(tuple),
)


def choices(names: tuple[str, ...]) -> st.SearchStrategy[Choice]:
    return st.builds(
        Choice.model_construct,
        id=st.sampled_from(IDS),
        words=st.just("Some words."),
        practice=st.sampled_from(("helpful", "unhelpful")),
        why=st.just("Because of this and that."),
        next=st.sampled_from(names),
        effect=st.dictionaries(st.sampled_from(tuple(MEASURES)), st.integers(-2, 2), max_size=2),
        when=st.one_of(st.none(), conditions),
        once=st.booleans(),
    )


def some_choices(names: tuple[str, ...], least: int = 1) -> st.SearchStrategy[tuple[Choice, ...]]:
    return st.lists(choices(names), min_size=least, max_size=3, unique_by=lambda choice: choice.id).map(tuple)


def scenes(names: tuple[str, ...]) -> st.SearchStrategy[Scene]:
    own_words = st.builds(
        Scene.model_construct, say_it=st.just(SayIt(prompt="Say it.", models=("So.",))), next=st.sampled_from(names)
    )
    leads_on = st.builds(Scene.model_construct, next=st.sampled_from(names))
    talk = st.builds(Scene.model_construct, choices=some_choices(names))
    return st.one_of(talk, talk, talk, ENDING, own_words, leads_on)


@st.composite
def talks(draw: st.DrawFn) -> Scenario:
    names = SCENES[: draw(st.integers(2, len(SCENES)))]
    if draw(st.booleans()):
        made = {name: draw(scenes(names)) for name in names}
    else:
        # A talk that lingers and then goes on: it forgets much, and shares bits between scenes.
        made = {
            name: Scene.model_construct(
                choices=draw(some_choices((name, name, *names[at : at + 2], names[-1]), least=2))
            )
            for at, name in enumerate(names[:-1])
        } | {names[-1]: draw(ENDING)}
    levels = {
        name: Measure.model_validate({"label": name, "from": low, "to": high, "start": draw(st.integers(low, high))})
        for name, (low, high) in MEASURES.items()
    }
    return Scenario.model_construct(
        scenario="random", start="one", scenes=made, measures=levels, vary=VARY, moments=draw(moments(names))
    )


def moments(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Moment]]:
    low, high = MEASURES["trust"]
    one = st.builds(
        Moment.model_construct,
        title=st.just("A moment"),
        scene=st.sampled_from(names),
        measures=st.dictionaries(st.just("trust"), st.integers(low, high)),
        chosen=st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple),
    )
    return st.dictionaries(st.sampled_from(("m1", "m2")), one, max_size=2)
