"""The languages of the dashboard: English, in which its texts are written, and every one with a catalogue."""

from functools import cache
from pathlib import Path

SOURCE_LANGUAGE = "en"
CATALOGUES = Path(__file__).resolve().parents[1] / "locale"  # <language>/LC_MESSAGES/messages.po


@cache
def available_languages() -> tuple[str, ...]:
    """Codes of the languages that can be chosen, English first."""
    return SOURCE_LANGUAGE, *sorted(path.parts[-3] for path in CATALOGUES.glob("*/LC_MESSAGES/messages.po"))


def catalogue_path(language: str) -> Path:
    """Where the catalogue of a language is kept, whether there is one or not."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"
