"""Characters that no text kept by hand may hold: they draw nothing, break files, or turn the order of what is read."""

import unicodedata

# Marks that reverse the reading order of what follows; marks of one direction alone are part of some languages.
_REVERSING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ALLOWED = frozenset("\n\t")
_BAD = frozenset({"Cc", "Cs", "Cn", "Co"})  # controls, halves of pairs, characters of no meaning or a private one


def unusable_character(text: str) -> str | None:
    """The first character of a text that may not be kept, as its code point ("U+0007"); None where there is none."""
    for character in text:
        unusable = unicodedata.category(character) in _BAD and character not in _ALLOWED
        if unusable or character in _REVERSING:
            return f"U+{ord(character):04X}"
    return None
