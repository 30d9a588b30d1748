"""The datapackage.json beside the tables: what each column is, and where the rows come from, for programs elsewhere.

It follows the Data Package standard (datapackage.org), so that `frictionless validate` passes. Writing the tables
themselves is `publish`.
"""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.model.schema import DATE, FLAG, NUMBER, TABLES, TEXT, WHOLE, Field, Table

_TYPES = {TEXT: "string", NUMBER: "number", WHOLE: "integer", DATE: "date", FLAG: "boolean"}
_NOT_STATED = "not stated"
_OPEN = {
    "CC BY 4.0": {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"},
}


def package_text(tables: Mapping[str, pd.DataFrame], hashes: Mapping[str, str], **facts: str) -> str:
    """The package of all tables as JSON; `hashes` are those of their files, `facts` stand at its head.

    Equal tables give equal text.
    """
    package = {
        "profile": "data-package",
        "name": "trade-statements",
        "title": "Stated and official: trade between two countries",
        "description": "Figures stated by documents as bounded rows, official series beside them, and what follows "
        "from both. Terms of reuse differ by source: each row names its source_id, and the table `sources` its terms.",
        **facts,
        "licenses": _licences(tables["sources"]),
        "sources": _sources(tables["sources"]),
        "resources": [_resource(TABLES[name], len(frame), hashes[name]) for name, frame in tables.items()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _licences(sources: pd.DataFrame) -> list[dict[str, str]]:
    """The terms stated by publishers, each once, with an address where they or a source that has them can be read."""
    stated = sources[sources["licence"] != _NOT_STATED].sort_values(["licence", "url"])
    first = stated.drop_duplicates("licence")
    return [_licence(licence, url) for licence, url in zip(first["licence"], first["url"], strict=True)]


def _licence(licence: str, url: str | None) -> dict[str, str]:
    """Terms by their name or address: the standard asks for one of the two."""
    elsewhere = {"path": url} if isinstance(url, str) else {"name": "other"}
    return {**next((names for mark, names in _OPEN.items() if mark in licence), elsewhere), "title": licence}


def _sources(sources: pd.DataFrame) -> list[dict[str, str]]:
    """Every source by its citation, with its address where it has one."""
    return [
        {"title": citation} | ({"path": url} if isinstance(url, str) else {})
        for citation, url in zip(sources["citation"], sources["url"], strict=True)
    ]


def _resource(table: Table, rows: int, digest: str) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "profile": "data-resource",
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": f"One row: {table.grain}.",
        "rows": rows,
        "hash": f"sha256:{digest}",
        "schema": {"fields": [_field(field, table) for field in table.fields], "primaryKey": list(table.key)},
    }


def _field(field: Field, table: Table) -> dict[str, Any]:
    optional = field.name in table.nullable
    constraints = {"required": not optional} | ({"enum": list(field.terms)} if field.terms else {})
    return {
        "name": field.name,
        "type": _TYPES[field.type],
        "description": field.description,
        **({"unit": field.unit} if field.unit else {}),
        # A whole number that is missing is nan for programs that read the column as floats.
        **({"missingValues": ["", "nan"]} if optional and field.type == WHOLE else {}),
        "constraints": constraints,
    }
