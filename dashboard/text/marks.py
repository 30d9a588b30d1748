"""Marks on texts that are looked up in the catalogue later; light, for processes that load no catalogue."""


def mark(text: str) -> str:
    """The text itself, so that a constant is found for translation before its reader's language is known."""
    return text


def mark_counted(singular: str, plural: str) -> tuple[str, str]:
    """As `mark`, of a text with a number."""
    return singular, plural
