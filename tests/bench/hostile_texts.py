"""Texts that try to be more than text, put into every free text of a copy of the data; and what of them is not as kept.

Each text has a token of its own. Wherever a token is found the whole text has to stand around it, sign by sign: what a
page or a file makes of a text (a link, a formula, a heading) takes signs out of it. All texts are synthetic.
"""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from etl.sources.characters import on_one_line

EVIL, KEPT = "evil.example", "kept.example"  # hosts: of addresses within texts, and of sources' own addresses
LONG = "long words " * 170
PAYLOADS = (
    f"<script>hack()</script><img src=https://{EVIL}/i.png onerror=hack()><svg onload=hack()>{{q}}</svg>",
    "# {q} heading",
    "1. {q} item",
    "- {q} item",
    "> {q} quotation",
    "**b** *i* ~~s~~ __u__ `code` {q} $E=mc^2$ $$x^2$$ \\(y\\) \\[z\\] H~2~O [^1]",
    f"[{{q}}](javascript:hack()) ![p](https://{EVIL}/p.png) <https://{EVIL}/a> [r][1]",
    f"https://{EVIL}/{{q}} www.{EVIL}/b hack@{EVIL} http://{EVIL} mailto:hack@{EVIL} xmpp:hack@{EVIL}",
    ":red[c] :blue-background[{q}] :material/hacking: :smile: :small[s] :green-badge[g] :streamlit: -> <- -- >=",
    "&lt;b&gt; &#60;img src=x&#62; &amp;amp; {q} &copy; &quot;",
    f'=HYPERLINK("https://{EVIL}/x";"{{q}}")',
    "@SUM(1+1)*cmd|' /C calc'!A0 {q}",
    "-2+3 {q}",
    "+1 {q};=1,@2",
    "\"q\" 'a' \\\\ back\\slash \\input{{/etc/passwd}} \\write18{{ls}} {q} %{{x}} %{{hovertext}} %s %(x)s ~^_#&%$",
    "{{name}} {{0.__class__}} {{}} {q} {{hash}} {{{{",
    f'<b>{{q}}</b> <a href="https://{EVIL}/a">a</a> <i>i</i><br><sub>s</sub> <extra>e</extra> <!-- c -->',
    "\u200f{q}\u200b zero\u200dwidth\u061c \u05d0\u05d1 \u200e.",
    f"]]> --> </style></script></title></textarea></text>{{q}} <?xml?> <![CDATA[ &xxe; <image href=https://{EVIL}/s>",
    "_x000D_ {q} _x0041_ _x003C_",
    "'{q} ''",
    "| a | {q} | --- |",
    "=== {q} ---",
    "    {q} set in",
    LONG + "{q}",
)
_ADDRESSES = (
    f"https://{KEPT}/{{q}}/a_(b))[c](d)",
    f"https://{KEPT}/{{q}}?a=**b**&c=$d$&lt;e&gt;&f='g'#h)",
    f"https://{KEPT}/**u**:`p`@w/{{q}}/{{{{x}}}}\\y%z",
    f'https://{KEPT}/{{q}} "title" <i>|</i> :red[x]',
)
_TOKEN = re.compile(r"Q\d{4}Q")
_UNSEEN = re.compile("[\\s\u2060]+")  # line ends are set anew; the joiner parts what would be an icon
_CUT = re.compile("[…”»']")
_DOCUMENT = ("title", "publisher", "speaker", "edition", "note")
_WITHIN = {
    "figures": ("speaker", "locator", "note", "scope"),
    "sectors": ("as_stated", "locator"),
    "companies": ("project", "partner", "location", "locator", "note"),
    "agreements": ("title", "title_fr", "note", "locator"),
}
_SIDECAR = ("producer", "title", "citation", "published", "licence", "re_exports_en", "re_exports_fr")
_LISTS = {
    "sectors.csv": ("name_en", "name_fr"),
    "hs_chapters.csv": ("name_en", "name_fr"),
    "hs_headings.csv": ("reason",),
    "commodities.csv": ("name_en", "name_fr"),
    "companies.csv": ("name", "aliases", "note"),
    "countries.csv": ("name_en", "name_fr"),
    "code_changes.csv": ("note", "evidence"),
    "revisions.csv": ("note",),
}
_JUDGEMENTS = {
    "corrections": ("reason", "evidence"),
    "caveats": ("text_en", "text_fr", "reason", "evidence"),
    "allowances": ("reason", "evidence"),
    "groupings": ("reason", "evidence"),
}


class Hostile:
    """Gives one hostile text after another and remembers each by its token."""

    def __init__(self, start: int = 0) -> None:
        self.texts: dict[str, str] = {}
        self._start = start

    def text(self) -> str:
        return self._kept(PAYLOADS[(len(self.texts) * 7 + self._start) % len(PAYLOADS)])

    def address(self) -> str:
        return self._kept(_ADDRESSES[(len(self.texts) + self._start) % len(_ADDRESSES)])

    def _kept(self, payload: str) -> str:
        token = f"Q{len(self.texts):04d}Q"
        self.texts[token] = payload.format(q=token).strip()
        return self.texts[token]

    def named(self, text: str) -> bool:
        """Whether a text holds one of these."""
        return any(token in self.texts for token in _TOKEN.findall(text))

    def changed(self, text: str) -> Iterator[str]:
        """What stands around tokens of a text and is not what was kept, but for a capital at a sentence's beginning.

        A text may be cut short by an ellipsis or, in what is said of an address, a closing quotation mark.
        """
        bare = _UNSEEN.sub("", text)
        for found in _TOKEN.finditer(bare):
            kept = self.texts[found[0]]
            head, rest = bare[: found.start()], bare[found.end() :]
            # What an address is told of itself is printed as Python writes it, with signs that do not show escaped.
            if not any(_stands(form, found[0], head, rest) for form in (kept, repr(kept)[1:-1])):
                became = f"{head[-len(kept) - 12 :]}{found[0]}{rest[: len(kept)]}"
                yield f"{kept[:60]!r} became {became!r}"


def _stands(form: str, token: str, head: str, rest: str) -> bool:
    """Whether a text stands whole, or cut short, around its token."""
    before, after = _UNSEEN.sub("", form).split(token)
    is_whole = rest.startswith(after) or after.startswith(_CUT.split(rest)[0])
    return head.casefold().endswith(before.casefold()) and is_whole


def spoil(root: Path, start: int = 0) -> Hostile:
    """Put hostile texts into every free text below a data folder; each `start` gives every field another payload."""
    hostile = Hostile(start)
    for path in sorted((root / "statements").glob("*.yaml")):
        _rewrite(path, lambda document: _spoil_document(document, hostile))
    for path in sorted((root / "official").glob("*.yaml")):
        _rewrite(path, lambda sidecar: _spoil_fields(sidecar, _SIDECAR, hostile))
    for name, fields in _JUDGEMENTS.items():
        _rewrite(
            root / "reference" / f"{name}.yaml",
            lambda whole, name=name, fields=fields: _each(whole[name], fields, hostile),
        )
    for name, fields in _LISTS.items():
        _spoil_list(root / "reference" / name, fields, hostile)
    _spoil_translations(root, hostile)
    return hostile


def _spoil_translations(root: Path, hostile: Hostile) -> None:
    """A hostile translation of every hostile title; the other texts have none."""
    documents = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (root / "statements").glob("*.yaml")]
    titles = sorted({on_one_line(document["title"]) for document in documents})
    with (root / "reference" / "translations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("text", "language", "en", "fr"))
        writer.writerows((title, "de", hostile.text(), hostile.text()) for title in titles)


def _spoil_document(document: dict[str, Any], hostile: Hostile) -> None:
    _spoil_fields(document, _DOCUMENT, hostile)
    for part, fields in _WITHIN.items():
        _each(document.get(part, ()), fields, hostile)
    for figure in document.get("figures", ()):
        if figure.get("explicit") and document["language"] not in ("en", "fr", "ru", "kk"):
            figure["as_stated"] = hostile.text()
    for agreement in document.get("agreements", ()):
        agreement["parties"] = [hostile.text() for _party in agreement.get("parties", ())]


def _spoil_judgements(name: str, fields: tuple[str, ...], hostile: Hostile, whole: dict[str, Any]) -> None:
    _each(whole[name], fields, hostile)


def _each(entries: Any, fields: tuple[str, ...], hostile: Hostile) -> None:
    for entry in entries:
        _spoil_fields(entry, fields, hostile)


def _spoil_fields(entry: dict[str, Any], fields: tuple[str, ...], hostile: Hostile) -> None:
    for name in fields:
        if entry.get(name):
            entry[name] = hostile.text()
    if "url" in entry:
        entry["url"] = hostile.address()


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        del data
        return True


def _rewrite(path: Path, change: Callable[[Any], None]) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _spoil_list(path: Path, fields: tuple[str, ...], hostile: Hostile) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        _spoil_fields(row, fields, hostile)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
