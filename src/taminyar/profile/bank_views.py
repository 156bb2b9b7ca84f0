"""The bank account that payments go to: seeing it, declaring another, cancelling one that waits."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
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
    """P-04a, P-04b. `next` is the page of ours that wanted an account: it is led back to."""
    form = BankAccountForm(request.POST if request.method == "POST" else None)
    back = _ours(request.POST.get("next") or request.GET.get("next") or "")
    if form.is_valid() and (account := form.declare(person_of(request))):
        if back or form.anew:
            messages.success(request, _told(account, anew=form.anew))
        return redirect(back or "bank")
    context = {"form": form, "bank": _recognised(request.POST.get("iban", "")), "back": back}
    return render(request, "profile/bank_new.html", context, status=422 if form.errors else 200)


def _ours(address: str) -> str:
    """The address, if it is one of this site; else ""."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else ""


def _told(account: BankAccount, *, anew: bool) -> str:
    if anew:
        return _(
            "This is the account from which the bank gave a payment back. Its bank has just"
            " confirmed it, so we pay to it once more."
        )
    if account.state == AccountState.WAITING:
        return _("The bank gives no answer at the moment. We ask again by ourselves and tell you.")
    return _("Your bank account is registered.")


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
