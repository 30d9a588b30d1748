"""Documents that state figures: one YAML file each, with every figure as printed and where it stands."""

from datetime import date
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    FiniteFloat,
    HttpUrl,
    TypeAdapter,
    model_validator,
)

from etl.model.codes import Basis, Bound, Language, Measure, Nature, Per, Role, ShareOf, SourceKind, Unit
from etl.model.errors import DataFileError
from etl.model.paths import DataPaths
from etl.sources.yaml_file import Strict, Text, as_typed, read_model

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Iso3 = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


IsoText = Annotated[str, BeforeValidator(as_typed)]
PartialDate = Annotated[IsoText, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|n\.d\.)$")]


def _public(address: str) -> str:
    """An address that any reader's browser opens: http or https, with a host and no name of a user."""
    try:
        _HTTP.validate_python(address)
        if not urlsplit(address).hostname or "@" in urlsplit(address).netloc:
            raise ValueError("browsers and programs would take it apart differently")
    except ValueError:  # a ValidationError too
        raise ValueError(f"{address[:60]!r} is no public address: write it from http:// or https:// on") from None
    return address


_HTTP: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)
Address = Annotated[str, AfterValidator(_public)]


class Explicit(Strict):
    """A value given by hand, for a phrase in a language the parser does not read or with no number of its own."""

    value: FiniteFloat | None = None
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    bound: Bound
    unit: Unit
    decimals: Annotated[int, Field(ge=0, le=12)] | None = None
    reason: Text

    @model_validator(mode="after")
    def _has_number(self) -> Self:
        if self.value is None and self.low is None and self.high is None:
            raise ValueError("an explicit value needs value, low or high")
        given = [number for number in (self.low, self.value, self.high) if number is not None]
        if given != sorted(given):
            raise ValueError(f"low {self.low}, value {self.value}, high {self.high} are not in order: correct them")
        return self

    @model_validator(mode="after")
    def _has_bounds(self) -> Self:
        """A bound is closed on the sides it limits and open on the other: an open figure would agree with anything."""
        closed = self.low is not None and self.high is not None
        if self.bound in (Bound.ROUNDED, Bound.ABOUT, Bound.RANGE) and not closed:
            raise ValueError(f"{self.bound} needs low and high: give both ends")
        if self.bound is Bound.EXACT and {self.low, self.high} - {None, self.value}:
            raise ValueError("exact has no other low and high than its value: give value alone, or another bound")
        for bound, ends, limit, side in (
            (Bound.AT_LEAST, "low", self.low, self.high),
            (Bound.AT_MOST, "high", self.high, self.low),
        ):
            if self.bound is bound and (side is not None or (limit is None and self.value is None)):
                raise ValueError(f"{bound} limits one side: give {ends} and leave the other out")
        return self


class Commodity(Strict):
    """The goods a figure is about, in a stated classification, or in words only when `code` is absent."""

    classification: Text = "HS"
    code: str | None = None
    label: Text


class FigureEntry(Strict):
    """One printed figure. Give its period as printed (`period_as_stated`) or in ISO form (`period`), not both.

    A phrase that prints its period needs neither. `nature` is to be given where the phrase, or a period after the
    document's date, speaks of what is to come. `scope` says in words what a share of a region or country is of;
    `compared_with` names the figure of the same document that the document itself sets this one beside.
    """

    id: Slug
    as_stated: Text
    measure: Measure
    nature: Nature | None = None
    exporter: Iso3 | None = None
    importer: Iso3 | None = None
    reporter: Iso3 | None = None
    period: IsoText | None = None
    period_as_stated: Text | None = None
    base_period: IsoText | None = None
    per: Per = Per.PERIOD
    share_of: ShareOf | None = None
    scope: Text | None = None
    compared_with: Slug | None = None
    fall: bool = False
    commodity: Commodity | None = None
    sector: Slug | None = None
    speaker: Text | None = None
    basis: Basis | None = None
    locator: Text
    note: Text | None = None
    explicit: Explicit | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.exporter is None) != (self.importer is None):
            raise ValueError("give exporter and importer together, or neither for both directions")
        if self.period and self.period_as_stated:
            raise ValueError("give period or period_as_stated, not both")
        if self.measure is Measure.SHARE and self.share_of is None:
            raise ValueError("a share or ratio needs share_of")
        if self.fall and self.measure not in (Measure.GROWTH, Measure.CHANGE_POINTS):
            raise ValueError(f"fall turns the sign of a growth and this is a {self.measure}: leave it out")
        return self


class SectorMention(Strict):
    """A sector the document names, in which role."""

    sector: Slug
    role: Role
    as_stated: Text
    locator: Text


class CompanyMention(Strict):
    """A company the document names, with the project it is named for where there is one."""

    company: Slug
    role: Role = Role.EXISTING
    sector: Slug | None = None
    project: Text | None = None
    partner: Text | None = None
    since: IsoText | None = None
    location: Text | None = None
    locator: Text
    note: Text | None = None


class Agreement(Strict):
    """An agreement the document reports; several documents may report one differently."""

    id: Slug
    title: Text
    title_fr: Text
    date: PartialDate
    sector: Slug
    parties: tuple[Text, ...] = ()
    amount: float | None = None
    amount_unit: Text | None = None
    note: Text | None = None
    locator: Text


class Document(Strict):
    """Who said it, when and where, with all the document carries.

    `edition` says what tells it apart from another document at the same address or with the same figures.
    """

    document_id: Slug
    pair: Annotated[str, Field(pattern=r"^[A-Z]{3}-[A-Z]{3}$")] = "FRA-KAZ"
    title: Text
    publisher: Text
    speaker: Text | None = None
    published: PartialDate
    accessed: date
    language: Language
    source_kind: SourceKind
    basis: Basis
    url: Address | None = None
    edition: Text | None = None
    note: Text | None = None
    figures: tuple[FigureEntry, ...] = ()
    sectors: tuple[SectorMention, ...] = ()
    companies: tuple[CompanyMention, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @model_validator(mode="after")
    def _unique_ids(self) -> Self:
        if self.source_kind not in (SourceKind.STATEMENT, SourceKind.PRESS):
            raise ValueError("source_kind of a document is statement or press")
        for name, ids in (("figure", [f.id for f in self.figures]), ("agreement", [a.id for a in self.agreements])):
            twice = sorted({i for i in ids if ids.count(i) > 1})
            if twice:
                raise ValueError(f"duplicate {name} id {', '.join(twice)}: make each unique within the document")
        lost = {f.compared_with for f in self.figures if f.compared_with} - {f.id for f in self.figures}
        if lost:
            raise ValueError(f"compared_with {', '.join(sorted(lost))}: no such figure in this document")
        return self


def read_documents(paths: DataPaths) -> tuple[Document, ...]:
    """Every document below `statements/`, ordered by id; a file bears its document's id as its name."""
    documents = []
    for path in sorted(paths.statements.glob("*.yaml")):
        shown = paths.shown(path)
        document = read_model(Document, path, shown)
        if document.document_id != path.stem:
            raise DataFileError(
                f"{shown}: document_id {document.document_id!r} is not the file's name: make them equal"
            )
        documents.append(document)
    if not documents:
        raise DataFileError(f"{paths.shown(paths.statements)}: no document found: add one YAML file per document")
    return tuple(documents)
