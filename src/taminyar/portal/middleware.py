"""What every request passes through."""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers

type Handler = Callable[[HttpRequest], HttpResponse]

_READS = re.compile(
    r"[\s(]*(SELECT|WITH|EXPLAIN|SHOW|SAVEPOINT|RELEASE|ROLLBACK|DECLARE)\b", re.IGNORECASE
)
_WRITES = re.compile(r"\b(INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO|UPDATE)\b", re.IGNORECASE)


def chosen_language(get_response: Handler) -> Handler:
    """Persian unless the person switched: what the browser prefers does not decide."""

    def handle(request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return handle


def body_is_not_endless(get_response: Handler) -> Handler:
    """Refuses a body larger than any page takes, before a byte of it is read."""

    def handle(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.MOST_BODY:
            return HttpResponse("413 Content Too Large", "text/plain", 413)
        return get_response(request)

    return handle


class WriteDuringGet(RuntimeError):
    """A page that is only looked at tried to change the database."""


def _refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if not _READS.match(str(sql)) or _WRITES.search(str(sql)):
        raise WriteDuringGet(str(sql)[:200])
    return execute(sql, params, many, context)


def get_never_writes(get_response: Handler) -> Handler:
    """Refuses every writing statement while a GET or HEAD request is answered."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with connection.execute_wrapper(_refuse_writes):
            return get_response(request)

    return handle


def private_pages_are_not_kept(get_response: Handler) -> Handler:
    """Pages with something of a person stay out of every cache, the browser's too.

    Those are the pages of who is signed in, what answers a form, and the steps of registering.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A page that did not ask who is there is nobody's, and must not need the database.
        asked = request.session.accessed and not request.session.is_empty()
        if asked or request.method == "POST":
            add_never_cache_headers(response)
        return response

    return handle
