"""An H5P Branching Scenario as a page, from a content folder that the reader supplies.

`H5P_CONTENT=DIR` names an unpacked .h5p file: `h5p.json`, `content/` and the libraries beside them. h5p-standalone,
from npm, is the run-time only; the content libraries are not on npm.
"""

import json
import shutil
from pathlib import Path

RUNTIME = Path(__file__).parent.parent / "node_modules" / "h5p-standalone"

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>H5P</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="dist/styles/h5p.css">
<script defer src="dist/main.bundle.js"></script><script defer src="play.js"></script>
</head><body><main id="h5p"></main></body></html>
"""
PLAY = """new H5PStandalone.H5P(document.querySelector("main"),
  { h5pJsonPath: "content", frameJs: "dist/frame.bundle.js", frameCss: "dist/styles/h5p.css" });
"""


def version(content: Path) -> str:
    """Of the run-time and of the main library of the content."""
    told = json.loads((content / "h5p.json").read_text("utf-8"))
    main = next(one for one in told["preloadedDependencies"] if one["machineName"] == told["mainLibrary"])
    runtime = json.loads((RUNTIME / "package.json").read_text("utf-8"))["version"]
    return f"{told['mainLibrary']} {main['majorVersion']}.{main['minorVersion']} on h5p-standalone {runtime}"


def write_h5p(folder: Path, content: Path) -> None:
    """The page, its run-time and the content."""
    folder.mkdir(parents=True)
    shutil.copytree(content, folder / "content")
    shutil.copytree(RUNTIME / "dist", folder / "dist")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    (folder / "play.js").write_text(PLAY, encoding="utf-8")
