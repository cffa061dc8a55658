"""Reading a course: strict YAML and front matter to frozen models, and every problem in plain words."""

from peersteps.reading.course import read_course
from peersteps.reading.kinds import read_local, read_question, read_quiz, read_scenario
from peersteps.reading.modules import read_module
from peersteps.reading.shapes import not_an_id

__all__ = ["not_an_id", "read_course", "read_local", "read_module", "read_question", "read_quiz", "read_scenario"]
