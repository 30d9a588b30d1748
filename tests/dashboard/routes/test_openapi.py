"""The description of the addresses: valid, complete, and true of what the addresses answer."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.routing import Route

from dashboard.exports.kinds import KINDS
from dashboard.routes import api, routes
from dashboard.routes.answers import Endpoint
from dashboard.selection.selection import KEYS
from tests.dashboard.routes.asking import Reply, ask

# What pages of embeds load, and what is not there for strangers.
UNDESCRIBED = ("/embed/static/{digest}/{name}", "/api/metrics")
WRONG = {"integer": "wide", "array": "nobody", "string": "\u202enobody"}


@pytest.fixture(scope="module")
def description(server: str) -> dict[str, Any]:
    content: dict[str, Any] = ask(server, "/api/openapi.json").json
    return content


def right_value(schema: dict[str, Any], server: str) -> str:
    """A value that the schema of a parameter allows: its first, its least, or an example of its pattern."""
    items = schema.get("items", schema)
    if "enum" in items:
        return str(items["enum"][0])
    if "minimum" in items:
        return str(items["minimum"])
    known = {"date": "2020-08-12", "uri": f"{server}/embed/coverage"}
    value = known.get(items.get("format", ""), "2019" if "{4}" in items.get("pattern", "") else "0123abcd")
    assert re.search(items.get("pattern", ""), value)
    return value


def addresses(description: dict[str, Any], server: str) -> Iterator[tuple[dict[str, Any], str, int]]:
    """Each path with its first values, once with each parameter as allowed and once with it wrong; with a status."""
    for path, operations in description["paths"].items():
        operation = operations["get"]
        placed = {each["name"]: each["schema"]["enum"] for each in operation["parameters"] if each["in"] == "path"}
        place = path.format(**{name: quote(values[0]) for name, values in placed.items()})
        queried = [each for each in operation["parameters"] if each["in"] == "query"]
        needed = {each["name"]: right_value(each["schema"], server) for each in queried if each["required"]}
        yield operation, f"{place}?{urlencode(needed)}", 200
        for parameter in queried:
            name = parameter["name"]
            yield operation, f"{place}?{urlencode(needed | {name: right_value(parameter['schema'], server)})}", 200
            wrong = WRONG[parameter["schema"]["type"]]
            status = {"url": 404, "format": 501}.get(name, 400) if path == "/api/oembed" else 400
            yield operation, f"{place}?{urlencode(needed | {name: wrong})}", status


def check_described(operation: dict[str, Any], address: str, reply: Reply) -> None:
    responses = operation["responses"]
    assert str(reply.status) in responses, f"{address} answers {reply.status}"
    content = responses[str(reply.status)].get("content", {})
    assert reply.headers["content-type"] in content, f"{address} answers {reply.headers['content-type']}"


def test_the_description_is_valid(description: dict[str, Any], server: str) -> None:
    OpenAPIV31SpecValidator(description).validate()
    assert description["servers"] == [{"url": server}]


def test_every_route_is_described_and_nothing_else(description: dict[str, Any]) -> None:
    served = [route for route in routes() if isinstance(route, Route)]
    ours = [
        route.path for route in served if isinstance(route.endpoint, Endpoint) and route.endpoint.answer != api.nothing
    ]
    described = {re.sub(r"\{\w+\}(\.\{\w+\})?", "{name}", path) for path in description["paths"]}
    assert described == {path for path in ours if path not in UNDESCRIBED}


def test_every_parameter_of_a_link_is_described(description: dict[str, Any]) -> None:
    parameters = description["paths"]["/embed/{card}"]["get"]["parameters"]
    assert {each["name"] for each in parameters} == {"card", *KEYS, "size", "width", "theme", "asof"}


def test_addresses_answer_as_described(description: dict[str, Any], server: str) -> None:
    for operation, address, status in addresses(description, server):
        reply = ask(server, address)
        assert (address, reply.status) == (address, status)
        check_described(operation, address, reply)


@pytest.mark.parametrize("ending", [kind.ending for kind in KINDS.values() if not kind.needs_browser])
def test_files_have_the_media_type_described(description: dict[str, Any], server: str, ending: str) -> None:
    operation = description["paths"]["/embed/{card}.{ending}"]["get"]
    check_described(operation, ending, ask(server, f"/embed/direction-balance.{ending}"))
