"""Which filters a card shows, in words: what leaves with every file, beside the link that restores the view."""

from dashboard.queries.view import View
from dashboard.selection.selection import BOTH, directions
from dashboard.sentences.words import kind_names, sector_list, years_words


def view_words(view: View) -> str:
    """Pair or direction, years, and every further filter, parted by points."""
    _ = view.translate
    parts = [_between(view), years_words(view)]
    if view.selection.sectors:
        parts.append(_("sectors: {names}").format(names=sector_list(view, view.selection.sectors)))
    if view.selection.companies:
        names = dict(zip(view.tables["companies"]["company_id"], view.tables["companies"]["name"], strict=True))
        parts.append(
            _("companies: {names}").format(names=", ".join(names[company] for company in view.selection.companies))
        )
    if view.selection.source_kinds:
        kinds = kind_names(view.language)
        parts.append(
            _("kinds of source: {names}").format(names=", ".join(kinds[kind] for kind in view.selection.source_kinds))
        )
    if view.selection.without_oil:
        parts.append(_("without crude oil where product data allow"))
    parts.append({"USD": _("in US dollars"), "EUR": _("in euros")}[view.currency])
    if view.selection.known:
        parts.append(_("as known on {day}").format(day=view.date_label(view.selection.known)))
    return " · ".join(parts)


def _between(view: View) -> str:
    if view.selection.direction != BOTH:
        return view.direction_name(*view.selection.direction.split("-"))
    _ = view.translate
    countries = view.names("countries")
    one, other = (countries[code] for code in directions(view.selection.pair)[1].split("-"))
    return _("{one} and {other}, both directions").format(one=one, other=other)
