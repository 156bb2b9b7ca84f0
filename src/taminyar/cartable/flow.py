"""The addresses at which a kind of request is asked for.

A room mounts them for its kind: `*flow.paths("marriage", "marriage-request",
"benefits/marriage/request/")`.
"""

from django.urls import URLPattern, path

from taminyar.cartable import flow_views, paper_step


def paths(slug: str, route: str, address: str) -> list[URLPattern]:
    """Answers, papers, check, and what belongs to them; `route` is that of the kind."""
    kind = {"slug": slug}
    return [
        path(address, flow_views.answers, kind, name=route),
        path(f"{address}save/", flow_views.save, kind, name=f"{route}-save"),
        path(f"{address}papers/", paper_step.papers_step, kind, name=f"{route}-papers"),
        path(f"{address}papers/<uuid:pk>/", paper_step.paper, kind, name=f"{route}-paper"),
        path(f"{address}check/", flow_views.check, kind, name=f"{route}-check"),
        path(f"{address}discard/", flow_views.discard, kind, name=f"{route}-discard"),
    ]
