"""How the legend of a chart names figures of which one side is open."""

from dashboard.statements.bounds import OpenSide
from dashboard.text.messages import translator


def open_names(name: str, language: str) -> dict[OpenSide | None, str]:
    """The open side of figures, None where they have a value → the name of their series."""
    _ = translator(language)
    return {
        None: name,
        OpenSide.UP: _("{name}: at least").format(name=name),
        OpenSide.DOWN: _("{name}: at most").format(name=name),
    }
