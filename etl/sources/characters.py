"""Characters that no text kept by hand may hold: they draw nothing, break files, or turn the order of what is read."""

import re
import unicodedata

LONGEST_TEXT = 2000  # characters of a name or a sentence
# Marks that reverse the reading order of what follows; marks of one direction alone are part of some languages.
_REVERSING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ALLOWED = frozenset("\n\r\t")
_BAD = frozenset({"Cc", "Cs", "Cn", "Co"})  # controls, halves of pairs, characters of no meaning or a private one
_LINE_ENDS = re.compile("[\n\r\t\u2028\u2029]+ *")


def on_one_line(text: str) -> str:
    """The text with a space for each line end or tab: a name or a sentence of a file is one line everywhere."""
    return _LINE_ENDS.sub(" ", text).strip(" ")


def unusable_character(text: str) -> str | None:
    """The first character of a text that may not be kept, as its code point ("U+0007"); None where there is none."""
    for character in text:
        unusable = unicodedata.category(character) in _BAD and character not in _ALLOWED
        if unusable or character in _REVERSING:
            return f"U+{ord(character):04X}"
    return None
