"""The file of a paper given with a request, to whoever was found to have the right to see it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from taminyar.cartable.models import Attachment
from taminyar.mailbox import stream
from taminyar.mailbox.item_words import saved_as


def respond(http_request: HttpRequest, attachment: Attachment) -> HttpResponseBase:
    """Opens in the browser, or with `?download` is saved; 503 when the storage has lost it.

    The caller has found out that who asks may see this paper.
    """
    name = saved_as(attachment.label, attachment.given_at, attachment.content_type)
    try:
        return stream.respond(http_request, attachment, name)
    except stream.Lost:
        return render(http_request, "cartable/asking_paper_lost.html", status=503)
