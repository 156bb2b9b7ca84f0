"""Verifying a document without an account: by its number, by its file, or from its square."""

from functools import wraps

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.accounts.levels import View
from taminyar.accounts.sign_in import address_of
from taminyar.accounts.throttle import TooManyTries
from taminyar.mailbox import codes, looks, signing_key, verify
from taminyar.mailbox.verify import Finding, State
from taminyar.mailbox.verify_forms import VerifyForm, wait

_log = structlog.get_logger(__name__)


def _kept_nowhere(view: View) -> View:
    """What a document says stays out of every cache and every search engine."""

    @wraps(view)
    @never_cache
    def handle(request: HttpRequest, *args: str, **named: str) -> HttpResponse:
        response = view(request, *args, **named)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return handle


@login_not_required
@require_http_methods(["GET", "POST"])
@_kept_nowhere
def verify_document(request: HttpRequest) -> HttpResponse:
    """Asks for the number or the file, and says what it is."""
    form = VerifyForm(request)
    if not form.is_valid():
        return _form(request, form, 422 if form.errors else 200)
    if code := form.cleaned_data["code"]:
        return redirect("verify-code", code)
    return _of_file(request, form, form.cleaned_data["file"])


def _of_file(request: HttpRequest, form: VerifyForm, file: "UploadedFile[bytes]") -> HttpResponse:
    try:
        looks.BY_FILE.spend(address_of(request))
        finding = verify.of_file(file.read())
    except TooManyTries as error:
        form.cannot_now(wait(error))
        return _form(request, form, 429)
    except signing_key.NoKey:
        _log.exception("a file could not be verified")
        form.cannot_now(_("Files cannot be verified now. Type the number of the document."))
        return _form(request, form, 503)
    return _told(request, finding, by_file=True)


@login_not_required
@require_safe
@_kept_nowhere
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the number opens; the square on a document leads here."""
    try:
        looks.BY_CODE.spend(address_of(request))
    except TooManyTries as error:
        return render(request, "mailbox/verify_wait.html", {"told": wait(error)}, status=429)
    return _told(request, verify.of_code(code), by_file=False)


@login_not_required
@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """The certificates of our keys, for whoever verifies signatures without us."""
    try:
        pem = signing_key.loaded().pem
    except signing_key.NoKey as error:
        raise Http404 from error
    named = {"Content-Disposition": 'attachment; filename="certificate.pem"'}
    return HttpResponse(pem, content_type="application/x-pem-file", headers=named)


def _told(request: HttpRequest, finding: Finding, *, by_file: bool) -> HttpResponse:
    """The finding, once the owner's log says that somebody looked; not when it was the owner."""
    if not _is_own(request, finding):
        looks.note(finding, address=address_of(request))
    context = {
        "finding": finding,
        "by_file": by_file,
        "grouped": codes.grouped(finding.code),
        "now": timezone.now(),
        "demonstration": settings.DEMONSTRATION,
    }
    status = 404 if finding.state == State.UNKNOWN else 200
    return render(request, "mailbox/verify_found.html", context, status=status)


def _is_own(request: HttpRequest, finding: Finding) -> bool:
    user = request.user
    return bool(finding.person and user.is_authenticated and user.person_id == finding.person.pk)


def _form(request: HttpRequest, form: VerifyForm, status: int) -> HttpResponse:
    return render(request, "mailbox/verify.html", {"form": form}, status=status)
