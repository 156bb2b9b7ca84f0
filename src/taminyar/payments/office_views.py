"""The finance directorate: payments due, batches with four eyes, and what the bank answers."""

import tempfile
from contextlib import ExitStack
from typing import Any

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
from taminyar.mailbox.paper_forms import takes_files_of
from taminyar.payments import (
    bank_answer,
    bank_file,
    batches,
    order_list,
    overview,
    reconcile,
)
from taminyar.payments.models import Batch, BatchState
from taminyar.payments.office_forms import MOST_BYTES, AnswerFileForm, FindOrderForm
from taminyar.persian import jalali

finance = for_roles(Role.FINANCE_OFFICER, Role.ADMINISTRATOR)
_NEWEST_BATCHES = 20


@require_safe
@finance
def payments(request: HttpRequest) -> HttpResponse:
    """What is to be done, where the payments stand, and the batches, newest first."""
    now, today = timezone.now(), jalali.today()
    sums = overview.sums(now, today)
    context = {
        "sums": sums,
        "to_do": overview.to_do(now, today, sums),
        "page": overview.batches(_key(request, "before")),
        "chips": overview.CHIPS,
    }
    return render(request, "payments/payments.html", context)


@require_safe
@finance
def orders(request: HttpRequest) -> HttpResponse:
    """The orders of one list, or those with a tracking code."""
    form = FindOrderForm(request.GET if "code" in request.GET else None)
    name = request.GET.get("list", "")
    name = name if name in order_list.LABELS else order_list.READY
    if form.is_valid():
        name, page = "", order_list.search(form.cleaned_data["code"], timezone.now())
    else:
        after = request.GET.get("after", "")
        page = order_list.page(name, timezone.now(), jalali.today(), after)
    context = {"form": form, "labels": order_list.LABELS, "list": name, "page": page}
    return render(request, "payments/orders.html", context)


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
    page = overview.lines(found, _key(request, "after"))
    context = {
        "batch": found,
        "chip": (found.state.label, overview.CHIPS[found.state]),
        "open": is_open,
        "why_not": batches.why_not_released(found, user_of(request)) if is_open else None,
        "page": page,
        "became": overview.became(found) if found.released_at and page.first else [],
        "again": overview.fetched_again(found),
    }
    return render(request, "payments/batch.html", context)


def _with_names() -> Any:
    deeds = ("prepared_by", "released_by", "dissolved_by", "fetched_by")
    return Batch.objects.select_related(*(f"{deed}__person" for deed in deeds))


@require_http_methods(["GET", "POST"])
@finance
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Four eyes: another person than prepared it looks at the sums, then releases it."""
    return _release(request, pk) if request.method == "POST" else _check(request, pk, "release")


def _check(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """What the deed is about, before it is done; leads back where it cannot be done."""
    found = get_object_or_404(Batch, pk=pk)
    stopped = deed == "release" and batches.why_not_released(found, user_of(request))
    if found.state != BatchState.PREPARED or stopped:
        return redirect("office-payment-batch", pk)
    services, largest = overview.per_service(found), overview.largest(found)
    context = {"batch": found, "deed": deed, "services": services, "largest": largest}
    return render(request, "payments/batch_check.html", context)


def _release(request: HttpRequest, pk: int) -> HttpResponse:
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


@require_http_methods(["GET", "POST"])
@finance
def dissolve(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then gives up a batch; its payments wait for the next one."""
    return _dissolve(request, pk) if request.method == "POST" else _check(request, pk, "dissolve")


def _dissolve(request: HttpRequest, pk: int) -> HttpResponse:
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
    """Notes who fetches the file, each time, and leads to it: looking never writes."""
    released = get_object_or_404(Batch, pk=pk, released_at__isnull=False)
    batches.fetch(released, user_of(request))
    return redirect("office-payment-file", pk)


@require_safe
@finance  # type: ignore[arg-type] # a stream is no HttpResponse to the stubs
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file for the bank; for who did not just press the button for it, that button instead."""
    found = get_object_or_404(Batch, pk=pk, released_at__isnull=False)
    if not batches.may_take_file(found, user_of(request)):
        messages.info(request, _("Fetch the file with the button: that is noted."))
        return redirect("office-payment-batch", pk)
    with ExitStack() as opened:
        written = opened.enter_context(tempfile.TemporaryFile())
        bank_file.write(found, written)
        opened.pop_all()  # the answer closes it
    written.seek(0)
    name = f"{found.message_id}.xml"
    return FileResponse(written, as_attachment=True, filename=name, content_type="application/xml")


@takes_files_of(MOST_BYTES)
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
            return _answered(request, outcome, form.cleaned_data["file"])
    status = 422 if form.errors else 200
    return render(request, "payments/answer.html", {"form": form}, status=status)


def _answered(request: HttpRequest, outcome: bank_answer.Outcome, content: bytes) -> HttpResponse:
    """What the answer changed, with the batches it spoke of."""
    context = {"outcome": outcome, "batches": overview.of_answer(content)}
    return render(request, "payments/answered.html", context)


@require_safe
@finance
def reconciliation(request: HttpRequest) -> HttpResponse:
    """Whether orders, batches and answers agree, and for which answers we wait."""
    found = reconcile.report(_NEWEST_BATCHES)
    waiting = overview.unanswered(timezone.now())
    context = {"report": found, "most": reconcile.MOST_NAMED, "unanswered": waiting}
    return render(request, "payments/reconciliation.html", context)
