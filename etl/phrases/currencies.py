"""Currencies as they are printed: signs, ISO codes, and names in each language; every amount keeps its own unit.

A name without a country means the currency mostly traded under it: the dollar of the United States, sterling, the
rupee of India, the dirham of the Emirates. Names with no such one (franc, dinar, peso) are refused without a country.
The two CFA francs have one parity and are kept as XOF.
"""

from etl.model.codes import Language, Unit
from etl.phrases.languages import words_of
from etl.phrases.words import OTHER_MONEY, Lexicon, WordRole

_SIGNS: dict[str, str] = {
    "USD": "$ | us $ | u s $ | $ us | usd",
    "EUR": "€ | eur",
    "GBP": "£ | gb £ | gbp",
    "JPY": "¥ | jp ¥ | jpy",
    "CNY": "cn ¥ | rmb | cnh | cny",
    "KZT": "₸ | kzt",
    "RUB": "₽ | rur | rub",
    "INR": "₹ | rs",
    "TRY": "₺",
    "UAH": "₴",
    "KRW": "₩",
    "ILS": "₪",
    "VND": "₫",
    "NGN": "₦",
    "GEL": "₾",
    "AZN": "₼",
    "PHP": "₱",
    "XOF": "fcfa | f cfa",
    "CHF": "chf",
    "CAD": "cad",
    "AUD": "aud",
}


def money_words(language: Language) -> Lexicon:
    """The lexicon of currencies: signs, ISO codes in capitals of every currency, names in the language."""
    words = words_of(language)
    printed = {code: [str(code)] for code in Unit if code.is_currency}
    for forms in (_SIGNS, words.CURRENCIES):
        for code, names in forms.items():
            printed[Unit(code)].append(names)
    several: Lexicon = {(WordRole.REFUSED, OTHER_MONEY): f"{words.SHARED_CURRENCIES} | ¤"}
    return several | {(WordRole.MONEY, code): " | ".join(names) for code, names in printed.items()}
