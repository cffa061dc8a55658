"""Who belongs to the cohort: the learners in people.csv. Names stay in that file; nbgrader never sees them."""

from pathlib import Path

from peersteps.evidence import read_people


def read_roster(path: Path) -> tuple[list[str], list[str]]:
    """The learners' pseudonyms in a people.csv, and what is wrong in it. A wrong row is left out; the others count."""
    try:
        people = read_people(path.read_bytes(), str(path))
    except OSError:
        return [], [f"{path}: there is no such file; it needs a column 'pseudonym'."]
    known = [name for name, person in people.all.items() if person.learns]
    # Who manages whom matters to letters, not to marking.
    problems = [str(one) for one in people.problems if one.line == 1 or one.where != "manager"]
    return known, problems or ([] if known else [f"{path}: there is nobody in it yet."])
