"""The table `translations` as a look-up: each text of the data with its language and its translations."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.queries.tables import Tables, records, text_of


@dataclass(frozen=True)
class DataText:
    """Language of a text of the data, None where not known, and the text by language of its readers."""

    language: str | None
    translations: dict[str, str]


def data_texts(tables: Tables) -> Mapping[str, DataText]:
    """Each text of the data that readers see in words, made once and kept with the tables."""
    kept = tables.results.setdefault(__name__, OrderedDict())
    if "texts" not in kept:  # two that ask at once make it twice, and equal
        kept["texts"] = _by_text(tables["translations"])
    texts: Mapping[str, DataText] = kept["texts"]
    return texts


def _by_text(frame: pd.DataFrame) -> dict[str, DataText]:
    texts: dict[str, DataText] = {}
    for row in records(frame):
        known = texts.setdefault(row.text, DataText(text_of(row.text_language) or None, {}))
        if isinstance(row.translation, str):
            known.translations[row.reader_language] = row.translation
    return texts
