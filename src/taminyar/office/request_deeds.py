"""What staff do with a request from its page: which form asks for it, and which deed it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taminyar.accounts.models import Role
from taminyar.cartable import decide
from taminyar.cartable.decide import Fault
from taminyar.cartable.models import Request, Verdict
from taminyar.cartable.move import Overtaken
from taminyar.cartable.states import State
from taminyar.office.request_access import Desk
from taminyar.office.request_forms import (
    AdviseForm,
    ApproveForm,
    AskPapersForm,
    ConfirmForm,
    DeedForm,
    ReferForm,
    RefuseForm,
    SendBackForm,
    VerdictsForm,
)
from taminyar.office.request_words import deed_in_words

type Answers = dict[str, Any]


@dataclass(frozen=True)
class Deed:
    """One deed: `slug` is that of its move; `done` is said when it is done."""

    slug: str
    form: type[DeedForm]
    do: Callable[[Desk, Answers], None]
    done: str | Promise


def do(deed: Deed, desk: Desk, answers: Answers) -> None:
    """Does it, if the request is still as it was seen. Raises Overtaken and what `decide` does."""
    seen = answers["version"]
    if seen is not None and seen != desk.asked.version:
        raise Overtaken
    deed.do(desk, answers)


def _claim(desk: Desk, answers: Answers) -> None:
    decide.claim(desk.asked, desk.user, desk.role)


def _release(desk: Desk, answers: Answers) -> None:
    decide.release(desk.asked, desk.user, desk.role)


def _ask_papers(desk: Desk, answers: Answers) -> None:
    """Notes the verdicts that were given with it, all or nothing."""
    faults = [Fault(*judged) for judged in answers["judged"] if judged[1] != Verdict.GOOD]
    more, words = answers["more"], answers["words"]
    with transaction.atomic():
        _judge(desk, answers)
        decide.ask_papers(desk.asked, desk.user, desk.role, faults=faults, more=more, words=words)


def _judge(desk: Desk, answers: Answers) -> None:
    """A later verdict takes the place of an earlier one; what was noted as it stands is left."""
    with transaction.atomic():
        for paper, verdict, words in answers["judged"]:
            if (verdict, words) == (paper.fault or paper.verdict, paper.fault_words):
                continue
            if verdict == Verdict.GOOD:
                decide.accept_paper(desk.asked, desk.user, desk.role, paper)
            else:
                decide.judge(desk.asked, desk.user, desk.role, Fault(paper, verdict, words))


def _refer(desk: Desk, answers: Answers) -> None:
    to, words = Role.MEDICAL_REVIEWER, answers["words"]
    decide.refer(desk.asked, desk.user, desk.role, to=to, words=words)


def _advise(desk: Desk, answers: Answers) -> None:
    favourable, words = answers["favourable"], answers["words"]
    decide.advise(desk.asked, desk.user, favourable=favourable, words=words)


def _approve(desk: Desk, answers: Answers) -> None:
    basis, words = desk.bases[answers["basis"]], answers["words"]
    doubted = answers["basis"] == desk.doubted
    decide.approve(desk.asked, desk.user, desk.role, basis=basis, words=words, doubted=doubted)


def _confirm(desk: Desk, answers: Answers) -> None:
    decide.confirm(desk.asked, desk.user, desk.role, words=answers["words"])


def _send_back(desk: Desk, answers: Answers) -> None:
    decide.send_back(desk.asked, desk.user, desk.role, words=answers["words"])


def _refuse(desk: Desk, answers: Answers) -> None:
    reason, words = answers["reason"], answers["words"]
    decide.refuse(desk.asked, desk.user, desk.role, reason=reason, words=words)


DEEDS: Final = {
    deed.slug: deed
    for deed in (
        Deed("claim", DeedForm, _claim, _("You have taken it up.")),
        Deed("release", DeedForm, _release, _("It lies on the desk again.")),
        Deed("ask_papers", AskPapersForm, _ask_papers, _("The papers are asked for.")),
        Deed("refer", ReferForm, _refer, _("It is with the reviewer.")),
        Deed("advise", AdviseForm, _advise, _("Your opinion is with the officer.")),
        Deed("approve", ApproveForm, _approve, _("Approved.")),
        Deed("confirm", ConfirmForm, _confirm, _("Confirmed.")),
        Deed("send_back", SendBackForm, _send_back, _("Sent back to the desk.")),
        Deed("refuse", RefuseForm, _refuse, _("Refused; the person is told.")),
    )
}


# The same form as asking for papers: its other button.
VERDICTS: Final = Deed("ask_papers", VerdictsForm, _judge, _("Your verdicts are noted."))


def said_when_done(deed: Deed, asked: Request) -> str:
    """What is said when it is done; `asked` is the request as it stands after it."""
    if deed.slug == "approve" and asked.state == State.CONFIRMING:
        return gettext("You approved it. It went to a second officer, who confirms it.")
    return str(deed.done)


_WHY_NOT: Final[dict[type[Exception], str | Promise]] = {
    decide.PaperBad: _(
        "A paper was found bad. Ask for it again, or accept it, before you approve."
    ),
    decide.OwnRequest: _(
        "This is your own, names you, or is asked by somebody you act for. A colleague decides."
    ),
    decide.SameOfficer: _("You decided this one before. Now a colleague looks at it."),
    decide.NothingDue: _("By what is known today nothing is due here, so it cannot be approved."),
}


def in_words(error: Exception, asked: Request) -> str:
    """Why a deed was not done, for who pressed; `asked` is the request as it stands now."""
    if isinstance(error, decide.AdviceNeeded):
        return gettext("First the opinion is needed of: %(role)s.") % {"role": error.role.label}
    if isinstance(error, Overtaken):
        return gettext(
            "Somebody else has just done something with this request: %(deed)s. Nothing of yours "
            "was done. See how it stands now and press again."
        ) % {"deed": deed_in_words(asked.events.latest("version").move)}
    return str(_WHY_NOT.get(type(error), _("As the request stands now, this is not yours to do.")))
