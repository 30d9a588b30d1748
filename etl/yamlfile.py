"""Hand-kept YAML read against a pydantic model, with errors that name file, field and remedy."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from etl.errors import DataFileError

Model = TypeVar("Model", bound="Strict")


class Strict(BaseModel):
    """A frozen model that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def load_yaml(path: Path, shown: str) -> Any:
    """The parsed content of a YAML file; `shown` is the name messages use."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        raise DataFileError(f"{shown} does not exist: add it") from None
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
    """Parsed content as a model, or a DataFileError listing each field at fault."""
    try:
        return model.model_validate(content)
    except ValidationError as fault:
        raise DataFileError(f"{shown}: {_faults(fault, content)}") from None


def _faults(fault: ValidationError, content: Any) -> str:
    return "; ".join(
        f"{_place(error['loc'], content)}: {error['msg'].removeprefix('Value error, ')}" for error in fault.errors()
    )


def _place(location: tuple[int | str, ...], content: Any) -> str:
    """A field's path, with an entry's own id instead of its position where it has one."""
    words: list[str] = []
    here = content
    for step in location:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
        name = here.get("id") if isinstance(step, int) and isinstance(here, dict) else None
        words.append(str(name or step))
    return ".".join(words) or "document"
