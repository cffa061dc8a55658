"""Frozen, strict types: what a course is made of."""

from peersteps.model.base import Frozen, Review, SignOff
from peersteps.model.contact import Contact
from peersteps.model.course import Course
from peersteps.model.diagnostics import DIAGNOSTICS, Diagnostic
from peersteps.model.fact import Fact, Mark, Reference
from peersteps.model.glossary import Glossary, Term
from peersteps.model.local import IN_A_SENTENCE, SLOTS, UNSET, Local
from peersteps.model.module import BESIDE, INDEX, Module, Page
from peersteps.model.need import Need
from peersteps.model.pathway import KNOWN, Item, Known, Level, Pathway
from peersteps.model.problem import Problem, Severity, Source
from peersteps.model.quiz import Option, Question, Quiz
from peersteps.model.scenario import Choice, Line, Scenario, Scene
from peersteps.model.situation import Situation

__all__ = [
    "BESIDE",
    "DIAGNOSTICS",
    "INDEX",
    "IN_A_SENTENCE",
    "KNOWN",
    "SLOTS",
    "UNSET",
    "Choice",
    "Contact",
    "Course",
    "Diagnostic",
    "Fact",
    "Frozen",
    "Glossary",
    "Item",
    "Known",
    "Level",
    "Line",
    "Local",
    "Mark",
    "Module",
    "Need",
    "Option",
    "Page",
    "Pathway",
    "Problem",
    "Question",
    "Quiz",
    "Reference",
    "Review",
    "Scenario",
    "Scene",
    "Severity",
    "SignOff",
    "Situation",
    "Source",
    "Term",
]
