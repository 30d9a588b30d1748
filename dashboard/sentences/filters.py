"""Which filters a card shows, in words: what leaves with every file, beside the link that restores the view."""

from dashboard.queries import frames
from dashboard.queries.tables import Tables
from dashboard.selection.selection import BOTH, Selection, directions
from dashboard.sentences.words import direction_name, kind_names, sector_list, years_words
from dashboard.text import formats
from dashboard.text.messages import translator


def view_words(tables: Tables, selection: Selection) -> str:
    """Pair or direction, years, and every further filter, parted by points."""
    _ = translator(selection.language)
    language = selection.language
    parts = [_between(tables, selection), years_words(selection)]
    if selection.sectors:
        parts.append(_("sectors: {names}").format(names=sector_list(tables, language, selection.sectors)))
    if selection.companies:
        names = dict(zip(tables["companies"]["company_id"], tables["companies"]["name"], strict=True))
        parts.append(_("companies: {names}").format(names=", ".join(names[one] for one in selection.companies)))
    if selection.source_kinds:
        kinds = kind_names(language)
        parts.append(
            _("kinds of source: {names}").format(names=", ".join(kinds[one] for one in selection.source_kinds))
        )
    if selection.without_oil:
        parts.append(_("without crude oil where product data allow"))
    parts.append({"USD": _("in US dollars"), "EUR": _("in euros")}[selection.currency])
    if selection.known:
        parts.append(_("as known on {day}").format(day=formats.date_label(selection.known, language)))
    return " · ".join(parts)


def _between(tables: Tables, selection: Selection) -> str:
    language = selection.language
    if selection.direction != BOTH:
        return direction_name(tables, language, *selection.direction.split("-"))
    _ = translator(language)
    countries = frames.names(tables, "countries", language)
    one, other = (countries[code] for code in directions(selection.pair)[1].split("-"))
    return _("{one} and {other}, both directions").format(one=one, other=other)
