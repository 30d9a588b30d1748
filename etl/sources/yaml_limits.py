"""What a hand-kept YAML file may hold: plain data of bounded size and depth, each part written out where it stands."""

from collections.abc import Iterator
from typing import Any

import yaml

from etl.sources.characters import unusable_character

LONGEST_FILE = 1_000_000  # characters: the largest document of today has under 20,000
DEEPEST = 20  # lists and mappings within one another: today's files have 5
LONGEST_NUMBER = 30  # digits


def refuse_unbounded(text: str) -> None:
    """Raise a MarkedYAMLError at the first part of the text that is no plain, bounded data.

    Events are read one by one, in memory that does not grow with the depth of what they describe.
    """
    if len(text) > LONGEST_FILE:
        raise _fault(f"longer than {LONGEST_FILE:,} characters", None)
    _refuse_raw_character(text)
    depth = 0
    for event in _events(text):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _fault("refers to another place: write it out where it is meant", event)
        if getattr(event, "tag", None):
            raise _fault(f"has a tag ({event.tag}): write a plain value", event)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _fault(f"nested more than {DEEPEST} deep", event)
        if isinstance(event, yaml.ScalarEvent):
            _refuse_scalar(event)


def _refuse_raw_character(text: str) -> None:
    """What is no text is named here with its line: the parser says of it only that it cannot read the file."""
    for number, line in enumerate(text.split("\n")):
        if character := unusable_character(line):
            mark = yaml.Mark("", 0, number, 0, None, 0)
            raise yaml.MarkedYAMLError(problem=f"holds the character {character}, which is not text", problem_mark=mark)


def _events(text: str) -> Iterator[Any]:
    return iter(yaml.parse(text, Loader=yaml.CSafeLoader))


def _refuse_scalar(event: yaml.ScalarEvent) -> None:
    if character := unusable_character(event.value):
        raise _fault(f"holds the character {character}, which is not text", event)
    plain = event.implicit[0]
    if plain and len(event.value) > LONGEST_NUMBER and event.value.lstrip("+-")[:1].isdecimal():
        digits = sum(character.isdecimal() for character in event.value)
        if digits > LONGEST_NUMBER and not any(character.isalpha() for character in event.value):
            raise _fault(f"a number of {digits} digits", event)


def _fault(problem: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=event and event.start_mark)
