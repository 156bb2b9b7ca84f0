"""Adding one of one's own papers, and throwing one away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from taminyar.accounts.signed_in import person_of
from taminyar.mailbox import keep, papers
from taminyar.mailbox.item_words import size_in_words
from taminyar.mailbox.paper_forms import PaperForm


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Keeps a paper; one that cannot be kept comes back with the reason."""
    person = person_of(request)
    form = PaperForm(request)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            item = papers.keep_paper(person, answers["file"], answers["label"])
        except papers.Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("The paper is in your mailbox."))
            return redirect("mailbox-item", item.number)
    context = {
        "form": form,
        "taken": size_in_words(papers.bytes_of(person)),
        "most": size_in_words(papers.MOST_OF_A_PERSON),
    }
    return render(request, "mailbox/paper_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def throw_away(request: HttpRequest, number: int) -> HttpResponse:
    """Asks once more, then the paper and its file are gone."""
    paper = get_object_or_404(papers.of(person_of(request)), number=number)
    if request.method == "POST":
        keep.throw_away(paper)
        messages.success(request, _("The paper is thrown away."))
        return redirect("mailbox")
    return render(request, "mailbox/paper_throw_away.html", {"item": paper})
