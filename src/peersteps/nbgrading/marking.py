"""What an answer is worth. Pure: the same key and answer give the same mark, and no answer can crash it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from peersteps.nbgrading.key import QuestionKey


@dataclass(frozen=True)
class Mark:
    """The points for one answer, from 0 to the question's points, and which options it chose."""

    points: float
    of: int
    chosen: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether it has full marks."""
        return self.points >= self.of - 1e-9


def mark(question: QuestionKey, answer: object) -> Mark:
    """Mark an answer: a list of option ids. Anything else counts as no answer.

    single: all or nothing. multiple: (right minus wrong) / number right. order: share of pairs in the right
    order. judgement: 1 - distance on the scale / its length. Written answers get no points here: a person reads them.
    """
    chosen = _chosen(question, answer)
    share = max(0.0, min(1.0, _share(question, chosen)))
    return Mark(share * question.points, question.points, chosen)


def _chosen(question: QuestionKey, answer: object) -> tuple[str, ...]:
    """The known options in an answer, each once, in the learner's order."""
    if not isinstance(answer, list):
        return ()
    return tuple(dict.fromkeys(one for one in answer if isinstance(one, str) and one in question.options))


def _share(question: QuestionKey, chosen: Sequence[str]) -> float:
    match question.kind:
        case "single":
            return float(tuple(chosen) == question.right)
        case "multiple":
            right = sum(one in question.right for one in chosen)
            return (right - (len(chosen) - right)) / len(question.right)
        case "order":
            return _in_order(question.right, chosen)
        case "judgement":
            return _closeness(question, chosen)
        case _:
            return 0.0


def _in_order(right: Sequence[str], chosen: Sequence[str]) -> float:
    if len(chosen) != len(right):
        return 0.0
    place = {one: index for index, one in enumerate(chosen)}
    pairs = list(combinations(right, 2))
    return sum(place[first] < place[second] for first, second in pairs) / len(pairs)


def _closeness(question: QuestionKey, chosen: Sequence[str]) -> float:
    if len(chosen) != 1:
        return 0.0
    scale = list(question.options)
    return 1 - abs(scale.index(chosen[0]) - scale.index(question.right[0])) / (len(scale) - 1)
