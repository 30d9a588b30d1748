"""Every template of HTML, as they lie in the folder: a text stays a text, and a value that is not there is an error."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from jinja2 import Template, UndefinedError, nodes
from jinja2.meta import find_undeclared_variables
from markupsafe import Markup

import dashboard
from dashboard.exports.web import templates
from dashboard.exports.web.templates import render
from dashboard.routes import answers

PACKAGE = Path(dashboard.__file__).parent
TEMPLATES = sorted(path.name for path in (PACKAGE / "templates").iterdir())
PLAIN = "Q0000Q"
EVIL = f"--></title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"' onload=x &lt; {PLAIN}"


class Anything:
    """A value that reads as one text, whatever is asked of it; it is true where its name is one of `true`."""

    def __init__(self, text: str, true: frozenset[str], name: str = "") -> None:
        self._text, self._true, self._name = text, true, name

    def __getattr__(self, name: str) -> "Anything":
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything(self._text, self._true, name)

    def __iter__(self) -> Iterator["Anything"]:
        return iter([Anything(self._text, self._true)] * 2)

    def __bool__(self) -> bool:
        return self._name in self._true

    def __str__(self) -> str:
        return self._text


class Structure(HTMLParser):
    """The tags of a page in their order, each with the names of its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, ...]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, *(name for name, _value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.tags.append(("!", data))


def parsed(name: str) -> nodes.Template:
    return templates._ENVIRONMENT.parse((PACKAGE / "templates" / name).read_text(encoding="utf-8"))


def asked_for(name: str) -> set[str]:
    """The names a template knows its values by, at the top."""
    return find_undeclared_variables(parsed(name))


def conditions(name: str) -> list[str]:
    """The names of values whose truth a template may look at."""
    tests = [node.test for node in parsed(name).find_all((nodes.If, nodes.CondExpr))]
    parts = [part for test in tests for part in (test, *test.find_all((nodes.Name, nodes.Getattr)))]
    owners = {id(part.node) for part in parts if isinstance(part, nodes.Getattr)}
    asked = [part for part in parts if id(part) not in owners]
    return sorted({getattr(part, "attr", None) or getattr(part, "name", "") for part in asked} - {"", "last"})


def filled(name: str, text: str, true: frozenset[str]) -> str:
    """A template with the text in every place; a style sheet within the element that holds it on a page."""
    made = render(name, **{value: Anything(text, true, value) for value in asked_for(name)})
    return f"<style>{made}</style>" if name.endswith(".css") else made


def branches(name: str) -> Iterator[frozenset[str]]:
    """Every way through a template: the names of what is true."""
    names = conditions(name)
    for truths in product((False, True), repeat=len(names)):
        yield frozenset(one for one, is_true in zip(names, truths, strict=True) if is_true)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_hostile_text_is_a_text_in_every_place_of_every_template(name: str) -> None:
    for true in branches(name):
        hostile, plain = filled(name, EVIL, true), filled(name, PLAIN, true)
        assert Structure(hostile).tags == Structure(plain).tags
        assert hostile.count(PLAIN) == plain.count(PLAIN) > 0


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_value_that_is_not_given_is_an_error(name: str) -> None:
    assert asked_for(name)
    with pytest.raises(UndefinedError):
        render(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_used_and_known_by_the_tags_of_answers(name: str) -> None:
    modules = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    assert any(re.search(rf'render\(\s*"{re.escape(name)}"', module) for module in modules)
    assert name.endswith(answers._CODE)


def test_an_unsafe_place_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test of all templates would say of one that trusts its values."""

    def trusting(_name: str) -> Template:
        return templates._ENVIRONMENT.from_string("<p>{{ text | safe }}</p>")

    monkeypatch.setattr(templates._ENVIRONMENT, "get_template", trusting)
    hostile, plain = (render("any.html", text=Anything(text, frozenset())) for text in (EVIL, PLAIN))
    assert Structure(hostile).tags != Structure(plain).tags


def test_what_was_made_before_is_not_escaped_again() -> None:
    assert "<p><small>&lt;b&gt;</small></p>" in render("table_note.html", text="<b>")
    assert "<p><small><b></small></p>" in render("table_note.html", text=Markup("<b>"))
