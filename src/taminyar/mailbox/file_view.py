"""The file of an item, to its owner alone."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from taminyar.accounts.signed_in import person_of
from taminyar.mailbox import stream
from taminyar.mailbox.item_words import file_name
from taminyar.mailbox.models import Item


@require_safe
def file(request: HttpRequest, number: int) -> HttpResponseBase:
    """Opens in the browser, or with `?download` is saved. 503 when the storage has lost it."""
    items = Item.objects.of(person_of(request)).exclude(file="")
    item = get_object_or_404(items, number=number)
    try:
        return stream.respond(request, item, file_name(item))
    except stream.Lost:
        return render(request, "mailbox/file_missing.html", {"item": item}, status=503)
