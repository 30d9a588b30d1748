"""How many figures have which verdict, in the same words wherever they are counted."""

from collections import Counter

from dashboard.text.messages import translator
from etl.model.codes import Verdict


def figures_words(counts: Counter[Verdict], language: str) -> str:
    """How the figures with an official counterpart fare; a figure counts once, however many documents print it."""
    ngettext = translator(language).ngettext
    number = sum(counts.values())
    text = ngettext(
        "Of {number} stated figure with an official counterpart: {verdicts}.",
        "Of {number} stated figures with an official counterpart: {verdicts}.",
        number,
    )
    return text.format(number=number, verdicts=verdicts_words(counts, language))


def verdicts_words(counts: Counter[Verdict], language: str) -> str:
    """ "23 agree, 5 disagree, 16 are each country’s own count, for 19 it cannot be told", without what has none."""
    ngettext = translator(language).ngettext
    texts = {
        Verdict.AGREES: ngettext("{number} agrees", "{number} agree", counts[Verdict.AGREES]),
        Verdict.DISAGREES: ngettext("{number} disagrees", "{number} disagree", counts[Verdict.DISAGREES]),
        Verdict.EACH_OWN_COUNT: ngettext(
            "{number} is each country’s own count",
            "{number} are each country’s own count",
            counts[Verdict.EACH_OWN_COUNT],
        ),
        Verdict.CANNOT_TELL: ngettext(
            "for {number} it cannot be told", "for {number} it cannot be told", counts[Verdict.CANNOT_TELL]
        ),
    }
    return ", ".join(text.format(number=counts[verdict]) for verdict, text in texts.items() if counts[verdict])
