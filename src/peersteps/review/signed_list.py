"""The `signed:` list of a content file, with one line changed in it and everything else left as people wrote it."""

from collections.abc import Iterator, Mapping

import yaml

from peersteps.reading import front_matter

Fields = Mapping[str, str]
"""role, name, on and words."""


def with_signature(text: str, fields: Fields) -> str | None:
    """The file with these fields in the line of their role, or in a new line. None if there is no list."""
    page = front_matter.split(text)
    before = text.index("\n") + 1 if page else 0
    head = page.front if page else text
    listed = _at(yaml.compose(head, Loader=yaml.SafeLoader), "review", "signed")
    if not isinstance(listed, yaml.SequenceNode):
        return None
    item = next((one for one in listed.value if _says(one, "role") == fields["role"]), None)
    edits = _in(item, head, fields) if item else _added(listed, head, fields)
    for start, end, words in sorted(edits, reverse=True):
        head = head[:start] + words + head[end:]
    return text[:before] + head + text[before + len(page.front) :] if page else head


Edit = tuple[int, int, str]
"""From where to where, and what stands there now."""


def _in(item: yaml.Node, head: str, fields: Fields) -> Iterator[Edit]:
    """A line that is there already. Key by key where it has several, so that comments beside them stay."""
    if isinstance(item, yaml.CollectionNode) and item.flow_style:
        yield item.start_mark.index, item.end_mark.index, _row(fields)
        return
    role = _at(item, "role")
    assert role
    for key in ("name", "on", "words"):
        value = _at(item, key)
        if value:
            empty = value.start_mark.index == value.end_mark.index
            yield value.start_mark.index, value.end_mark.index, f"{' ' if empty else ''}{_quoted(fields[key])}"
    missing = [key for key in ("name", "on", "words") if not _at(item, key)]
    end = _line_end(head, role.end_mark.index)
    if missing:
        indent = " " * item.start_mark.column
        yield end, end, "".join(f"\n{indent}{key}: {_quoted(fields[key])}" for key in missing)


def _added(listed: yaml.SequenceNode, head: str, fields: Fields) -> Iterator[Edit]:
    """A new line at the end of the list."""
    if listed.flow_style:
        end = listed.end_mark.index - 1
        yield end, end, f"{', ' if listed.value else ''}{_row(fields)}"
        return
    end = _line_end(head, _end(listed))
    yield end, end, f"\n{' ' * listed.start_mark.column}- {_row(fields)}"


def _end(node: yaml.Node) -> int:
    """Where a node's own text ends: that of a block ends with its last value, before any comments."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _at(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    """The node under these keys."""
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for name, value in pairs if name.value == key), None)
    return node


def _says(node: yaml.Node, key: str) -> str | None:
    found = _at(node, key)
    return found.value if isinstance(found, yaml.ScalarNode) else None


def _row(fields: Fields) -> str:
    return f"{{{', '.join(f'{key}: {_quoted(value)}' for key, value in fields.items())}}}"


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
