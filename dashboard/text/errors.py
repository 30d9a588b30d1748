"""Errors that a page shows to a reader who can do something about them, as texts of the catalogue."""

from collections.abc import Callable

from etl.model.errors import TradeError


class ReaderError(TradeError):
    """A text of the catalogue and what its placeholders stand for; as a message it is English.

    Nothing here loads a catalogue: processes of little memory raise such errors too.
    """

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format(**values))
        self.text, self.values = text, values


def error_words(fault: TradeError, translate: Callable[[str], str]) -> str:
    """What an error says in the language of `translate`; one for those who run the server stays English."""
    if not isinstance(fault, ReaderError):
        return str(fault)
    values = {name: translate(value) if isinstance(value, str) else value for name, value in fault.values.items()}
    return translate(fault.text).format(**values)
