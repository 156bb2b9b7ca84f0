"""The file of an item, to its owner alone: streamed, kept by nobody, able to do nothing."""

import logging
from typing import Final

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from taminyar.accounts.signed_in import person_of
from taminyar.mailbox import keep
from taminyar.mailbox.item_words import file_name
from taminyar.mailbox.models import Item

log = logging.getLogger(__name__)

# What the browser's own page around a picture or a PDF needs, and nothing else.
_BARE: Final = {
    "default-src": [CSP.NONE],
    "img-src": [CSP.SELF],
    "style-src": [CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.NONE],
}
# A browser's PDF viewer is an object of its own process, and does not start in a sandbox.
_PDF: Final = _BARE | {"object-src": [CSP.SELF]}
_PICTURE: Final = _BARE | {"sandbox": True}


@require_safe
def file(request: HttpRequest, number: int) -> HttpResponseBase:
    """Opens in the browser, or with `?download` is saved. 503 when the storage has lost it."""
    items = Item.objects.of(person_of(request)).exclude(file="")
    item = get_object_or_404(items, number=number)
    headers = _headers(item, save="download" in request.GET)
    unchanged = get_conditional_response(request, etag=headers["ETag"])
    if unchanged is not None:
        unchanged.headers["ETag"] = headers["ETag"]
        return unchanged
    try:
        opened = keep.opened(item)
    except OSError:
        log.exception("The file of an item is not in the storage: %s", item.file)
        return render(request, "mailbox/file_missing.html", {"item": item}, status=503)
    return _sent(request, item, opened, headers)


def _headers(item: Item, *, save: bool) -> dict[str, str]:
    disposition = content_disposition_header(save, file_name(item)) or ""
    return {
        "Content-Type": item.content_type,
        "Content-Length": str(item.size),
        "Content-Disposition": disposition,
        "ETag": quote_etag(bytes(item.sha256 or b"").hex()),
    }


def _sent(
    request: HttpRequest, item: Item, opened: "File[bytes]", headers: dict[str, str]
) -> HttpResponseBase:
    response: HttpResponseBase = (
        HttpResponse() if request.method == "HEAD" else FileResponse(opened)
    )
    if request.method == "HEAD":
        opened.close()
    for name, value in headers.items():
        response.headers[name] = value
    # Pictures and PDFs are compressed already; doing it again would only hide their length.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    policy = _PDF if item.content_type == "application/pdf" else _PICTURE
    vars(response)["_csp_config"] = policy
    return response
