"""What a card says of the switch “Without crude oil”, whichever way it takes it."""

from enum import StrEnum

from dashboard.queries import frames
from dashboard.queries.view import View


class Oil(StrEnum):
    """What a card does without crude oil: leaves it out, cannot leave it out, or shows no trade that could hold it."""

    LEFT_OUT = "left_out"
    INCLUDED = "included"
    NO_TRADE = "no_trade"


def oil_label(oil: Oil, view: View) -> str:
    """The mark in the subtitle of a card that holds crude oil although it is switched off, else nothing."""
    if oil != Oil.INCLUDED or not frames.removes_oil(view):
        return ""
    _ = view.translate
    return _("Includes crude oil.")


def oil_caveat(oil: Oil, view: View) -> tuple[str, ...]:
    """Why the switch changes nothing on a card."""
    if oil == Oil.LEFT_OUT or not frames.removes_oil(view):
        return ()
    _ = view.translate
    if oil == Oil.NO_TRADE:
        return (_("“Without crude oil” changes nothing here: no trade in goods is shown."),)
    return (_("“Without crude oil” cannot be applied here: these figures come as a whole, and include crude oil."),)


def stated_note(view: View) -> str | None:
    """What stands above figures that are no card's while crude oil is switched off."""
    if not frames.removes_oil(view):
        return None
    _ = view.translate
    return _(
        "Includes crude oil: a stated figure, and what it is held against, is of the trade as a whole. “Without crude "
        "oil” cannot be applied to it."
    )
