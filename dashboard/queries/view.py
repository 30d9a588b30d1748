"""What a card is made for, as one value: the tables, the selection and the look."""

from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.queries.tables import Tables
from dashboard.selection.look import Look
from dashboard.selection.selection import Selection, of_all_years
from dashboard.text.messages import Translator, translator


@dataclass(frozen=True)
class View:
    """One selection of the tables, to be shown in one look.

    Amounts are in full units of the selected currency, and everything is said in the selected language.
    """

    tables: Tables
    selection: Selection
    look: Look = field(default=Look())

    def of(self, selection: Selection) -> "View":
        """Another selection of the same tables, in the same look."""
        return replace(self, selection=selection)

    def where(self, **changes: Any) -> "View":
        """The view with these fields of its selection changed."""
        return self.of(replace(self.selection, **changes))

    @property
    def of_all_years(self) -> "View":
        """The view with every year that the data have."""
        return self.of(of_all_years(self.selection, self.tables.vocabulary))

    @property
    def on_white(self) -> "View":
        """The view for charts that office programs draw."""
        return replace(self, look=self.look.on_white)

    @property
    def language(self) -> str:
        return self.selection.language

    @property
    def translate(self) -> Translator:
        """Program texts in the reader's language."""
        return translator(self.language)
