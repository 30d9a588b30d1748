"""What a card is made for, as one value: tables, selection and look, with words and numbers for its reader."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dashboard.queries.tables import Tables
from dashboard.selection.look import Look
from dashboard.selection.selection import Selection, of_all_years
from dashboard.text import formats, punctuation
from dashboard.text.formats import Scale
from dashboard.text.messages import Translator, translator
from etl.model.period import Period
from etl.model.schema import TABLES


@dataclass(frozen=True)
class View:
    """One selection of the tables, shown in one look.

    Its words are in the selected language; its amounts are in full units of the selected currency.
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
        """The language everything is said in."""
        return self.selection.language

    @property
    def currency(self) -> str:
        """The currency amounts are shown in."""
        return self.selection.currency

    @property
    def translate(self) -> Translator:
        """The translator of program texts."""
        return translator(self.language)

    def names(self, table: str) -> dict[str, str]:
        """Code → name, of `countries` or `sectors`; English where the table has no column of the language."""
        frame = self.tables[table]
        column = f"name_{self.language}" if f"name_{self.language}" in frame else "name_en"
        return dict(zip(frame[TABLES[table].key[0]], frame[column], strict=True))

    def direction_name(self, exporter: str | None, importer: str | None) -> str:
        """“Kazakhstan → France”, or “both directions”."""
        _ = self.translate
        if exporter is None or importer is None:
            return _("both directions")
        countries = self.names("countries")
        return f"{countries[exporter]} → {countries[importer]}"

    def money(self, value: Any, decimals: int | None = None) -> str:
        """An amount in short form: “$4.25bn”."""
        return formats.money(value, self.currency, self.language, decimals)

    def money_words(self, value: Any, decimals: int | None = None) -> str:
        """An amount for a sentence: “4.25 billion US dollars”."""
        return formats.money_words(value, self.currency, self.language, decimals)

    def number(self, value: Any, decimals: int | None = None) -> str:
        """A grouped number, with the digits it has where none are given."""
        return formats.number(value, self.language, decimals)

    def percent(self, value: Any, decimals: int = 0, *, signed: bool = False) -> str:
        """A value in percent units."""
        return formats.percent(value, self.language, decimals, signed=signed)

    def unit_words(self, scale: Scale) -> str:
        """The unit of an axis: “billion US dollars”."""
        return formats.unit_words(scale, self.currency, self.language)

    def quantity(self, value: Any, unit: str, decimals: int | None = None) -> str:
        """A value of any unit of the tables, in that unit."""
        return formats.quantity(value, unit, self.language, decimals)

    def interval_words(self, low: Any, high: Any, formatter: Callable[[float], str]) -> str:
        """Bounds as one phrase; None is an open side."""
        return formats.interval_words(low, high, formatter, self.language)

    def period_label(self, period: Period | None) -> str:
        """A period as short as it can be said: “Jan–Aug 2023”."""
        return formats.period_label(period, self.language)

    def date_label(self, when: date | None) -> str:
        """A day: “1 Nov 2023”."""
        return formats.date_label(when, self.language)

    def month_label(self, when: date) -> str:
        """A month of a year: “Jan 2023”."""
        return formats.month_label(when, self.language)

    def quoted(self, phrase: str) -> str:
        """A printed phrase in the language's quotation marks."""
        return formats.quoted(phrase, self.language)

    def listed(self, parts: Iterable[str]) -> str:
        """Parts as a list in a sentence."""
        return punctuation.listed(list(parts), self.language)
