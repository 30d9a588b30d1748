"""What Babel (CLDR) has of a language: its conventions, its own name, its tag. A language it lacks has English ones."""

from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from dashboard.selection.languages import SOURCE_LANGUAGE, available_languages

_SOURCE_LOCALE, _SOURCE_TAG = "en_001", "en-GB"  # English of no country: the day before the month


@cache
def locale_of(language: str) -> Locale:
    """The conventions of a language as CLDR has them, those of English where it has none."""
    return Locale.parse(language if language != SOURCE_LANGUAGE and has_locale(language) else _SOURCE_LOCALE)


def has_locale(language: str) -> bool:
    """Whether Babel knows the language."""
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def language_names() -> dict[str, str]:
    """Each language that can be chosen → its name in itself, as it begins a line: "Français"."""
    names = {code: locale_of(code).language_name if has_locale(code) else None for code in available_languages()}
    return {code: name[:1].upper() + name[1:] if name else code for code, name in names.items()}


def language_tag(language: str) -> str:
    """The language with the country it is mostly written in, as office programs mark texts: "fr-FR"."""
    if language == SOURCE_LANGUAGE:
        return _SOURCE_TAG
    name, _, rest = get_global("likely_subtags").get(language, language).partition("_")
    territory = rest.rpartition("_")[2]
    return f"{name}-{territory}" if territory else language
