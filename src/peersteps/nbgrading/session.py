"""One open cohort: its settings read once and its gradebook opened once, for as many steps as follow."""

import logging
from types import TracebackType
from typing import Any, Self

from nbgrader.apps import NbGrader
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from traitlets.config import Config

from peersteps.nbgrading.gradebook import add_indexes, open_gradebook
from peersteps.nbgrading.roster import read_roster
from peersteps.nbgrading.settings import Cohort


class Session:
    """A cohort with nbgrader ready to work on it, in this process. Use it as a context."""

    def __init__(self, cohort: Cohort) -> None:
        """Read nbgrader's settings, open the gradebook and add learners who are new in people.csv."""
        self.cohort = cohort
        # nbgrader tells of every file it copies; what matters is in the results of our own functions.
        logging.getLogger("traitlets").setLevel(logging.ERROR)
        app = NbGrader()
        app.load_cwd_config = False
        app.config_file = str(cohort.course / "nbgrader_config")
        app.load_config_file()
        self.config: Config = app.config
        self.gradebook = open_gradebook(cohort)
        add_indexes(self.gradebook)
        self.learners, self.roster_problems = read_roster(cohort.people)
        have = {student.id for student in self.gradebook.students}
        for pseudonym in self.learners:
            if pseudonym not in have:
                self.gradebook.add_student(pseudonym)

    def __enter__(self) -> Self:
        """The session itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, what: BaseException | None, where: TracebackType | None
    ) -> None:
        """Close the gradebook."""
        self.gradebook.close()

    def course(self, assignment: str = "", student: str = "*") -> CourseDirectory:
        """nbgrader's view of the course folder, for one assignment and one learner (or all)."""
        return CourseDirectory(config=self.config, assignment_id=assignment, student_id=student)

    def converter(self, kind: Any, assignment: str, student: str = "*") -> Any:  # noqa: ANN401 - nbgrader is untyped
        """One of nbgrader's converters, overwriting what it made before."""
        return kind(coursedir=self.course(assignment, student), config=self.config, force=True)

    def exchange(self, step: str, assignment: str, student: str = "*", **settings: Any) -> Any:  # noqa: ANN401 - nbgrader is untyped
        """One of nbgrader's exchange steps, such as "Collect"."""
        make = getattr(ExchangeFactory(config=self.config), step)
        course = self.course(assignment, student)
        return make(coursedir=course, authenticator=Authenticator(config=self.config), config=self.config, **settings)
