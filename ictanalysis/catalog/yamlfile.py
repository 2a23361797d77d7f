"""YAML files whose every value knows its line."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from ictanalysis.catalog.yamlreasons import misfit, syntax
from ictanalysis.files.reading import read_text, real
from ictanalysis.files.yamlevents import excess
from ictanalysis.language.errors import InputError
from ictanalysis.language.messages import Message, _, in_lines, place
from ictanalysis.language.unprintable import UNPRINTABLE, code

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[str | int, ...]
MOST_TOLD = 50
"""How many problems of a file are told at once."""
LONGEST = 60
"""How many characters of a value a message quotes."""


class Problem(NamedTuple):
    """What is wrong at one place of a YAML file: `location` is the path of keys and indices."""

    location: Location
    message: Message


class _Refused(yaml.YAMLError):
    """A part of a file that is YAML, but not as we read it."""

    def __init__(self, node: yaml.Node, reason: Message) -> None:
        super().__init__(reason)
        self.problem_mark, self.reason = node.start_mark, reason


class _Loader(yaml.CSafeLoader):
    """PyYAML's safe loader, except that a key may stand only once and a date stays a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Refused(key, _("the key {key} is not a word", key=_written(key)))
            if key.value in seen:
                raise _Refused(key, _("the key “{key}” stands twice", key=key.value))
            seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, KeyError, AttributeError) as error:
            # PyYAML's constructors of `!!int`, `!!bool` and `!!timestamp` do not expect other text.
            value = node.value[:LONGEST] if isinstance(node, yaml.ScalarNode) else _written(node)
            kind = node.tag.rpartition(":")[2]
            message = _("“{value}” cannot be read as !!{kind}", value=value, kind=kind)
            raise _Refused(node, message) from error


def _written(node: yaml.Node) -> str:
    """Return a node as YAML, in one line."""
    return " ".join(yaml.serialize(node).split())


@dataclass(frozen=True)
class Located:
    """The tree of a YAML file and where each part of it stands."""

    path: Path
    name: str
    root: yaml.Node | None

    def line(self, location: Location) -> int:
        """Return the line of a value; of the nearest thing around it if it is absent."""
        node, line = self.root, 1
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child.start_mark.line + 1, child
    return None


def read_model(path: Path, name: str, model: type[Model]) -> tuple[Model, Located]:
    """Return what a YAML file says, as a validated model, with the places of its parts.

    Parameters
    ----------
    path, name
        The file, and its name in messages.
    model
        The pydantic model of its content.

    Raises
    ------
    InputError
        If the file cannot be read, is not YAML, has a key twice or does not fit the model; every
        misfit is reported at once, each with its line.
    """
    text = read_text(path, name, root=real(path.parent))
    try:
        if beyond := excess(text):
            raise InputError(beyond.problem, file=name, line=beyond.line)
        loader = _Loader(text)
        root = loader.get_single_node()
        content = loader.construct_document(root) if root is not None else {}
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise _not_yaml(name, error) from error
    located = Located(path, name, root)
    _refuse_unprintable(root, name)
    try:
        return model.model_validate(content), located
    except ValidationError as error:
        problems = [_problem(detail) for detail in error.errors(include_url=False)]
        raise refuse(located, problems) from error


def refuse(located: Located, problems: Iterable[Problem]) -> InputError:
    """Return one error with the problems of a file, at least one, each with its line."""
    found = list(problems)
    entries = [
        _("{place}: {problem}", place=place(located.name, located.line(at)), problem=message)
        for at, message in found[:MOST_TOLD]
    ]
    if len(found) > MOST_TOLD:
        entries.append(
            _(
                "{file}: {count} more problems: mend these first",
                file=located.name,
                count=len(found) - MOST_TOLD,
            )
        )
    return InputError(in_lines(entries))


def _refuse_unprintable(root: yaml.Node | None, name: str) -> None:
    """Refuse what no page could show, however it is written."""
    nodes = [] if root is None else [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, yaml.ScalarNode):
            if found := UNPRINTABLE.search(node.value):
                message = _(
                    "holds the character {code}, which cannot be printed: remove it",
                    code=code(found[0]),
                )
                raise InputError(message, file=name, line=node.start_mark.line + 1)
        elif isinstance(node, yaml.SequenceNode):
            nodes += reversed(node.value)
        elif isinstance(node, yaml.MappingNode):
            nodes += [each for pair in reversed(node.value) for each in reversed(pair)]


def _problem(detail: Any) -> Problem:
    location = tuple(step for step in detail["loc"] if step != "[key]")
    dotted = ".".join(map(str, location))
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        message = _("“{key}” is missing: add it", key=dotted)
    elif kind == "extra_forbidden":
        message = _("“{key}” is not a setting that exists: remove it or mend its name", key=dotted)
    elif kind == "string_pattern_mismatch" and not str(value).strip():
        message = _("“{key}” is blank: write it", key=dotted)
    elif kind == "string_pattern_mismatch":
        message = _(
            "“{key}” cannot be “{value}”: write it on one line, without control characters, and "
            "not beginning with =, +, - or @; a key is of small letters a-z, digits and “_”",
            key=dotted,
            value=" ".join(str(value).split())[:LONGEST],
        )
    else:
        reason = misfit(detail) or detail["msg"]
        message = (
            _("“{key}” does not have the expected form: {reason}", key=dotted, reason=reason)
            if isinstance(value, dict | list)
            else _("“{key}” cannot be “{value}”: {reason}", key=dotted, value=value, reason=reason)
        )
    return Problem(location, message)


def _not_yaml(name: str, error: Exception) -> InputError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    reason = error.reason if isinstance(error, _Refused) else syntax(problem) or problem
    message = _("not valid YAML ({reason}): mend the line or restore the file", reason=reason)
    return InputError(message, file=name, line=mark.line + 1 if mark else 1)
