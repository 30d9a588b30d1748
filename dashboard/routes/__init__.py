"""Cards, tables and embeds over HTTP, on the port of the pages.

`/embed/<card>` is a light page; `/embed/<card>.<ending>` a file of `briefing.files.KINDS`; `/embed/<card>.figure.json`
what the page's script draws; `/api/cards`, `/api/tables` and `/api/oembed` are for programs, which `/api/openapi.json`
tells how to ask; `/api/health` and `/api/ready` for those that look after the server,
and `/api/metrics` where it is on. All take the query of a page's
link. Errors are one line, as JSON or, on the embed page, HTML.
"""

from starlette.routing import BaseRoute, Route

from dashboard.routes import api, assets, embed, metrics, oembed, openapi, probes
from dashboard.routes.answers import Endpoint
from dashboard.routes.work import Workshop

# What is no address of ours, which Streamlit would take for one of its pages.
_OTHERS = ("/embed", "/embed/{rest:path}", "/api", "/api/{rest:path}")


def routes(workshop: Workshop | None = None) -> list[BaseRoute]:
    """The routes beside Streamlit's own; `workshop` builds cards and files, a usual one where none is given."""
    shop = workshop or Workshop()
    return [
        Route("/embed/static/{digest}/{name}", Endpoint(assets.asset, shop)),
        Route("/embed/{name}", Endpoint(embed.embedded, shop)),
        Route("/api/cards", Endpoint(api.cards, shop)),
        Route("/api/tables", Endpoint(api.tables, shop)),
        Route("/api/tables/{name}", Endpoint(api.table, shop)),
        Route("/api/oembed", Endpoint(oembed.oembed, shop)),
        Route("/api/openapi.json", Endpoint(openapi.openapi, shop)),
        Route("/api/health", Endpoint(probes.health, shop)),
        Route("/api/ready", Endpoint(probes.ready, shop)),
        Route("/api/metrics", Endpoint(metrics.metrics, shop)),
        *(Route(path, Endpoint(api.nothing, shop)) for path in _OTHERS),
    ]
