"""Hand-kept YAML read against a pydantic model, with errors that name file, line, field and remedy."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    model_validator,
)

from etl.model.errors import DataFileError
from etl.sources.characters import LONGEST_TEXT, on_one_line
from etl.sources.yaml_limits import refuse_unbounded

Model = TypeVar("Model", bound="Strict")


def _as_line(text: str) -> str:
    if line := on_one_line(text):
        return line
    raise ValueError("holds nothing but spaces: write it or leave the field out")


Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), AfterValidator(_as_line)]


class YamlMapping(dict[Any, Any]):
    """A mapping of a YAML file that knows the line it begins on and the line of each of its keys."""

    line: int
    lines: dict[Any, int]


class Strict(BaseModel):
    """A frozen model that refuses fields it does not know, and knows the lines of the file it was read from."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    _entry: YamlMapping | None = PrivateAttr(None)

    @model_validator(mode="wrap")
    @classmethod
    def _with_line(cls, content: Any, read: ModelWrapValidatorHandler[Self]) -> Self:
        model = read(content)
        if isinstance(content, YamlMapping):
            model._entry = content
        return model

    def line(self, field: str = "") -> int:
        """The line a field stands on, or its entry begins on; the first where it was not read from a file."""
        return self._entry.lines.get(field, self._entry.line) if self._entry else 1


class _Loader(yaml.CSafeLoader):
    """The safe loader, with the lines of mappings and their keys; a key given twice is an error."""


def _entry(loader: _Loader, node: yaml.MappingNode) -> Iterator[YamlMapping]:
    entry = YamlMapping()
    entry.line, entry.lines = node.start_mark.line + 1, {}
    yield entry
    entry.update(loader.construct_mapping(node))
    for key_node, _value in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in entry.lines:
            raise yaml.MarkedYAMLError(problem=f"{key} is given twice", problem_mark=key_node.start_mark)
        entry.lines[key] = key_node.start_mark.line + 1


def _calendar_day(loader: _Loader, node: yaml.ScalarNode) -> Any:
    try:
        return loader.construct_yaml_timestamp(node)
    except ValueError:
        raise yaml.MarkedYAMLError(
            problem=f"{node.value} is no day of the calendar", problem_mark=node.start_mark
        ) from None


_Loader.add_constructor("tag:yaml.org,2002:map", _entry)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _calendar_day)


def as_typed(value: Any) -> Any:
    """A year or date that YAML read as a number or date, as the text it was typed as."""
    return value.isoformat() if isinstance(value, date) else str(value) if type(value) is int else value


def with_typed_period(columns: Any) -> Any:
    """Columns and their values, the period as it was typed; codes stay as read, for YAML takes zeros from numbers."""
    if not isinstance(columns, dict) or "period" not in columns:
        return columns
    return columns | {"period": as_typed(columns["period"])}


def load_yaml(path: Path, shown: str) -> Any:
    """The parsed content of a YAML file, its mappings as `Entry`; `shown` is the name messages use."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        refuse_unbounded(text)
        return yaml.load(text, Loader=_Loader)
    except FileNotFoundError:
        raise DataFileError(f"{shown} does not exist: add it") from None
    except OSError as fault:
        raise DataFileError(f"{shown}: {fault.strerror}: make it a file that can be read") from None
    except UnicodeDecodeError as fault:
        raise DataFileError(f"{shown}: byte {fault.start} is not UTF-8: save the file as UTF-8") from None
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"{shown}, line {mark.line + 1}" if mark else shown
        problem = getattr(fault, "problem", None) or "not valid YAML"
        raise DataFileError(f"{where}: {problem}: correct the YAML there") from None


def read_model(model: type[Model], path: Path, shown: str) -> Model:
    """One YAML file as a model; every field at fault is named in one message."""
    return validated(model, load_yaml(path, shown), shown)


def validated(model: type[Model], content: Any, shown: str) -> Model:
    """Parsed content as a model, or a DataFileError listing each field at fault with its line."""
    try:
        return model.model_validate(content)
    except ValidationError as fault:
        raise DataFileError(f"{shown}, {_faults(fault, content)}") from None


def _faults(fault: ValidationError, content: Any) -> str:
    return "; ".join(
        f"{_place(error['loc'], content)}: {error['msg'].removeprefix('Value error, ')}" for error in fault.errors()
    )


def _place(location: tuple[int | str, ...], content: Any) -> str:
    """A field's line and path, with an entry's own id instead of its position where it has one."""
    words: list[str] = []
    line, here = getattr(content, "line", 1), content
    for step in location:
        line = getattr(here, "lines", {}).get(step, line)
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(step, int):
            line = getattr(here, "line", line)
        name = here.get("id") if isinstance(step, int) and isinstance(here, dict) else None
        words.append(str(name or step))
    return f"line {line}: {'.'.join(words) or 'document'}"
