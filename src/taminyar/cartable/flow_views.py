"""Asking for something: the answers, reading them once more, sending them."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from taminyar.accounts.signed_in import person_of, user_of
from taminyar.accounts.throttle import Limit, TooManyTries
from taminyar.cartable import check_page, drafts, earlier, looked, submit
from taminyar.cartable.kinds import Answers, Findings, RequestKind
from taminyar.cartable.models import Draft, Request
from taminyar.cartable.opening import for_its_kind
from taminyar.cartable.request_form import RequestForm
from taminyar.cartable.steps import Step, steps_of
from taminyar.people.models import Person

# What is sent stays with its papers, even when it is withdrawn.
SENDINGS: Final = Limit("request-sent", 20 * settings.FOR_TRYING, timedelta(days=1))


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_kind
def answers(request: HttpRequest, kind: RequestKind) -> HttpResponse:
    """The questions of the kind, filled with the draft; `?faults` tells what is wrong with it."""
    person = person_of(request)
    if request.method == "POST":
        return _answered(request, kind, person)
    draft = drafts.of(person, kind.slug)
    if draft is None:
        form = kind.form.as_typed(person, drafts.as_data(_offered(request, kind, person)))
    elif "faults" in request.GET:
        form = kind.form(person, drafts.as_data(draft.typed))
    else:
        form = kind.form.as_typed(person, drafts.as_data(draft.typed))
    return _questions(request, kind, form, draft)


def _offered(request: HttpRequest, kind: RequestKind, person: Person) -> drafts.Typed:
    """Answers that the address brings along for an empty form."""
    return kind.form(person, request.GET).typed()


def _answered(request: HttpRequest, kind: RequestKind, person: Person) -> HttpResponse:
    form = kind.form(person, request.POST)
    if "carry" in request.POST:
        drafts.carry(person, kind.slug, form.typed())
        return redirect(kind.route)
    draft = drafts.keep(person, kind.slug, form.typed(), _page(request))
    if not form.is_valid():
        return _questions(request, kind, form, draft)
    asked = form.answers()
    try:
        found = looked.up(draft, kind, asked)
    except TooManyTries as error:
        form.add_error(None, looked.too_often(error))
        return _questions(request, kind, form, draft, status=429)
    return redirect(_after_answers(kind, person, asked, found))


def _page(request: HttpRequest) -> UUID | None:
    """Which page of the questions this was typed on."""
    return _uuid(request.POST.get("page", ""))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _after_answers(
    kind: RequestKind, person: Person, asked: Answers, found: Findings | None
) -> str:
    """The papers, if any are needed; nobody looks for papers of what cannot be sent anyway."""
    refused = found is not None and kind.assess(person, asked, found).refused
    doubled = earlier.in_the_way(person, kind, asked) is not None
    needed = kind.papers(asked) and not refused and not doubled
    return f"{kind.route}-papers" if needed else f"{kind.route}-check"


def _questions(
    request: HttpRequest,
    kind: RequestKind,
    form: RequestForm,
    draft: Draft | None,
    *,
    status: int = 422,
) -> HttpResponse:
    context = {
        "kind": kind,
        "form": form,
        "draft": draft,
        "page": uuid4(),
        "earlier": earlier.known_at_first(form.person, kind),
        "steps": steps_of(kind, Step.ANSWERS),
    }
    wrong = request.method == "POST" and bool(form.errors)
    return render(request, "cartable/asking.html", context, status=status if wrong else 200)


@require_POST
@for_its_kind
def save(request: HttpRequest, kind: RequestKind) -> HttpResponse:
    """Keeps what is being typed, whatever it is, and says when it was kept."""
    person = person_of(request)
    typed = kind.form(person, request.POST).typed()
    draft = drafts.keep_on_the_way(person, kind.slug, typed, _page(request))
    return render(request, "cartable/asking_saved.html", {"draft": draft})


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_kind
def discard(request: HttpRequest, kind: RequestKind) -> HttpResponse:
    """Asks once more, then the draft and its papers are gone."""
    draft = drafts.of(person_of(request), kind.slug)
    if draft is None:
        return redirect("requests")
    if request.method == "POST":
        drafts.throw_away(draft)
        messages.success(request, _("What you had written is thrown away. Nothing was sent."))
        return redirect("requests")
    context = {"kind": kind, "draft": draft}
    return render(request, "cartable/asking_discard.html", context)


# ---- the last step


@require_http_methods(["GET", "HEAD", "POST"])
@for_its_kind
def check(request: HttpRequest, kind: RequestKind) -> HttpResponse:
    """Everything once more, what the law says to it, and the button; a POST sends it."""
    person = person_of(request)
    draft = drafts.of(person, kind.slug)
    if request.method == "POST" and (sent := _sent_before(request, person, draft)):
        return redirect("request", sent.tracking)
    if draft is None:
        return _gone(request, kind, person)
    form = kind.form(person, drafts.as_data(draft.typed))
    if not form.is_valid():
        _not_sent(request, _("It was not sent: an answer is to be put right first."))
        return redirect(f"{reverse(kind.route)}?faults")
    if request.method == "POST" and _is_what_was_read(request, draft):
        return _send(request, kind, draft, form)
    return _to_read(request, kind, draft, form)


def _not_sent(request: HttpRequest, why: str) -> None:
    """Who pressed the button is told why nothing was sent; who only looks asked for nothing."""
    if request.method == "POST":
        messages.warning(request, why)


def _gone(request: HttpRequest, kind: RequestKind, person: Person) -> HttpResponse:
    """Nothing is left to send: it was thrown away, or written anew and sent, in another window."""
    if sent := _sent_since(request, kind, person):
        messages.info(request, _("This was sent in another window already; here it is."))
        return redirect("request", sent.tracking)
    _not_sent(request, _("It was not sent: what you wrote was thrown away in another window."))
    return redirect(kind.route)


def _sent_since(request: HttpRequest, kind: RequestKind, person: Person) -> Request | None:
    """The newest request of the kind, if it was sent after the page that is sent was read."""
    try:
        read = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None
    if read is None or timezone.is_naive(read):
        return None
    since = Request.objects.of(person).filter(kind=kind.slug, sent_at__gt=read)
    return since.newest_first().first()


def _to_read(
    request: HttpRequest, kind: RequestKind, draft: Draft, form: RequestForm
) -> HttpResponse:
    """The page itself; to a POST it says why nothing was sent."""
    try:
        context = check_page.of(kind, draft, form)
    except looked.NotAsked:  # typed since, or on another day
        _not_sent(request, _("It was not sent: your answers changed. Read them and go on, please."))
        return redirect(kind.route)
    if request.method != "POST":
        return _shown(request, context)
    messages.warning(request, _("This was changed in another window. Read it once more, please."))
    return _shown(request, context, status=409)


def _is_what_was_read(request: HttpRequest, draft: Draft) -> bool:
    """Whether the page that was sent showed this draft as it is now."""
    seen = request.POST.get("seen", draft.saved_at.isoformat())
    return request.POST.get("key") == str(draft.key) and seen == draft.saved_at.isoformat()


def _sent_before(request: HttpRequest, person: Person, draft: Draft | None) -> Request | None:
    """The request of this person that has the key already, when its draft is gone."""
    key = _uuid(request.POST.get("key", ""))
    if key is None or (draft and draft.key == key):
        return None
    return Request.objects.of(person).filter(key=key).first()


def _send(request: HttpRequest, kind: RequestKind, draft: Draft, form: RequestForm) -> HttpResponse:
    asked = form.answers()
    try:
        SENDINGS.spend(str(draft.person_id))
        findings = looked.findings_of(draft, kind, asked)
        sent = submit.send(draft, user_of(request), asked, findings)
    except submit.NotDue as no:
        return _shown(request, check_page.of(kind, draft, form, no.appraisal), status=422)
    except submit.PapersMissing:
        messages.error(request, _("It was not sent: papers are still missing."))
        return redirect(f"{kind.route}-papers")
    except TooManyTries as error:
        messages.error(request, looked.too_often(error))
        return redirect(kind.route)
    except Draft.DoesNotExist:  # thrown away in another window, at this moment
        return _gone(request, kind, draft.person)
    except submit.AlreadyAsked as asked_before:
        context = {"kind": kind, "earlier": asked_before.request}
        return render(request, "cartable/asking_already.html", context, status=409)
    messages.success(request, _("Your request is sent."))
    return redirect("request", sent.tracking)


def _shown(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "cartable/asking_check.html", context, status=status)
