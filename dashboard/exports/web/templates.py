"""The templates of every page and fragment of HTML, in `dashboard/templates`: they escape all that they are given."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: TID251 made here alone
from markupsafe import Markup

# Read once, as the code is: the tags of answers name the templates that stood there at the start.
_ENVIRONMENT = Environment(
    loader=PackageLoader("dashboard"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    auto_reload=False,
)


def render(template: str, **values: Any) -> Markup:
    """A template of this file name with its values, each escaped unless it is Markup.

    UndefinedError where the template asks for a value that is not there.
    """
    return trusted(_ENVIRONMENT.get_template(template).render(values))


def trusted(text: str) -> Markup:
    """A text that stands in a page as it is: a drawing, style or script of this code, texts in it escaped."""
    return Markup(text)  # noqa: S704 the one place
