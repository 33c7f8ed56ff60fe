"""A plan document as plain data, with the line on which each part stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
# A date stays the text it is: the schema knows JSON's types alone.
AS_TEXT = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"}
PLAIN = AS_TEXT | {f"tag:yaml.org,2002:{kind}" for kind in ("int", "float", "bool", "null")}

TOO_DEEP = _("This part is nested too deep.")

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a document: the line (from 1), and the reason in the reader's language."""

    line: int
    message: str | Promise
    values: dict[str, Any] = field(default_factory=dict)
    sheet: str = ""  # of a workbook, where the line is a row of it

    @property
    def where(self) -> str:
        """The line, or the sheet and the row, in the reader's language."""
        if self.sheet:
            return gettext("Sheet “%(sheet)s”, row %(line)s") % {"sheet": self.sheet, "line": self.line}
        return gettext("Line %(line)s") % {"line": self.line}

    def __str__(self) -> str:
        return str(self.message) % self.values if self.values else str(self.message)

    def said_in(self, language: str) -> str:
        """The reason in "th" or "en"."""
        with translation.override(language):
            return str(self)


class DocumentError(ValueError):
    """A document that is refused whole; `problems` says all that is wrong with it, by line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: (problem.sheet, problem.line, str(problem)))
        super().__init__("\n".join(f"{problem.line}: {problem}" for problem in self.problems))


@dataclass
class Document:
    """The data of a document, and the line (from 1) of each part by its path: ("nodes", 0, "number")."""

    data: dict[str, Any]
    lines: dict[Path, int]
    sheets: dict[Path, str] = field(default_factory=dict)  # of a workbook: the sheet of each part

    def line(self, *path: str | int) -> int:
        """The line of a part, or of the nearest part around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, message: str | Promise, **values: Any) -> Problem:
        """A problem of the part at a path."""
        return Problem(self.line(*path), message, values, self._sheet(path))

    def _sheet(self, path: Path) -> str:
        while path and path not in self.sheets:
            path = path[:-1]
        return self.sheets.get(path, "")

    def walk(self) -> Iterator[tuple[Path, dict[str, Any], Path]]:
        """Every node of the tree, from the top and in order: its path, itself, the path of its parent or ()."""
        ahead: list[tuple[Path, Path]] = [((), ())]
        while ahead:
            here, parent = ahead.pop()
            node = self.at(here) if here else {}
            if here:
                yield here, node, parent
            key = (*here, "children") if here else ("nodes",)
            below = node.get("children", []) if here else self.data.get("nodes", [])
            ahead += [((*key, position), here) for position in reversed(range(len(below)))]

    def at(self, path: Path) -> Any:
        """The part at a path."""
        part: Any = self.data
        for key in path:
            part = part[key]
        return part


def read(content: bytes) -> Document:
    """The document that a YAML file holds. Raises DocumentError where it is not one."""
    if len(content) > MAX_BYTES:
        raise DocumentError([Problem(1, _("The file is larger than 2 MB. A plan document is a text of some pages."))])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = Problem(line, _("This is not text in UTF-8. Save the document as UTF-8."))
        raise DocumentError([problem]) from error
    yaml = YAML(typ="safe", pure=True)
    builder = _Builder(yaml.constructor)
    try:
        roots = list(yaml.compose_all(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise DocumentError([Problem(mark.line + 1 if mark else 1, *_not_yaml(error.problem))]) from error
    except RecursionError as error:
        raise DocumentError([Problem(1, TOO_DEEP)]) from error
    except (YAMLError, ValueError) as error:
        # ruamel's reader tells of a forbidden character with its place in the text alone.
        line = text[: getattr(error, "position", 0) or 0].count("\n") + 1
        raise DocumentError([Problem(line, *_not_yaml(getattr(error, "reason", str(error))))]) from error
    if len(roots) != 1 or not isinstance(roots[0], MappingNode):
        line = roots[1].start_mark.line + 1 if len(roots) > 1 else 1
        raise DocumentError(
            [Problem(line, _("A plan document is one list of “name: value” lines, beginning with “format: 1”."))]
        )
    data = builder.build(roots[0], ())
    if builder.problems:
        raise DocumentError(builder.problems)
    return Document(data, builder.lines)


def _not_yaml(detail: str | None) -> tuple[Promise, dict[str, Any]]:
    return _("This line cannot be read as YAML (%(detail)s). Check its indent, colons and quotes."), {
        "detail": detail or ""
    }


class _Builder:
    """Plain data from YAML's own tree. Stricter than YAML: no key twice, no anchors, no tags of programs."""

    def __init__(self, scalars: SafeConstructor) -> None:
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()
        self._scalars = scalars

    def build(self, node: Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if id(node) in self._seen:
            return self._fault(line, _("This repeats another part by an anchor (& and *). Write the part out here."))
        if len(path) > MAX_DEPTH:
            return self._fault(line, TOO_DEEP)
        self._seen.add(id(node))
        if isinstance(node, SequenceNode):
            return [self.build(item, (*path, position)) for position, item in enumerate(node.value)]
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        assert isinstance(node, ScalarNode)  # noqa: S101 - YAML has no fourth kind; this tells mypy so
        return self._scalar(node, line)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                self._fault(line, _("A name before a colon must be one word."))
            elif key.value in data:
                self._fault(line, _("“%(key)s” is given twice here. Keep one."), key=key.value)
            else:
                self.lines[(*path, key.value)] = line
                data[key.value] = self.build(value, (*path, key.value))
        return data

    def _scalar(self, node: ScalarNode, line: int) -> Any:
        if node.tag not in PLAIN:
            return self._fault(line, _("Write plain text or a number here, without “%(tag)s”."), tag=str(node.tag))
        if node.tag in AS_TEXT:
            if any(ord(letter) < 32 and letter not in "\n\t" for letter in node.value):
                return self._fault(line, _("This text holds a character that cannot be shown. Type it anew."))
            return node.value
        try:
            return self._scalars.construct_object(node)
        except (ConstructorError, ValueError) as error:
            return self._fault(line, _not_yaml(str(error))[0], detail=node.value)

    def _fault(self, line: int, message: Promise, **values: Any) -> None:
        self.problems.append(Problem(line, message, values))
