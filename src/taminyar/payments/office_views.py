"""The finance directorate: payments due, batches with four eyes, and what the bank answers."""

import tempfile
from contextlib import ExitStack
from typing import Any

import structlog
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taminyar.accounts.models import Role
from taminyar.accounts.signed_in import user_of
from taminyar.accounts.staff import for_roles
from taminyar.payments import bank_answer, bank_file, batches, overview, reconcile
from taminyar.payments.models import Batch, BatchState
from taminyar.payments.office_forms import AnswerFileForm
from taminyar.persian import jalali

finance = for_roles(Role.FINANCE_OFFICER, Role.ADMINISTRATOR)
_NEWEST_BATCHES = 20
_log = structlog.get_logger(__name__)


@require_safe
@finance
def payments(request: HttpRequest) -> HttpResponse:
    """Where the payments stand, and the batches, newest first."""
    context = {
        "sums": overview.sums(timezone.now(), jalali.today()),
        "page": overview.batches(_key(request, "before")),
        "chips": overview.CHIPS,
    }
    return render(request, "payments/payments.html", context)


def _key(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


@require_POST
@finance
def prepare(request: HttpRequest) -> HttpResponse:
    """Takes everything that can be paid into a batch, and leads to it."""
    try:
        batch = batches.prepare(user_of(request))
    except batches.NotPossible as reason:
        messages.error(request, str(reason))
        return redirect("office-payments")
    if batch is None:
        messages.info(request, _("Nothing is due that can be paid now."))
        return redirect("office-payments")
    return redirect("office-payment-batch", batch.pk)


@require_safe
@finance
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch and its lines, with what can be done with it."""
    found = get_object_or_404(_with_names(), pk=pk)
    is_open = found.state == BatchState.PREPARED
    context = {
        "batch": found,
        "chip": (found.state.label, overview.CHIPS[found.state]),
        "open": is_open,
        "why_not": batches.why_not_released(found, user_of(request)) if is_open else None,
        "page": overview.lines(found, _key(request, "after")),
        "chips": overview.LINE_CHIPS,
    }
    return render(request, "payments/batch.html", context)


def _with_names() -> Any:
    deeds = ("prepared_by", "released_by", "dissolved_by", "fetched_by")
    return Batch.objects.select_related(*(f"{deed}__person" for deed in deeds))


@require_POST
@finance
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Four eyes: by another person than prepared it."""
    found = get_object_or_404(Batch, pk=pk)
    prepared = found.lines_count
    try:
        batches.release(found, user_of(request))
    except batches.NotPossible as reason:
        messages.error(request, str(reason))
        return redirect("office-payment-batch", pk)
    messages.success(request, _("The batch is released. Fetch its file and give it to the bank."))
    if prepared > found.lines_count:
        left = {"number": prepared - found.lines_count}
        messages.warning(
            request, _("Left out, because the account was changed: %(number)s.") % left
        )
    return redirect("office-payment-batch", pk)


@require_POST
@finance
def dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives up a batch; its payments wait for the next one."""
    found = get_object_or_404(Batch, pk=pk)
    try:
        batches.dissolve(found, user_of(request))
    except batches.NotPossible as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("The batch is dissolved. Its payments wait for the next one."))
    return redirect("office-payment-batch", pk)


@require_POST
@finance
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes who fetched the file first, and leads to it: looking never writes."""
    released = Batch.objects.filter(pk=pk, released_at__isnull=False)
    get_object_or_404(released)
    released.filter(fetched_at=None).update(fetched_at=timezone.now(), fetched_by=user_of(request))
    return redirect("office-payment-file", pk)


@require_safe
@finance  # type: ignore[arg-type] # a stream is no HttpResponse to the stubs
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file for the bank; only of a batch that somebody fetched by the button."""
    found = get_object_or_404(Batch, pk=pk, fetched_at__isnull=False)
    with ExitStack() as opened:
        written = opened.enter_context(tempfile.TemporaryFile())
        bank_file.write(found, written)
        opened.pop_all()  # the answer closes it
    written.seek(0)
    # The batch itself keeps only who fetched it first.
    _log.info("a payment file was given out", batch=found.message_id, by=user_of(request).pk)
    name = f"{found.message_id}.xml"
    return FileResponse(written, as_attachment=True, filename=name, content_type="application/xml")


@require_http_methods(["GET", "POST"])
@finance
def answer(request: HttpRequest) -> HttpResponse:
    """What the bank answered, taken over whole or not at all."""
    sent = request.method == "POST"
    form = AnswerFileForm(request.POST, request.FILES) if sent else AnswerFileForm()
    if form.is_valid():
        try:
            outcome = bank_answer.take(form.cleaned_data["file"], user_of(request))
        except bank_answer.Refused as refused:
            form.refuse(refused)
        else:
            return render(request, "payments/answered.html", {"outcome": outcome})
    status = 422 if form.errors else 200
    return render(request, "payments/answer.html", {"form": form}, status=status)


@require_safe
@finance
def reconciliation(request: HttpRequest) -> HttpResponse:
    """Whether orders, batches and answers agree."""
    found = reconcile.report(_NEWEST_BATCHES)
    context = {"report": found, "most": reconcile.MOST_NAMED}
    return render(request, "payments/reconciliation.html", context)
