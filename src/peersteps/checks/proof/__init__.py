"""The proof: what is true of every play of a conversation, and the shortest play that shows what is not.

A conversation is a finite system: bounded measures, remembered choices, drawn words. So it can be checked
whole, over every path, and exactly:

    talk          the bare graph: stops, and the ways between them
    memory        which choices have to be remembered, and where
    valuations    sets of valuations as big integers
    transitions   the talk compiled to sets and moves
    reach         forward: everything that can happen
    can_reach     backward: what can still happen
    verdict       the questions, answered
    counterexample   the shortest play to an answer
    promises      the sentences an author may promise
    rules         the answers as problems with lines and cures
"""

from peersteps.checks.proof.counterexample import Path, shortest
from peersteps.checks.proof.rules import check, prove
from peersteps.checks.proof.transitions import TooLargeError
from peersteps.checks.proof.verdict import Verdict

__all__ = ["Path", "TooLargeError", "Verdict", "check", "prove", "shortest"]
