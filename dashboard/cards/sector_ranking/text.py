"""What became of the codes of goods between the periods of a comparison, in words."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.cards.sector_ranking.data import ChangePanel
from dashboard.queries.tables import records
from dashboard.text.messages import translator

_NAMED = 3  # recoded goods named in a caveat, the largest first


def code_caveats(found: Sequence[ChangePanel], language: str) -> tuple[str, ...]:
    """Which numbers continue others, and which goods have no growth because their code holds other goods now."""
    if not any(panel.earlier for panel in found):
        return ()
    rows = pd.concat([panel.products for panel in found])
    continued = [_continued(row, language) for row in records(rows[rows["older_code"].ne("")])]
    recoded = rows[rows["recoded"]].sort_values(["now", "commodity_code"], ascending=[False, True])
    return (*continued, *([] if recoded.empty else [_recoded(recoded, language)]))


def code_text(row: Any, language: str) -> str:
    """The code of a product, with the one that it continues, or that its goods changed."""
    _ = translator(language)
    code = f"{row.classification} {row.commodity_code}"
    if row.older_code:
        return _("{code}, a year before {older}").format(code=code, older=row.older_code)
    return _("{code}, recoded").format(code=code) if row.recoded else code


def _continued(row: Any, language: str) -> str:
    _ = translator(language)
    text = _("{name}: {newer} continues {older}, another number for the same goods; growth is taken through it.")
    newer, older = (f"{row.classification} {code}" for code in (row.commodity_code, row.older_code))
    return text.format(newer=newer, older=older, name=row.name)


def _recoded(rows: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    listed = [_named(row) for row in records(rows.head(_NAMED))]
    goods, more = ", ".join(listed), len(rows) - _NAMED
    if more > 0:
        text = _.ngettext("{goods} and {number} other", "{goods} and {number} others", more)
        goods = text.format(goods=goods, number=more)
    return _(
        "“Recoded”: the code of these goods does not hold the same as a year before, so they have no growth of their "
        "own; sums take them as declared: {goods}."
    ).format(goods=goods)


def _named(row: Any) -> str:
    """Goods with their code, or the code alone where they have no name."""
    code = f"{row.classification} {row.commodity_code}"
    return code if row.name == code else f"{row.name} ({code})"
