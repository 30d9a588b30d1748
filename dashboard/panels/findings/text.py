"""What a finding says: title, sentence and arithmetic of each kind of comparison, in the reader's language."""

from dashboard.panels.findings.counts import counted_by, results
from dashboard.panels.findings.numbers import CheckedFigure, arithmetic, known_end, observed_words
from dashboard.panels.findings.sums import official_sums
from dashboard.queries.view import View
from dashboard.statements.figure_words import bounds_words, said_by, subject, value_words
from dashboard.statements.figures import StatedFigure
from dashboard.statements.levels import MONEY
from dashboard.text import formats, punctuation
from dashboard.text.messages import translator
from dashboard.text.vocabulary import reason_words, rule_results
from etl.model.codes import Measure, Reason, Rule, Verdict

Words = tuple[str, str, str]


def explained(checked: CheckedFigure, view: View) -> Words:
    """Title, sentence and arithmetic of a comparison."""
    if checked.row.rule == Rule.UNEQUAL_PERIODS:
        return _unequal(checked, view)
    if checked.row.rule == Rule.REPEATED_NUMBER:
        return _repeated(checked, view)
    if checked.row.rule == Rule.CONTRADICTION:
        return _contradiction(checked, view)
    if checked.official:
        return _official(checked, view)
    return _within(checked, view)


def _official(checked: CheckedFigure, view: View) -> Words:
    _ = view.translate
    text, told = _official_texts(checked, view.language)
    official = (
        known_end(checked, view.language)
        if checked.row.rule == Rule.YEAR_TO_DATE
        else observed_words(checked, view.language)
    )
    facts = {
        "subject": _subject(checked.figure, view),
        "period": view.period_label(checked.period),
        "stated": value_words(checked.figure, checked.figure.printed, view.language),
        "official": official,
        "who": said_by(checked.figure, view),
        "quote": _quote(checked.figure, view.language),
        "allowed": _allowed(checked.figure, view.language),
        "country": view.names("countries")[checked.row.reporter_iso3],
    }
    sentence = told.format(**facts)
    if sums := official_sums(checked, view):
        sentence = _("{text}: {sums}.").format(text=sentence.removesuffix("."), sums=sums)
    judged = checked.figure if checked.row.verdict == Verdict.EACH_OWN_COUNT else checked.figure.not_naming
    if judged is not None:
        sentence = " ".join((sentence, *results(judged, checked.period, view, checked.row.reporter_iso3)))
    return (
        _capital(text.format(**facts)),
        _with_reason(sentence, checked, view.language),
        arithmetic(checked, view.language),
    )


def _official_texts(checked: CheckedFigure, language: str) -> tuple[str, str]:
    """Title and sentence of a comparison with official values: of the same period, or of part of a year."""
    _ = translator(language)
    if checked.row.rule != Rule.YEAR_TO_DATE:
        told = _("{who}: {quote}{allowed}. {country}’s statistics give {official}.")
        if checked.row.verdict == Verdict.EACH_OWN_COUNT:
            return _("{subject}, {period}: stated {stated}, {country} counts {official}"), told
        return _("{subject}, {period}: stated {stated}, official {official}"), told
    if checked.observed.low is None:
        return (
            _("{subject}, {period}: stated {stated}, official {official} in the whole year"),
            _("{who}: {quote}{allowed}. For the whole year {country} declared {official}."),
        )
    title = _("{subject}, {period}: stated {stated}, official {official} in a part of it")
    if checked.row.verdict == Verdict.EACH_OWN_COUNT:
        title = _("{subject}, {period}: stated {stated}, {country} counts {official} in a part of it")
    return (
        title,
        _("{who}: {quote}{allowed}. In the months that are in hand {country} declared {official}."),
    )


def _contradiction(checked: CheckedFigure, view: View) -> Words:
    _ = view.translate
    other = checked.others[0]
    text = _("{subject}, {period}: {one} or {other}")
    countries = view.names("countries")
    counts = [
        ", ".join(countries[code] for code in counted_by(f, checked.period, view.tables))
        for f in (checked.figure, other)
    ]
    if checked.row.verdict == Verdict.EACH_OWN_COUNT:
        text = _("{subject}, {period}: {one} as {country} counts, {other} as {other_country} counts")
    title = text.format(
        subject=_subject(checked.figure, view),
        period=view.period_label(checked.period),
        one=value_words(checked.figure, checked.figure.printed, view.language),
        other=value_words(other, other.printed, view.language),
        country=counts[0],
        other_country=counts[1],
    )
    sentence = _("{who}: {quote}{allowed}. {other}: {other_quote}{other_allowed}.").format(
        who=said_by(checked.figure, view),
        quote=_quote(checked.figure, view.language),
        allowed=_allowed(checked.figure, view.language),
        other=said_by(other, view),
        other_quote=_quote(other, view.language),
        other_allowed=_allowed(other, view.language),
    )
    sentence += " " + _statistics(checked, other, view)
    return _capital(title), _with_reason(sentence, checked, view.language), arithmetic(checked, view.language)


def _repeated(checked: CheckedFigure, view: View) -> Words:
    _ = view.translate
    other = checked.others[0]
    title = _("{number}, once for {one}, once for {other}").format(
        number=_number(checked.figure, view.language),
        one=_meaning(checked.figure, other, view),
        other=_meaning(other, checked.figure, view),
    )
    sentence = _("{who}: {quote}, for {one}. {other_who}: {other_quote}, for {other}.").format(
        who=said_by(checked.figure, view),
        quote=_quote(checked.figure, view.language),
        one=_subject(checked.figure, view),
        other_who=said_by(other, view),
        other_quote=_quote(other, view.language),
        other=_subject(other, view),
    )
    if checked.figure.printed.unit != other.printed.unit:
        sentence += " " + _("{other} would be {converted}.").format(
            other=value_words(other, other.printed, view.language), converted=observed_words(checked, view.language)
        )
    return _capital(title), _with_reason(sentence, checked, view.language), arithmetic(checked, view.language)


def _unequal(checked: CheckedFigure, view: View) -> Words:
    _ = view.translate
    period, base = checked.period, checked.others[0].period if checked.others else checked.figure.base
    assert period is not None
    assert base is not None
    title = _("{subject}: {months} months of {year} set beside {other_months} months of {other_year}").format(
        subject=_subject(checked.figure, view),
        months=period.whole_months,
        year=period.start.year,
        other_months=base.whole_months,
        other_year=base.start.year,
    )
    sentence = _("{who}: {quote} for {period}, set beside {base}.").format(
        who=said_by(checked.figure, view),
        quote=_quote(checked.figure, view.language),
        period=view.period_label(period),
        base=view.period_label(base),
    )
    return _capital(title), _with_reason(sentence, checked, view.language), ""


def _within(checked: CheckedFigure, view: View) -> Words:
    _ = view.translate
    impossible = checked.row.reason_code == Reason.IMPOSSIBLE
    text = _("{subject}, {period}: {stated} is impossible") if impossible else _("{subject}, {period}: {stated} holds")
    title = text.format(
        subject=_subject(checked.figure, view),
        period=view.period_label(checked.period),
        stated=value_words(checked.figure, checked.figure.printed, view.language),
    )
    others = (
        punctuation.labelled(_subject(other, view), _quote(other, view.language), view.language)
        for other in checked.others
    )
    sentence = _("{who}: {quote}{allowed}. Its own other figures ({others}) give {result}: {rule}.").format(
        who=said_by(checked.figure, view),
        quote=_quote(checked.figure, view.language),
        allowed=_allowed(checked.figure, view.language),
        others=view.listed(others),
        result=observed_words(checked, view.language),
        rule=rule_results(view.language)[checked.row.rule],
    )
    return _capital(title), _with_reason(sentence, checked, view.language), arithmetic(checked, view.language)


def _statistics(checked: CheckedFigure, other: StatedFigure, view: View) -> str:
    """Whose statistics each side names or, where it names none, what those of both countries say of it."""
    _ = view.translate
    countries = view.names("countries")
    texts = []
    for figure in (checked.figure, other):
        if named := figure.naming:
            country = ", ".join(countries[code] for code in named.reporters)
            text = _("{who}: statistics of {country} named.")
            texts.append(_capital(text.format(who=said_by(named, view), country=country)))
        if unnamed := figure.not_naming:
            who = _capital(said_by(unnamed, view))
            texts.append(_("{who}: no statistics named.").format(who=who))
            texts += results(unnamed, checked.period, view)
    return " ".join(texts)


def _meaning(figure: StatedFigure, other: StatedFigure, view: View) -> str:
    """What sets a figure apart from one with the same digits: its currency, or what it is of."""
    if figure.printed.unit != other.printed.unit:
        return value_words(figure, figure.printed, view.language)
    return subject(figure, view)


def _number(figure: StatedFigure, language: str) -> str:
    if figure.printed.unit not in MONEY:
        return value_words(figure, figure.printed, language)
    return formats.quoted(figure.phrases[0], language)


def _subject(figure: StatedFigure, view: View) -> str:
    """What a figure is of, with what it measures where that is not an amount."""
    _ = view.translate
    text = subject(figure, view, one_year=True)
    kinds = {
        Measure.GROWTH: _("growth, {subject}"),
        Measure.SHARE: _("share, {subject}"),
        Measure.RATIO: _("cover, {subject}"),
    }
    return kinds.get(figure.first.measure, "{subject}").format(subject=text)


def _quote(figure: StatedFigure, language: str) -> str:
    return formats.quoted(figure.phrases[0], language)


def _allowed(figure: StatedFigure, language: str) -> str:
    """ ", which allows 2.65–2.75", where the bounds say more than the number."""
    _ = translator(language)
    bounds = bounds_words(figure, figure.printed, language)
    return _(" ({bounds})").format(bounds=bounds) if bounds else ""


def _with_reason(sentence: str, checked: CheckedFigure, language: str) -> str:
    reason = reason_words(language)[checked.row.reason_code]
    return _capital(f"{sentence} {reason}" if reason else sentence)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
