"""What titles and sentences claim, read back from their English words and held against the card's own table.

Each checker takes a card and asserts that its claims follow from `card.table`; one that cannot read a title fails, so
that a new wording comes with its check. Numbers are computed anew from the table and printed by `formats`.
"""

import re
from collections.abc import Callable
from itertools import chain
from typing import Any

import pandas as pd

from dashboard.cards.base import Card
from dashboard.text import formats

Checker = Callable[[Card], None]
NO_SERIES = r"No official series, but (?P<number>\d+) stated figures?"
TENFOLD = 900


def money(value: float, currency: str) -> str:
    return formats.money(abs(value), currency, "en")


def words(value: float, currency: str) -> str:
    return formats.money_words(abs(value), currency, "en")


def rate(now: float, before: float) -> str:
    return formats.percent(abs(now / before - 1) * 100, "en", 1)


def read(card: Card, *patterns: str) -> re.Match[str]:
    """The one pattern that the whole title matches."""
    found = [match for pattern in patterns if (match := re.fullmatch(pattern, card.title))]
    assert found, f"{card.id}: no check reads the title “{card.title}”"
    return found[0]


def currency_of(card: Card) -> str:
    return next(code for code in ("USD", "EUR") if any(code in str(name) for name in card.table.columns))


def check_direction(word: str, now: float, before: float) -> None:
    assert {"rose": now > before, "up": now > before, "fell": now < before, "down": now < before}[word]


def check_trend(card: Card) -> None:
    currency = currency_of(card)
    official = card.table[card.table["Kind"].eq("official")]
    official = official.assign(Period=official["Period"].astype(str))
    title = read(
        card,
        NO_SERIES,
        r".+?:? (?P<verb>rose|fell|up|down) (?P<rate>\S+) to (?P<amount>\S+) in (?P<year>\d{4})",
        r".+: (?P<amount>\S+) in (?P<year>\d{4})(, as much as in (?P<same>\d{4}))?",
    )
    told = title.groupdict()
    if "number" in told:
        assert official.empty
        assert int(told["number"]) == card.table["Kind"].eq("stated").sum()
        return
    both = official.groupby("Period").filter(lambda rows: len(rows) == official["Direction"].nunique())
    rows = both if len(both) and both["Direction"].nunique() > 1 else official
    if official["Direction"].nunique() > 1 and both.empty:
        last = official.sort_values("Period")["Direction"].iloc[-1]
        rows = official[official["Direction"].eq(last)]
    sums = rows.groupby("Period")[currency].sum()
    year, before = str(sums.index.max()), str(int(sums.index.max()) - 1)
    assert (told["year"], told["amount"]) == (year, money(sums[year], currency))
    assert words(sums[year], currency) in card.sentence
    if told.get("verb"):
        check_direction(told["verb"], sums[year], sums[before])
        assert told["rate"] == rate(sums[year], sums[before])
    elif told.get("same"):
        assert rate(sums[year], sums[before]) == "0.0%"
    else:
        assert before not in sums or not sums[before] or sums[year] / sums[before] >= 1 + TENFOLD / 100


def check_balance(card: Card) -> None:
    title = read(
        card,
        r"(Without crude oil, )?(?P<country>.+) sold (?P<amount>\S+) more than it bought in (?P<year>\d{4})",
        r"(?P<country>.+) sold as much as it bought in (?P<year>\d{4})",
    )
    last = card.table.iloc[-1]
    sold = next(last[name] for name in card.table.columns if str(name).startswith(f"{title['country']} →"))
    bought = next(last[name] for name in card.table.columns if f"→ {title['country']}" in str(name))
    assert int(title["year"]) == last["Year"] == card.table["Year"].max()
    assert sold >= bought
    currency = "EUR" if "€" in card.title else "USD"
    if "amount" in title.groupdict():
        assert title["amount"] == money(sold - bought, currency)
    kind, amount, whose = re.search(r"a (surplus|deficit) of (.+) for (.+)\.", card.sentence).groups()  # type: ignore[union-attr]
    assert amount == words(sold - bought, currency)
    assert (kind == "surplus") == (whose == title["country"])
    assert kind in card.alt


def check_months(card: Card) -> None:
    """Amounts are converted as one amount of their months: they follow from the table where nothing is converted."""
    title = read(
        card,
        r"(?P<direction>.+?)( without crude oil)?: (?P<verb>up|down) (?P<rate>\S+) in (?P<period>.+)",
        r"(?P<direction>.+?)( without crude oil)?: (?P<amount>\S+) in (?P<period>.+)",
        r"(?P<direction>.+?)( without crude oil)?: as much in (?P<period>.+) as a year before",
    )
    currency, told = currency_of(card), title.groupdict()
    rows = card.table[card.table["Direction"].eq(told["direction"])]
    months = rows.set_index(rows["Month"].astype(str).str[:7])[currency]
    numbers = [
        number
        for number in re.findall(rf"{re.escape(told['direction'])}: (.+?)(?:;|\. |\.$|$)", card.sentence)
        if told["period"] in number
    ]
    year, last = months.index.max().split("-")
    span = [name for name in months.index if name.startswith(year)]
    before = [f"{int(year) - 1}-{name[5:]}" for name in span]
    if any("months need not add up" in caveat for caveat in card.caveats) or told["period"].count("–") > 1:
        return
    if f"Jan–{_month(last)}" in told["period"] or told["period"] == year:
        now = months[span].sum()
        assert any(words(now, currency) in number for number in numbers), (numbers, now)
        if told.get("verb"):
            check_direction(told["verb"], now, months[before].sum())
            assert told["rate"] == rate(now, months[before].sum())


def _month(number: str) -> str:
    return formats.month_label(pd.Timestamp(f"2020-{number}-01").date(), "en").split()[0]


def check_composition(card: Card) -> None:
    title = read(
        card,
        r"(?P<part>.+) made up (?P<share>.+?) of (?P<direction>.+?)( without crude oil)? in (?P<period>.+)",
        r"Nearly all of (?P<direction>.+?)( without crude oil)? in (?P<period>.+) is not broken down",
    )
    table, told = card.table, title.groupdict()
    own = table[table["Direction"].eq(told["direction"]) & table["Period"].eq(told["period"])]
    shares = dict(zip(own.iloc[:, 2], own["Share, %"], strict=True))
    if "part" not in told:
        assert shares["Not broken down"] >= 99
        return
    assert shares[told["part"]] > 0
    assert told["share"] == _share(shares[told["part"]])
    for parts in re.findall(r": ([^:]+?)(?:;|\.(?: |$))", card.sentence):
        printed = [float(text) for text in re.findall(r"([\d.]+)%", parts)]
        assert printed == sorted(printed, reverse=True)


def _share(share: float) -> str:
    return "less than 0.1%" if share < 0.05 else formats.percent(share, "en", 1)


def _changes(card: Card) -> list[tuple[str, str, float, float, bool]]:
    """Direction, sector or product, value now and before, and whether the code held other goods a year before."""
    asked = card.filters.partition("sectors=")[2].partition("&")[0]
    by_product = bool(asked) and "%2C" not in asked and "," not in asked
    keys = ["Direction", *(("Code", "Product") if by_product else ("Sector",))]
    now, before = card.table.columns[4:6]
    return [
        (key[0], key[-1], rows[now].sum(), rows[before].sum(min_count=1), by_product and key[1].endswith("recoded"))
        for key, rows in card.table.groupby(keys)
    ]


def check_ranking(card: Card) -> None:
    title = read(
        card,
        r"(?P<name>.+) is the largest listed part of (?P<direction>.+) in (?P<period>.+): (?P<now>\S+)",
        r"(?P<name>.+), (?P<direction>[^,]+ → [^,]+): (?P<verb>up|down) (?P<rate>[\d.,]+%) to (?P<now>\S+) in .+",
        r"(?P<name>.+), (?P<direction>[^,]+ → [^,]+): up from (?P<before>\S+) to (?P<now>\S+) in .+",
        r"(?P<name>.+), (?P<direction>[^,]+ → [^,]+): (?P<now>\S+) in .+, none listed a year before",
        r"(?P<name>.+), (?P<direction>[^,]+ → [^,]+): (?P<now>\S+) in .+, as much as a year before",
        r"(?P<name>.+), (?P<direction>[^,]+ → [^,]+): none listed in .+, (?P<before>\S+) a year before",
        r"(?P<name>.+), (?P<direction>[^,]+ → [^,]+): (?P<now>\S+) in .+",
    )
    currency, told, changes = currency_of(card), title.groupdict(), _changes(card)
    now, before = next(
        (now, before)
        for direction, name, now, before, _recoded in changes
        if (direction, name) == (told["direction"], told["name"])
        and (told.get("now") or money(now, currency)) == money(now, currency)
        and (told.get("before") or money(before, currency)) == money(before, currency)
    )
    if "largest" in card.title:
        assert now == max(change[2] for change in changes if change[0] == told["direction"])
    if told.get("verb"):
        check_direction(told["verb"], now, before)
        assert told["rate"] == rate(now, before)
    if "none listed a year before" in card.title:
        assert (before, now > 0) == (0, True)
    if "up from" in card.title:
        assert now / before >= 1 + TENFOLD / 100
    for direction in {change[0] for change in changes}:
        pairs = [(now, before) for way, _n, now, before, recoded in changes if way == direction and not recoded]
        _check_counts(card, direction, pairs, currency)


def _check_counts(card: Card, direction: str, values: list[tuple[float, float]], currency: str) -> None:
    """How many rose and fell, and that the first "most changed" is the widest change."""
    text = rf"{re.escape(direction)}, [^:]+: (\d+) up, (\d+) down\. Most changed: .+? from (.+?) to"
    found = re.search(text, card.sentence)
    if found:
        differences = [now - before for now, before in values]
        assert int(found[1]) == sum(value > 0 for value in differences)
        assert int(found[2]) == sum(value < 0 for value in differences)
        widest = max(values, key=lambda pair: abs(pair[0] - pair[1]))
        assert found[3] == words(widest[1], currency)


def check_mirror(card: Card) -> None:
    first = r"(?P<change>\S+) (?P<word>more|less) in imports from (?P<exporter>.+) in (?P<year>\d{4})"
    other = r"(; (?P<later>\S+) (?P<then>more|less) in (?P<last>\d{4}))?"
    title = read(
        card,
        rf"(?:(?P<goods>.+): )?(?P<importer>.+) recorded {first} than .+ recorded in exports{other}",
        r"(?:(?P<goods>.+): )?(?P<importer>.+) recorded \S+ from (?P<exporter>.+) in (?P<year>\d{4}), .+ recorded \S+",
    )
    told = title.groupdict()
    table = card.table[
        card.table["Exporter"].eq(told["exporter"])
        & card.table["Importer"].eq(told["importer"])
        & card.table["Goods"].eq(told["goods"] or "All goods")
    ].set_index("Year")
    claims = (("year", "change", "word"), ("last", "later", "then"))
    for year, change, word in claims:
        if told.get(change):
            ratio = table.loc[int(told[year]), "Ratio"]
            assert told[change] == formats.percent(abs(ratio - 1) * 100, "en", 1)
            assert (told[word] == "more") == (ratio >= 1)
    assert int(told.get("last") or told["year"]) == table[table["Ratio"].notna()].index.max()


def check_partner(card: Card) -> None:
    if re.fullmatch(NO_SERIES, card.title):
        assert not card.table["Kind"].eq("official").any()
        return
    base = r"(?P<partner>.+) (?P<verb>bought|supplied) (?P<share>\S+?) of (?P<reporter>.+)’s (ex|im)ports"
    base += r" in (?P<year>\d{4})"
    title = read(
        card,
        rf"{base}: (?P<rank>\S+) (customer|supplier)"
        r"(, as in (?P<same>\d{4})|, (?P<before>\S+) in (?P<then>\d{4}))?",
        base,
    )
    told = title.groupdict()
    sides = (told["reporter"], told["partner"]) if told["verb"] == "bought" else (told["partner"], told["reporter"])
    official = card.table[card.table["Kind"].eq("official")]
    rows = official[official["Direction"].eq(" → ".join(sides))].set_index("Year")
    years = {str(year): row for year, row in rows.iterrows()}
    assert told["year"] == max(years)
    last = years[told["year"]]
    assert told["share"] == formats.percent(last["Share, %"], "en", 1)
    for rank, year in (("rank", "year"), ("before", "then")):
        if told.get(rank):
            assert str(years[told[year]]["Rank"]) in (told[rank], re.sub(r"\D", "", told[rank]))
    if told.get("same"):
        assert years[told["same"]]["Rank"] == last["Rank"]
    _check_peaks(card, official)


def _check_peaks(card: Card, official: pd.DataFrame) -> None:
    """ "The highest share here" is the maximum of a direction, and is not said of a single year."""
    peaks = re.findall(r"the highest share here is (\S+) in (\d{4})", card.sentence)
    highest = {
        (formats.percent(row["Share, %"], "en", 1), str(row["Year"]))
        for _direction, rows in official.groupby("Direction")
        for _index, row in rows.nlargest(1, "Share, %").iterrows()
        if len(rows) > 1
    }
    assert set(peaks) <= highest
    if official.groupby("Direction").size().max() == 1:
        assert "highest" not in card.sentence


def _documents(rows: pd.DataFrame) -> int:
    return len(rows[["Document", "Publisher", "Address"]].drop_duplicates())


def check_mentions(card: Card) -> None:
    title = read(card, r"(?P<sector>.+): named by (?P<number>\d+) of (?P<total>\d+) documents?")
    rest = card.table["Sector"].str.endswith("other")  # leads where no sector beside it is in view
    ranked = card.table if rest.all() else card.table[~rest]
    counts = {str(name): _documents(rows) for name, rows in ranked.groupby("Sector")}
    assert counts[title["sector"]] == int(title["number"]) == max(counts.values())
    assert int(title["total"]) >= _documents(card.table)
    by_role = {str(role): rows.groupby("Sector").apply(_documents) for role, rows in ranked.groupby("Role")}
    for role, names, number in re.findall(r"(Existing|Priority|Agreement): (.+?) \((\d+)\)", card.sentence):
        led = by_role[role]
        assert int(number) == led.max()
        assert all(name in names for name in led.index[led.eq(led.max())])


def check_companies(card: Card) -> None:
    title = read(
        card,
        r"(?P<one>.+) is named in (?P<most>\d+) documents?",
        r"(?P<first>.+) is named most often: in (?P<most>\d+) of (?P<documents>\d+) documents",
        r"(?P<names>.+) are named most often",
        r"(?P<tied>\d+) of (?P<number>\d+) companies are named most often, each in (?P<most>\d+) documents?",
        r"(?P<number>\d+) companies are named, each in (?P<most>\d+) documents?",
    )
    told: dict[str, Any] = title.groupdict()
    counts = card.table.groupby("Company").apply(_documents)
    top = counts[counts.eq(counts.max())]
    if told.get("most"):
        assert int(told["most"]) == counts.max()
    if told.get("first"):
        assert (list(top.index), int(told["documents"])) == ([told["first"]], _documents(card.table))
    if told.get("names"):
        assert all(name in told["names"] for name in top.index)
        assert len(top) == len(re.split(r", | and ", told["names"]))
    if told.get("number"):
        assert int(told["number"]) == len(counts)
        assert int(told.get("tied") or len(counts)) == len(top)


def check_ledger(card: Card) -> None:
    title = read(
        card,
        r"Of (?P<number>\d+) stated figures? with an official counterpart, (?P<agree>\d+) agrees? "
        r"and (?P<disagree>\d+) disagrees?",
        r"(?P<figures>\d+) stated figures? from \d+ documents?",
    )
    told, counts = title.groupdict(), card.table["Statistics"].value_counts()
    if "figures" in told:
        assert (int(told["figures"]), counts.drop("", errors="ignore").sum()) == (len(card.table), 0)
        return
    assert int(told["agree"]) == counts.get("agrees", 0)
    assert int(told["disagree"]) == counts.get("disagrees", 0)
    assert int(told["number"]) == counts.drop("", errors="ignore").sum()


def check_statements(card: Card) -> None:
    disagree = card.table["Verdict"].eq("disagrees")
    if card.title == "No stated figure here disagrees with the statistics it can be held against":
        assert not disagree.any()
        return
    title = read(card, r"(?P<subject>.+), (?P<period>[^,]+): stated (?P<stated>.+), official (?P<official>.+)")
    periods = card.table.loc[disagree, "Period"]
    assert title["period"] in set(periods)


def check_agreements(card: Card) -> None:
    title = read(
        card,
        r"(?P<number>\d+) agreements? reported, \d{4}(–\d{4})?",
        r"(?P<part>\d+) of (?P<number>\d+) reported agreements fall on (?P<days>\d+) days?",
    )
    told, days = title.groupdict(), card.table["Date"].astype(str)
    assert int(told["number"]) == len(card.table)
    if "part" in told:
        counts = days[days.str.len().eq(10)].value_counts()
        busiest = counts.head(int(told["days"]))
        assert int(told["part"]) == busiest.sum()
        printed = [int(number) for number in re.findall(r"\((\d+)\)", card.sentence.split(": ")[1])]
        assert sorted(printed, reverse=True) == list(busiest)


def check_coverage(card: Card) -> None:
    title = read(
        card,
        r".+: official totals for (?P<years>.+?), "
        r"(none of them by sector|partly by sector in each year|by sector only for .+)",
        r".+: data within (?P<first>\d{4})(–(?P<last>\d{4}))?",
        r"(?P<none>No whole year) has an official total of its own here",
    )
    told, years = title.groupdict(), set(card.table["Year"].astype(int))
    if told.get("first"):
        assert (int(told["first"]), int(told.get("last") or told["first"])) == (min(years), max(years))
    if told.get("years"):
        runs = [run.split("–") for run in told["years"].split(", ")]
        named = set(chain.from_iterable(range(int(run[0]), int(run[-1]) + 1) for run in runs))
        assert named <= years


CHECKERS: dict[str, Checker] = {
    "trade-trend": check_trend,
    "direction-balance": check_balance,
    "monthly-trade": check_months,
    "sector-composition": check_composition,
    "sector-ranking": check_ranking,
    "sector-mentions": check_mentions,
    "company-sectors": check_companies,
    "statement-ledger": check_ledger,
    "statement-check": check_statements,
    "mirror-gap": check_mirror,
    "partner-rank": check_partner,
    "agreements": check_agreements,
    "coverage": check_coverage,
}
