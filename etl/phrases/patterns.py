"""Patterns over words of letters, written with the letters' names: `figure link* (joint: {to and}) figure`.

A name stands for its letter or for a named part, braces for any one of several letters, a name with a colon opens a
group of that name, `!` says that the letter must not follow, `any` is any letter; `* ? | ( ) $` mean what they mean in
regular expressions. Spaces only part words.
"""

import re
from collections.abc import Mapping

_WORD = re.compile(
    r"(?P<space>\s+)|\((?:(?P<group>[a-z_]+):)?|\{(?P<any_of>[a-z_ ]+)\}|!(?P<never>[a-z_]+)|(?P<name>[a-z_]+)"
    r"|(?P<sign>[)?*|$])"
)
_ANY = {"any": "."}


def compile_pattern(text: str, letters: Mapping[str, str], **parts: str) -> re.Pattern[str]:
    """The pattern as a regular expression; `parts` are patterns that its names may stand for.

    ValueError names what is no word of a pattern, KeyError a name that is neither a letter's nor a part's.
    """
    return re.compile(_expand(text, letters, parts))


def _expand(text: str, letters: Mapping[str, str], parts: Mapping[str, str]) -> str:
    pieces, at = [], 0
    while at < len(text):
        word = _WORD.match(text, at)
        if word is None:
            raise ValueError(f"{text!r}: {text[at : at + 10]!r} is no word of a pattern")
        pieces.append(_piece(word, letters, parts))
        at = word.end()
    return "".join(pieces)


def _piece(word: re.Match[str], letters: Mapping[str, str], parts: Mapping[str, str]) -> str:
    known = {name: re.escape(letter) for name, letter in letters.items()} | _ANY
    kind, held = word.lastgroup, word[word.lastgroup or 0]
    match kind:
        case "space":
            return ""
        case "sign":
            return held
        case "any_of":
            return f"[{''.join(known[name] for name in held.split())}]"
        case "never":
            return f"(?!{known[held]})"
        case "name":
            return f"(?:{_expand(parts[held], letters, parts)})" if held in parts else known[held]
        case "group":
            return f"(?P<{held}>"
    return "(?:"
