"""Codes that a revision of the HS changed between two periods: the same goods under another number, or other goods."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.queries.tables import Tables, records
from etl.model.codes import CodeChange
from etl.model.period import Period

_SUBHEADING = 6  # digits; a line adds two of its own
_WHOLE = "00"  # the two digits of a line that is a whole subheading


@dataclass(frozen=True)
class CodeBreaks:
    """`renamed` maps an older code to the one that took over all its goods; `partly` are codes that share theirs."""

    renamed: Mapping[str, str]
    partly: frozenset[str]

    def successor(self, code: str) -> str:
        """The number under which a code's goods stand later: its own where it was not changed."""
        if len(code) > _SUBHEADING and code.endswith(_WHOLE) and code[:_SUBHEADING] in self.renamed:
            return self.renamed[code[:_SUBHEADING]] + _WHOLE
        return self.renamed.get(code, code)

    def of_other_goods(self, code: str) -> bool:
        """Whether a code, older or newer, cannot be set beside one of the other period."""
        if any(code.startswith(part) for part in self.partly):
            return True
        chained = {*self.renamed, *self.renamed.values()}
        inside = any(code != whole and code.startswith(whole) for whole in chained)
        return inside and code not in chained and not (code.endswith(_WHOLE) and code[:_SUBHEADING] in chained)


def code_breaks(tables: Tables, before: Period, now: Period) -> CodeBreaks:
    """The changes that came into force after one period began and before the other ended."""
    rows = [row for row in records(tables["code_changes"]) if before.start < row.effective_from <= now.end]
    kept = {row.from_code: row.to_code for row in rows if row.code_change != CodeChange.PART}
    partly = {code for row in rows if row.code_change == CodeChange.PART for code in (row.from_code, row.to_code)}
    return CodeBreaks(kept, frozenset(partly))


def swapped_lines(before: Iterable[str], now: Iterable[str]) -> frozenset[str]:
    """Lines that end while others of their subheading begin: the yearly CN may have moved their goods.

    `before` and `now` are the codes of each period that the other has not.
    """
    lines = [{code for code in codes if len(code) > _SUBHEADING} for codes in (before, now)]
    ended, begun = ({code[:_SUBHEADING] for code in codes} for codes in lines)
    return frozenset(code for code in lines[0] | lines[1] if code[:_SUBHEADING] in ended & begun)
