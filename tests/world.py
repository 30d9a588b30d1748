"""A tiny hand-made trade world, synthetic throughout: two invented countries, two documents, three series.

All numbers are chosen so that totals can be known by heart; none of them is anybody's statistics.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from etl.model.paths import DataPaths
from etl.model.schema import TABLES

if TYPE_CHECKING:
    from etl.pipeline import Summary

REPOSITORY = Path(__file__).resolve().parents[1]
FROZEN = REPOSITORY / "tests" / "data"  # the repository's data as they were on 27 November 2026
KEPT_BY_HAND = ("statements", "official", "reference")

SPEECH = "2023-11-01-alpland-speech"
PAGE = "undated-betaland-page"

# By direction and year, as the series below add up; the excluded row is not among them.
ALP_EXPORTS_2021, ALP_EXPORTS_2022 = 1_000_000.10, 1_200_000.25
ALP_IMPORTS_2021, ALP_IMPORTS_2022 = 500_000.05, 450_000.50
BET_EXPORTS_2022_EUR = 780_000.78

STATEMENTS = {
    SPEECH: """
document_id: 2023-11-01-alpland-speech
pair: ALP-BET
title: A speech that was never held
publisher: Synthetic Gazette
speaker: A. Speaker
published: '2023-11-01'
accessed: 2023-12-24
language: en
source_kind: statement
basis: official_speech
figures:
  - id: trade-2022
    as_stated: 1.65 million dollars
    measure: trade_value
    reporter: ALP
    period_as_stated: last year
    locator: paragraph 1
  - id: growth-2022
    as_stated: 10%
    measure: growth
    reporter: ALP
    period: '2022'
    locator: paragraph 1
  - id: export-share-2022
    as_stated: 70 percent
    measure: share
    share_of: pair_trade
    exporter: ALP
    importer: BET
    reporter: ALP
    period: '2022'
    locator: paragraph 2
  - id: companies
    as_stated: more than 12 companies
    measure: count
    period: '2023-11-01'
    locator: paragraph 3
sectors:
  - {sector: energy, role: existing, as_stated: energy, locator: paragraph 3}
  - {sector: education, role: priority, as_stated: schools, locator: paragraph 3}
companies:
  - {company: windy, project: wind park, partner: State Grid, locator: paragraph 3}
agreements:
  - id: school-2023
    title: A school
    title_fr: Une école
    date: '2023-11-01'
    sector: education
    parties: [Alpland, Betaland]
    locator: paragraph 4
""",
    PAGE: """
document_id: undated-betaland-page
pair: ALP-BET
title: A page that was never printed
publisher: Synthetic Ministry
published: n.d.
accessed: 2023-12-25
language: fr
source_kind: press
basis: press_unsourced
figures:
  - id: trade-2022
    as_stated: 3 millions de dollars
    measure: trade_value
    period: '2022'
    locator: line 1
  - id: exports-2022
    as_stated: 1,9 million de dollars
    measure: trade_value
    exporter: ALP
    importer: BET
    reporter: ALP
    period: '2022'
    locator: line 2
  - id: imports-decade
    as_stated: un quart
    measure: share
    share_of: importer_needs
    commodity: {code: '2709', label: crude oil}
    sector: energy
    period: 2013/2022
    per: year
    explicit: {value: 25, low: 20, high: 30, bound: about, unit: percent, reason: no number in the phrase}
    locator: line 3
""",
}

OFFICIAL = {
    "alp-annual.csv": """exporter_iso3,importer_iso3,period,value
ALP,BET,2021,1000000.10
BET,ALP,2021,500000.05
ALP,BET,2022,1200000.25
BET,ALP,2022,450000.50
""",
    "alp-annual.yaml": """
source_id: alp-annual
source_kind: statistics_office
producer: Synthetic Statistics Office of Alpland
title: Trade of Alpland by partner (synthetic)
citation: Synthetic Statistics Office of Alpland, Trade by partner
url: https://alpland.example
published: '2023'
accessed: 2023-12-24
licence: not stated
redistribution: not_stated
re_exports_en: Goods exported again are in.
re_exports_fr: Les marchandises réexportées sont comprises.
freq_code: A
currency: USD
valuation: {X: FOB, M: CIF}
trust: [All numbers are invented.]
columns: {reporter_iso3: ALP, classification: HS, commodity_code: TOTAL}
control: {rows: 4, value: 3150000.90}
""",
    "bet-monthly.csv": "period,value\n" + "".join(f"2022-{m:02d},{m * 10_000.01:.2f}\n" for m in range(1, 13)),
    "bet-monthly.yaml": """
source_id: bet-monthly
source_kind: customs
producer: Synthetic Customs of Betaland
title: Exports of Betaland to Alpland by month (synthetic)
citation: Synthetic Customs of Betaland, Exports by month
url: https://betaland.example
copy_url: https://betaland.example/copy
published: 2023-06
accessed: 2023-12-24
licence: free
redistribution: with_attribution
re_exports_en: Goods exported again are out.
re_exports_fr: Les marchandises réexportées sont exclues.
freq_code: M
currency: EUR
valuation: {X: FOB}
columns: {reporter_iso3: BET, exporter_iso3: BET, importer_iso3: ALP, classification: HS, commodity_code: TOTAL}
control: {rows: 12, value: 780000.78}
""",
    "bet-products.csv": """period,commodity_code,value,net_weight_kg,status
2021,27,99999999.00,1000,
2022,27,300000.00,1000,
2022,2709,250000.00,900,
2022,8411,120.50,,
2022,8802,,,confidential
""",
    "bet-products.yaml": """
source_id: bet-products
source_kind: customs
producer: Synthetic Customs of Betaland
title: Imports of Betaland from Alpland by product (synthetic)
citation: Synthetic Customs of Betaland, Imports by product
url: https://betaland.example
published: '2023'
accessed: 2023-12-24
licence: free
redistribution: with_attribution
re_exports_en: Goods exported again are out.
re_exports_fr: Les marchandises réexportées sont exclues.
freq_code: A
currency: USD
valuation: {M: CIF}
columns: {reporter_iso3: BET, exporter_iso3: ALP, importer_iso3: BET, classification: HS}
control: {rows: 5, value: 100550119.50, net_weight_kg: 2900}
""",
}

REFERENCE = {
    "sectors.csv": """sector_id,name_en,name_fr,carries_goods,position
energy,Energy,Énergie,true,1
machines,Machines,Machines,true,2
aerospace,Aerospace,Aérospatiale,true,3
education,Education,Éducation,false,4
""",
    "hs_chapters.csv": """chapter,sector_id,name_en,name_fr
27,energy,Fuels,Combustibles
84,machines,Machines,Machines
88,aerospace,Aircraft,Aéronefs
""",
    "hs_headings.csv": """prefix,sector_id,reason
8411,aerospace,engines of aircraft
""",
    "commodities.csv": """classification,commodity_code,name_en,name_fr
HS,TOTAL,All goods,Toutes marchandises
HS,2709,Crude oil,Pétrole brut
HS,8802,Aircraft,Aéronefs
""",
    "companies.csv": """company_id,name,aliases,sector_id,home_iso3,note
windy,Windy,Old Windy; W,energy,BET,
""",
    "countries.csv": """iso3,comtrade_code,name_en,name_fr
ALP,901,Alpland,Alpland
BET,902,Betaland,Bétalande
""",
    "groupings.yaml": "groupings: []\n",
    "corrections.yaml": """
corrections:
  - id: bet-2021-chapter-27
    source_id: bet-products
    match: {period: '2021', commodity_code: '27'}
    action: exclude
    status: applied
    reason: a thousand times too large
    evidence: the weight of the same row
""",
    "allowances.yaml": """
allowances:
  - id: fob-to-cif
    exporter_valuation: FOB
    importer_valuation: CIF
    low: 1.00
    high: 1.10
    reason: freight and insurance
    evidence: a convention of Alpland
""",
    "caveats.yaml": """
caveats:
  - id: fuels-by-pipe
    match: {codes: ['27', TOTAL], sectors: [energy], exporter: ALP, importer: BET}
    text_en: Fuels leave through a pipe.
    text_fr: Les combustibles passent par un tube.
    reason: the pipe ends elsewhere
    evidence: both series of the world
""",
}


@dataclass(frozen=True)
class Built:
    """A data root with its tables, and what the build said."""

    paths: DataPaths
    summary: "Summary"

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        return {name: pd.read_parquet(self.paths.tables / f"{name}.parquet") for name in TABLES}


def copy_of_data(data: Path, below: Path) -> Path:
    """A copy of the hand-kept files of a data folder, as `data` in the folder `below`."""
    for folder in KEPT_BY_HAND:
        shutil.copytree(data / folder, below / "data" / folder)
    return below / "data"


def write_world(root: Path) -> DataPaths:
    """Write every file of the world below `root`."""
    paths = DataPaths(root)
    _write(paths.statements, {f"{name}.yaml": text for name, text in STATEMENTS.items()})
    _write(paths.official, OFFICIAL)
    _write(paths.reference, REFERENCE)
    return paths


def edit(path: Path, change: Callable[[str], str]) -> None:
    """Rewrite a file; a change that leaves it as it was is a mistake in the test."""
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, f"the edit of {path.name} changed nothing"
    path.write_text(after, encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    """Put `new` in the place of the only `old`."""
    assert path.read_text(encoding="utf-8").count(old) == 1, f"{old!r} must stand once in {path.name}"
    edit(path, lambda text: text.replace(old, new))


def _write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text.lstrip("\n"), encoding="utf-8")
