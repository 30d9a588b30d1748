"""Places in an order as each language writes them."""

from dashboard.text.locales import locale_of
from dashboard.text.messages import mark, translator

# By the form that CLDR's rule for ordinals gives a place; one that English has not takes the last.
_FORMS = {"one": mark("{place}st"), "two": mark("{place}nd"), "few": mark("{place}rd"), "other": mark("{place}th")}


def ordinal(place: int, language: str) -> str:
    """A place: "1st", "11th", "22nd"; French "1er", "8e"; a full stop after it where the catalogue has nothing."""
    form = _FORMS.get(locale_of(language).ordinal_form(place), _FORMS["other"])
    return (translator(language).translation(form) or "{place}.").format(place=place)
