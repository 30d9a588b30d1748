"""The part of the method page on terms: what may be passed on of each series, and whether re-exports are in it."""

import pandas as pd

from dashboard.queries import frames
from dashboard.queries.view import View
from dashboard.sentences.translations import translate_text
from dashboard.text.markdown import Markdown, plain
from dashboard.text.messages import translator
from dashboard.text.vocabulary import redistribution_names
from etl.model.codes import Redistribution


def terms_text(language: str) -> Markdown:
    """What is said of all documents at once."""
    _ = translator(language)
    text = _("For each official series. For documents the rule is one and the same.")
    return Markdown(f"{text} {plain(redistribution_names(language)[Redistribution.SHORT_QUOTATION])}")


def terms_table(view: View) -> pd.DataFrame:
    """One row an official series: its publisher and title, licence, what may be passed on, re-exports."""
    _ = view.translate
    rows = view.tables["sources"]
    rows = rows[~rows["source_kind"].isin(frames.STATED_KINDS)].sort_values(["publisher", "title"])
    re_exports = f"re_exports_{view.language}"
    return pd.DataFrame(
        {
            _("Publisher"): [translate_text(view, text) for text in rows["publisher"]],
            _("Series"): [translate_text(view, text) for text in rows["title"]],
            _("Licence"): [translate_text(view, text) for text in rows["licence"]],
            _("May it be passed on"): rows["redistribution"].map(redistribution_names(view.language)).to_numpy(),
            _("Re-exports"): rows[re_exports if re_exports in rows else "re_exports_en"].fillna("").to_numpy(),
        }
    )
