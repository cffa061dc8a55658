"""Putting the modules of `front/` one after the other. It needs no Node.

The modules keep to a few plain forms (`import { a } from "./x.js";`, `export function`, `export const`,
`export class`), so that one file after the other is enough. Anything else is refused with file and line.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

_IMPORT = re.compile(r'import \{ (?P<names>[\w$]+(?:, [\w$]+)*) \} from "(?P<path>\.{1,2}/[\w./-]+\.js)";')
_NAME = re.compile(r"(?P<export>export )?(?:async )?(?:function|const|let|class) (?P<name>[\w$]+)")
_DEFAULT = re.compile(r"export default \{[\w$, ]+\};")
_INSIDE = re.compile(r"\s|$|//|/\*|[})\]]")
"""Lines that open nothing at the top of a module."""


class JoinError(ValueError):
    """A module uses a form that the joiner does not know. The message gives file and line."""


@dataclass
class _Module:
    """One module: its code without imports and exports, and what it says of both."""

    file: Path
    code: str = ""
    names: dict[str, int] = field(default_factory=dict)
    """Top-level names, with their lines."""
    exports: set[str] = field(default_factory=set)
    imports: list[tuple[int, set[str], Path]] = field(default_factory=list)
    """Line, names and file of each import."""
    statements: list[tuple[int, str]] = field(default_factory=list)
    """Lines that do something: only an entry may have them."""


def join(entry: Path) -> str:
    """An entry module and all it imports, as one script; as a module if the entry has a default export.

    Raises JoinError.
    """
    modules: dict[Path, _Module] = {}
    _gather(entry.resolve(), modules, ())
    _check_names(modules)
    code = "".join(module.code for module in modules.values())
    return code if "\nexport default " in code else f'(() => {{\n"use strict";\n{code}}})();\n'


def _gather(file: Path, modules: dict[Path, _Module], above: tuple[Path, ...]) -> _Module:
    """Put what a module imports before it, then the module itself."""
    if file in above:
        raise JoinError(f"{file.name}: modules import each other: {' > '.join(one.name for one in (*above, file))}")
    if file in modules:
        return modules[file]
    module = _read(file)
    for line, names, target in module.imports:
        if not target.is_file():
            raise JoinError(f"{file.name}:{line}: there is no module {target.name}")
        missing = names - _gather(target, modules, (*above, file)).exports
        if missing:
            raise JoinError(f"{file.name}:{line}: {target.name} does not export {', '.join(sorted(missing))}")
    for line, text in module.statements:
        if above or (text.startswith(("import", "export")) and not _DEFAULT.fullmatch(text)):
            raise JoinError(f"{file.name}:{line}: the joiner does not know this form: {text}")
    modules[file] = module
    return module


def _read(file: Path) -> _Module:
    module = _Module(file)
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if imported := _IMPORT.fullmatch(line):
            module.imports.append(
                (number, set(imported["names"].split(", ")), (file.parent / imported["path"]).resolve())
            )
            continue
        if named := _NAME.match(line):
            module.names[named["name"]] = number
            if named["export"]:
                module.exports.add(named["name"])
        elif not _INSIDE.match(line):
            module.statements.append((number, line))
        module.code += (line.removeprefix("export ") if named else line) + "\n"
    return module


def _check_names(modules: dict[Path, _Module]) -> None:
    """All modules share one scope when joined, so a name may stand at the top of one only."""
    owners: dict[str, Path] = {}
    for file, module in modules.items():
        for name, line in module.names.items():
            if name in owners:
                raise JoinError(
                    f"{file.name}:{line}: '{name}' is also a name of {owners[name].name}; rename one of them"
                )
            owners[name] = file
