"""Files that hold figures which may not be passed on in bulk say so."""

import json
from io import BytesIO

import openpyxl
import pytest

from dashboard.exports.tables import json_bytes, table_bytes
from dashboard.exports.xlsx.workbook import workbook_bytes
from dashboard.queries.tables import Tables
from dashboard.text.vocabulary import redistribution_names
from etl.model.codes import Redistribution
from tests.dashboard.pictures import EVERYTHING, drawn


@pytest.mark.parametrize(("card_id", "language"), EVERYTHING)
def test_files_say_what_may_not_be_passed_on(tables: Tables, card_id: str, language: str) -> None:
    card = drawn(tables, card_id, language)
    terms = redistribution_names(language)[Redistribution.NOT_IN_BULK]
    bound = [source.publisher for source in card.sources if source.redistribution == Redistribution.NOT_IN_BULK]
    about = openpyxl.load_workbook(BytesIO(workbook_bytes(card))).worksheets[-1]
    texts = " ".join(str(cell) for row in about.iter_rows(values_only=True) for cell in row if cell)
    content = json.loads(json_bytes(card))
    for text in (texts, table_bytes(card).decode(), " ".join(content["caveats"])):
        assert (terms in text) == bool(bound)
        assert all(publisher in text for publisher in bound)
    assert all(source["licence"] and source["redistribution"] for source in content["sources"])
