"""A Jupyter Server extension: one page to answer and hand in a quiz, with no notebook and no kernel.

    jupyter server --ServerApp.jpserver_extensions="{'peersteps.nbgrading.handin': True}"

The page is at `<base_url>peersteps/<assignment>`. It fetches the quiz by itself on the first visit.
"""

from pathlib import Path
from typing import Any

from peersteps.nbgrading.handin.desk import Desk, learner_config
from peersteps.nbgrading.handin.handlers import DESK, handlers


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:  # noqa: ANN401 - Jupyter's ServerApp
    web = server.web_app
    web.settings[DESK] = Desk(Path(server.root_dir), learner_config())
    web.add_handlers(".*$", handlers(web.settings["base_url"]))
