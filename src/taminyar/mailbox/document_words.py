"""The words printed on documents, under the names by which the templates ask for them.

What stands in braces is filled in by the template.
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: Final[dict[str, Promise]] = {
    # on every document
    "service": _("Taminyar"),
    "service-what": _("Self-service of social insurance"),
    "number": _("Document number"),
    "issued": _("Issued on"),
    "valid": _("Valid until"),
    "to": _("To"),
    "purpose": _("Purpose"),
    "page": _("Page {page} of {pages}"),
    "check": _("Check this document: scan the square, or type its number at this address:"),
    "demonstration": _(
        "Made for demonstration: signed with a demonstration key. It proves nothing."
    ),
    "qr": _("QR code that leads to the page where this document is checked"),
    "attached": _("The values of this document, for machines"),
    # about whom, and as of when
    "name": _("Name"),
    "father": _("Father's name"),
    "national-id": _("National ID"),
    "insurance-number": _("Insurance number"),
    "not-on-file": _("not on file"),
    "as-of": _("As of"),
    "lists-through": _("Lists taken into account up to"),
    "notes": _("Notes"),
    # relation
    "as-insured": _("As an insured person"),
    "as-pensioner": _("As a pensioner"),
    "workshop": _("Workshop"),
    "branch": _("Branch"),
    "kind": _("Kind"),
    "since": _("Since"),
    "through": _("Days up to"),
    "late": _("The list for {month} has not come yet"),
    "pension-number": _("Pension number"),
    # record
    "whole": _("The whole record"),
    "year": _("Year"),
    "month": _("Month"),
    "days": _("Days"),
    "workshops": _("Workshops"),
    "insured-wage": _("Insured wage (rials)"),
    "premium": _("Premium (rials)"),
    "year-total": _("Total of {year}"),
    "total": _("Total"),
    "no-record": _("No days are on record."),
    "years-table": _("Year by year"),
    "months-table": _("Month by month"),
    "overlaps": _("Days paid in several workshops at once are counted once in the totals."),
    "without-wages": _("The person asked for the record without wages."),
    # treatment and assessments
    "cover-through": _("Covered through"),
    "cover-until": _("Last day of cover"),
    "conditions": _("Conditions of the law"),
    "alternatives": _("Ways of the law; one is enough"),
    "met": _("Met"),
    "not-met": _("Not met"),
    "article": _("Article"),
    "amount": _("Amount"),
    "rials": _("rials"),
    "steps": _("How it was computed, step by step"),
    "assumptions": _("Assumptions"),
    "used": _("Values of the law that were used"),
    "used-label": _("Value"),
    "used-shown": _("Figure"),
    "used-since": _("In force since"),
    "used-source": _("Source"),
    "law-version": _("Version of the rules"),
    "inputs-hash": _("Digest of the inputs"),
}
