"""Who looked at my file, and asking about an access one does not recognise."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from taminyar.access import doubts
from taminyar.access.log_page import LogFilter, line, page_of
from taminyar.access.models import AccessDoubt, AccessEntry
from taminyar.accounts.signed_in import person_of


class DoubtForm(forms.Form):
    words = forms.CharField(
        label=_("What should we know?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": _("What should we know: this is too long; shorten it, please.")
        },
    )


@require_safe
def access_log(request: HttpRequest) -> HttpResponse:
    """Every look at the person's file by somebody else, newest first."""
    form = LogFilter(request.GET)
    if not form.is_valid():
        return render(request, "access/access_log.html", {"form": form, "page": None}, status=422)
    context = {"form": form, "page": page_of(person_of(request), form, request.GET)}
    return render(request, "access/access_log.html", context)


@require_http_methods(["GET", "POST"])
def access_doubt(request: HttpRequest, number: int) -> HttpResponse:
    """Asks about one entry; a second time leads to the entry and changes nothing."""
    person = person_of(request)
    entry = get_object_or_404(AccessEntry.objects.of(person), number=number)
    form = DoubtForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        doubts.ask(entry, form.cleaned_data["words"])
        return redirect(f"{reverse('access')}?before={number + 1}#access-{number}")
    doubt = AccessDoubt.objects.of(person).filter(number=number).first()
    context = {"form": form, "line": line(entry, doubt)}
    return render(request, "access/access_doubt.html", context, status=422 if form.errors else 200)
