"""The state in which a moment starts, as a condition that some play has to fulfil."""

from peersteps.checks.proof.talk import follow
from peersteps.model import Scenario
from peersteps.model.condition import Both, Chosen, Compare, Condition, Not, chosen, names
from peersteps.model.scenario import Moment


def start_of(scenario: Scenario, moment: Moment) -> Condition:
    """What the moment says, and what it leaves unsaid but later choices go by: start values, and nothing chosen.

    What was drawn, and which `once` choices are used up, a moment does not say.
    """
    ahead = follow(scenario, moment.scene)
    read = [choice.when for scene, _, choice in scenario.choices() if scene in ahead and choice.when is not None]
    asked = {name for condition in read for name in names(condition)}
    levels = {name: scale.start for name, scale in scenario.measures.items() if name in asked} | dict(moment.measures)
    remembered = {choice for condition in read for choice in chosen(condition)}
    never = [choice.id for _, _, choice in scenario.choices() if choice.id in remembered - {*moment.chosen}]
    return Both(
        (
            *(Compare(name, "=", level) for name, level in levels.items()),
            *(Chosen(choice) for choice in moment.chosen),
            *(Not(Chosen(choice)) for choice in dict.fromkeys(never)),
        )
    )
