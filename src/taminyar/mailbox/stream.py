"""A kept file on its way to a browser: streamed, kept by nobody, able to do nothing."""

import logging
from typing import Final

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP
from django.utils.http import content_disposition_header, quote_etag

from taminyar.mailbox import keep

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


class Lost(Exception):
    """The storage does not give the file."""


def respond(request: HttpRequest, owner: keep.HasFile, name: str) -> HttpResponseBase:
    """The file, opened in the browser, or with `?download` saved under the name. Raises Lost.

    Whether who asks may see it was found out before.
    """
    headers = _headers(owner, name, save="download" in request.GET)
    unchanged = get_conditional_response(request, etag=headers["ETag"])
    if unchanged is not None:
        unchanged.headers["ETag"] = headers["ETag"]
        return unchanged
    try:
        opened = keep.opened(owner)
    except OSError as error:
        log.exception("A file is not in the storage: %s", owner.file)
        raise Lost from error
    return _sent(request, owner, opened, headers)


def _headers(owner: keep.HasFile, name: str, *, save: bool) -> dict[str, str]:
    disposition = content_disposition_header(save, name) or ""
    return {
        "Content-Type": owner.content_type,
        "Content-Length": str(owner.size),
        "Content-Disposition": disposition,
        "ETag": quote_etag(bytes(owner.sha256 or b"").hex()),
    }


def _sent(
    request: HttpRequest, owner: keep.HasFile, opened: "File[bytes]", headers: dict[str, str]
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
    policy = _PDF if owner.content_type == "application/pdf" else _PICTURE
    vars(response)["_csp_config"] = policy
    return response
