"""Hand-kept judgements: what is said of official rows, of goods in words, of valuations and of certain figures.

Each has a reason and evidence; a rule that meets nothing is an error where it is applied.
"""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from etl.model.codes import ALL_GOODS, Valuation
from etl.sources.yaml_file import Strict, Text, with_typed_period


class Correction(Strict):
    """A judgement on official rows: which rows, what is done with them, why, and on what evidence."""

    id: Text
    source_id: str
    match: Annotated[dict[str, str], BeforeValidator(with_typed_period)]
    action: Literal["exclude", "flag"]
    status: Literal["applied"]
    reason: Text
    evidence: Text


class Grouping(Strict):
    """Goods in the words of a document that are several headings together, why, and on what evidence."""

    id: Text
    commodity_label: Text
    reporter_iso3: str
    codes: Annotated[tuple[str, ...], Field(min_length=2)]
    reason: Text
    evidence: Text


class GroupingFile(Strict):
    """The whole of `groupings.yaml`."""

    groupings: tuple[Grouping, ...]


class CorrectionFile(Strict):
    """The whole of `corrections.yaml`."""

    corrections: tuple[Correction, ...]


class Allowance(Strict):
    """How far an importer's declaration may stand from the exporter's, as a ratio, for no more than valuation."""

    id: Text
    exporter_valuation: Literal[Valuation.FOB, Valuation.CIF]
    importer_valuation: Literal[Valuation.FOB, Valuation.CIF]
    low: Annotated[float, Field(gt=0)]
    high: Annotated[float, Field(gt=0)]
    reason: Text
    evidence: Text

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}: swap them or correct one")
        return self


class AllowanceFile(Strict):
    """The whole of `allowances.yaml`."""

    allowances: Annotated[tuple[Allowance, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        valuations = [(allowance.exporter_valuation, allowance.importer_valuation) for allowance in self.allowances]
        if len(set(valuations)) < len(valuations):
            raise ValueError("two allowances for the same valuations: keep one")
        return self


class CaveatMatch(Strict):
    """Which figures a caveat belongs to: any of the codes or sectors, within the direction and series given."""

    codes: tuple[Annotated[str, Field(pattern=rf"^({ALL_GOODS}|[0-9]{{2,8}})$")], ...] = ()
    sectors: tuple[str, ...] = ()
    source_id: str | None = None
    exporter: str | None = None
    importer: str | None = None

    @model_validator(mode="after")
    def _of_some_goods(self) -> Self:
        if not self.codes and not self.sectors:
            raise ValueError("names no goods: give codes, sectors or both")
        return self


class Caveat(Strict):
    """What a reader of some figures has to know, in each language, why, and on what evidence."""

    id: Text
    match: CaveatMatch
    text_en: Text
    text_fr: Text
    reason: Text
    evidence: Text


class CaveatFile(Strict):
    """The whole of `caveats.yaml`."""

    caveats: tuple[Caveat, ...]
