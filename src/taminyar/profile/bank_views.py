"""The bank account that payments go to: seeing it, declaring another, cancelling one that waits."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from taminyar.accounts.fresh import asks_fresh_sign_in
from taminyar.accounts.signed_in import person_of
from taminyar.people import bank_accounts
from taminyar.people.models import AccountState, BankAccount, Person, Refusal
from taminyar.persian import banks
from taminyar.persian.identifiers import compact
from taminyar.profile.bank_forms import ADVICE, BankAccountForm

_MOST_SHOWN = 50
_SIGNS = {
    AccountState.ACTIVE: "full",
    AccountState.WAITING: "part",
    AccountState.REFUSED: "none",
}


@require_safe
def bank(request: HttpRequest) -> HttpResponse:
    """P-04."""
    return render(request, "profile/bank.html", _shown(person_of(request)))


def _shown(person: Person) -> dict[str, Any]:
    """The accounts of the person; `held` until when what is due is kept."""
    now = timezone.now()
    accounts = list(BankAccount.objects.of(person).order_by("-declared_at", "-pk")[:_MOST_SHOWN])
    active = next((each for each in accounts if each.state == AccountState.ACTIVE), None)
    payable_from = active.payable_from if active else None
    held = payable_from if payable_from and payable_from > now else None
    return {
        "active": active,
        "held": held,
        "waiting": next((each for each in accounts if each.state == AccountState.WAITING), None),
        "history": [_row(each) for each in accounts if each.state not in ("active", "waiting")],
        "bank_name": bank_name,
        "grouped": grouped,
    }


def _row(account: BankAccount) -> list[Any]:
    state = _SIGNS.get(AccountState(account.state), "neutral")
    return [
        grouped(account.iban),
        bank_name(account),
        [account.get_state_display(), state],
        timezone.localdate(account.declared_at),
        ADVICE[Refusal(account.refusal)] if account.refusal else "–",
    ]


def grouped(iban: str) -> str:
    """The IBAN in fours, as people read it out."""
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def bank_name(account: BankAccount) -> str:
    return _name_of(account.bank_code) or _("Bank %(code)s") % {"code": account.bank_code}


def _name_of(code: str) -> str:
    found = banks.by_code(code)
    return found.name(translation.get_language() or "fa") if found else ""


@require_http_methods(["GET", "POST"])
@asks_fresh_sign_in
def new_account(request: HttpRequest) -> HttpResponse:
    """P-04a, P-04b."""
    form = BankAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.declare(person_of(request)):
        return redirect("bank")
    context = {"form": form, "bank": _recognised(request.POST.get("iban", ""))}
    return render(request, "profile/bank_new.html", context, status=422 if form.errors else 200)


@require_POST
def bank_of(request: HttpRequest) -> HttpResponse:
    """The name of the bank while an IBAN is typed; by POST, so that no address holds a number."""
    context = {"bank": _recognised(request.POST.get("iban", ""))}
    return render(request, "profile/bank_of.html", context)


def _recognised(typed: str) -> str:
    """The bank of a number that need not be whole yet: three digits after the check digits."""
    return _name_of(compact(typed[:60]).upper().removeprefix("IR")[2:5])


@require_POST
def withdraw_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancels an account that waits for its bank; of one that no longer waits nothing changes."""
    account = get_object_or_404(BankAccount.objects.of(person_of(request)), pk=pk)
    with suppress(bank_accounts.Overtaken):
        bank_accounts.withdraw(account)
    return redirect("bank")
