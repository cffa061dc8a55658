"""A cohort's folder and what nbgrader is told about it.

FOLDER/
  cohort.json  people.csv
  keys/       the keys, for the trainer alone
  course/     nbgrader's own: source, release, submitted, autograded, feedback, gradebook.db
  exchange/   where learners with Jupyter fetch and hand in
  learners/   nbgrader_config.py for learners' Jupyter servers: names no key and no gradebook
  to-send/    feedback for those who handed in a file
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from traitlets.config import Config

TEMPLATES = Path(__file__).parent / "templates"
FILE = "cohort.json"


class CohortError(Exception):
    """Something about the whole cohort that stops a command, in words for the trainer."""


@dataclass(frozen=True)
class Cohort:
    """Where everything of one cohort is."""

    folder: Path
    course_id: str = "peersteps"
    database: str | None = None
    """A database address for nbgrader, or None for a SQLite file in the course folder."""
    exchange_folder: str | None = None
    quizzes: str | None = None
    """A folder with a private bank of quizzes."""
    own_accounts: bool = False
    """Every learner has an account of their own on this machine, so a hand-in's owner proves whose it is."""

    @property
    def course(self) -> Path:
        """nbgrader's course folder."""
        return self.folder / "course"

    @property
    def keys(self) -> Path:
        """Outside source/, release/ and the exchange."""
        return self.folder / "keys"

    @property
    def exchange(self) -> Path:
        """nbgrader's exchange."""
        return Path(self.exchange_folder) if self.exchange_folder else self.folder / "exchange"

    @property
    def people(self) -> Path:
        """The roster; a learner added there is known from the next command on."""
        return self.folder / "people.csv"

    @property
    def db_url(self) -> str:
        """The gradebook's address."""
        return self.database or f"sqlite:///{self.course / 'gradebook.db'}"

    def released(self) -> list[str]:
        """The assignments that have a key."""
        return sorted(path.stem for path in self.keys.glob("*.json"))


def write_cohort(cohort: Cohort) -> None:
    """Make the folders and settings files of a cohort."""
    for private in (cohort.keys, cohort.course):
        private.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = {"kind": "peersteps-cohort", "schema": 1} | {
        name: value for name, value in asdict(cohort).items() if name != "folder"
    }
    path = cohort.folder / FILE
    path.touch(mode=0o600)
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    (cohort.course / "nbgrader_config.py").write_text(_COURSE_CONFIG, encoding="utf-8")
    learners = cohort.folder / "learners"
    learners.mkdir(exist_ok=True)
    (learners / "nbgrader_config.py").write_text(
        _LEARNER_CONFIG.format(course=cohort.course_id, exchange=str(cohort.exchange)), encoding="utf-8"
    )


def open_cohort(folder: Path) -> Cohort:
    """The cohort in a folder. Raises CohortError."""
    folder = folder.resolve()
    try:
        found = json.loads((folder / FILE).read_text("utf-8"))
        if (found.pop("kind"), found.pop("schema")) != ("peersteps-cohort", 1):
            raise ValueError("another kind of file")
        return Cohort(folder, **found)
    except FileNotFoundError:
        raise CohortError(
            f"{folder} is not a cohort's folder. Make one: peersteps cohort new FOLDER --learners people.csv"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        raise CohortError(f"{folder / FILE} cannot be read. Restore it from a copy.") from None


def configure(config: Config, folder: Path) -> None:
    """Tell nbgrader about a cohort. The commands, `nbgrader` itself and formgrader all come through here."""
    cohort = open_cohort(folder)
    config.CourseDirectory.course_id = cohort.course_id
    config.CourseDirectory.root = str(cohort.course)
    config.CourseDirectory.db_url = cohort.db_url
    config.Exchange.root = str(cohort.exchange)
    config.Exchange.timezone = "UTC"
    config.ExchangeFactory.collect = "peersteps.nbgrading.safe_collect.SafeCollect"
    config.ExchangeCollect.check_owner = cohort.own_accounts
    config.Autograde.autograde_preprocessors = [
        "peersteps.nbgrading.data_grade.DataGrade",
        "peersteps.nbgrading.data_grade.SaveMarks",
    ]
    config.Autograde.create_student = False
    config.DataGrade.key_dir = config.SafeCollect.key_dir = str(cohort.keys)
    config.GenerateFeedback.preprocessors = ["peersteps.nbgrading.feedback.GetMarks"]
    # A class of our own: what is set for HTMLExporter holds for formgrader's marking screen too, and breaks it.
    config.GenerateFeedback.exporter_class = "peersteps.nbgrading.feedback.FeedbackPage"
    config.FeedbackPage.template_name = "peersteps"
    config.FeedbackPage.extra_template_basedirs = [str(TEMPLATES)]


@contextmanager
def tools_on_path() -> Iterator[None]:
    """nbgrader starts `alembic` by name when it makes a gradebook: find the one beside this Python."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


_COURSE_CONFIG = '''"""Written by `peersteps cohort new`. Your own settings can follow below."""

from pathlib import Path

from peersteps.nbgrading.settings import configure

c = get_config()  # noqa: F821 - nbgrader gives it
configure(c, Path(__file__).resolve().parent.parent)
'''

_LEARNER_CONFIG = '''"""For learners' Jupyter servers: put this folder on JUPYTER_CONFIG_PATH.

It names no key and no gradebook.
"""

c = get_config()  # noqa: F821 - nbgrader gives it
c.CourseDirectory.course_id = {course!r}
c.Exchange.root = {exchange!r}
c.Exchange.timezone = "UTC"
'''
