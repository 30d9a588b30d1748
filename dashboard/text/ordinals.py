"""Places in an order as each language writes them."""

_ENGLISH = {1: "st", 2: "nd", 3: "rd"}


def ordinal(place: int, language: str) -> str:
    """A place: "1st", "11th", "22nd"; French "1er", "8e"; a full stop after the number in other languages."""
    if language == "en":
        teens = 11 <= place % 100 <= 13
        return f"{place}{'th' if teens else _ENGLISH.get(place % 10, 'th')}"
    if language == "fr":
        return f"{place}{'er' if place == 1 else 'e'}"
    return f"{place}."
