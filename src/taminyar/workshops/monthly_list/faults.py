"""What can be wrong with a monthly list: one table of codes, and the faults that carry them."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from taminyar.workshops.monthly_list.byte_matrix import Indexes

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

type Value = str | int

type Numbers = npt.NDArray[np.int32]

AT_MOST: Final = 1_000  # faults of one code and field in one list; the rest is counted

MESSAGES: Final[Mapping[str, "_StrPromise"]] = {
    # finding and opening the files
    "path_missing": _("There is no file or folder called %(path)s."),
    "list_missing": _("No DSKKAR00.DBF with its DSKWOR00.DBF was found in %(path)s."),
    "file_missing": _("The file %(name)s of this list is missing."),
    "file_repeated": _("The file %(name)s is there more than once."),
    "file_unreadable": _("The file %(name)s could not be read."),
    "file_too_large": _("The file %(name)s is larger than %(limit)s megabytes."),
    "zip_unreadable": _("The zip file is damaged or of an unknown kind."),
    "zip_too_many_files": _("The zip file holds more than %(limit)s files."),
    "zip_too_large": _("The zip file unpacks to more than %(limit)s megabytes."),
    "zip_suspicious": _("The file %(name)s is packed more tightly than a list can be."),
    # the container
    "not_dbf": _("This is not a DBF file of the expected kind."),
    "file_truncated": _("The file ends before its header does (%(size)s bytes)."),
    "header_damaged": _("The header of the file is damaged."),
    "field_repeated": _("The field %(name)s is there twice."),
    "field_missing": _("The field %(name)s is missing."),
    "field_name_wrong": _("The field %(name)s is not a field of monthly lists. Is it misspelt?"),
    "field_type_wrong": _("The field %(name)s has the type %(type)s; it must be C or N."),
    "record_length_wrong": _(
        "The header says a record has %(stated)s bytes, but its fields make %(found)s."
    ),
    "records_missing": _("The header promises %(stated)s records, but there are %(found)s."),
    "records_extra": _("There is more in the file after its %(stated)s records."),
    "record_damaged": _("The mark before a record is neither a space nor a star."),
    "header_records_wrong": _("DSKKAR00 must hold exactly one record; it holds %(found)s."),
    # the bytes of one field
    "number_invalid": _("“%(value)s” is not a whole number."),
    "number_too_long": _("The number %(value)s has more than 12 digits."),
    "number_negative": _("The number %(value)s is below zero."),
    "date_invalid": _("“%(value)s” is not a Jalali date of eight digits, such as 14030105."),
    "sex_invalid": _("The sex must be the word مرد or زن, not “%(value)s”."),
    "text_control_character": _("“%(value)s” contains a tab, a line end or another control sign."),
    "text_forbidden_character": _("“%(value)s” contains one of the signs \" ' < > &."),
    "text_leading_space": _("“%(value)s” has a space before its first byte in the file."),
    "text_too_long": _("“%(value)s” is longer than %(limit)s letters."),
    "text_other_encoding": _("“%(value)s” seems to be written in another code page."),
    # the header of the list
    "workshop_code_invalid": _("The workshop code must have 10 digits, not “%(value)s”."),
    "list_number_invalid": _("The list number must be 1 to 12 digits, not “%(value)s”."),
    "year_invalid": _("The year must be its last two digits, not %(value)s."),
    "month_invalid": _("The month must be 1 to 12, not %(value)s."),
    "month_in_future": _("The month %(value)s has not begun yet."),
    "kind_invalid": _("The kind of list must be 0 or 1, not %(value)s."),
    "contract_row_invalid": _("The contract row must be blank or 3 digits, not “%(value)s”."),
    "count_wrong": _("The header counts %(stated)s workers, but the list has %(found)s."),
    "total_wrong": _("The header says %(stated)s, but the rows add up to %(found)s."),
    "employer_share_wrong": _(
        "The employer’s share is %(stated)s; 20%% of the wages is %(found)s."
    ),
    "unemployment_share_wrong": _(
        "The unemployment premium is %(stated)s; at most 3%% of the wages, %(found)s, is possible."
    ),
    # a row against its header
    "row_workshop_differs": _("The row is for workshop “%(value)s”, the list for “%(header)s”."),
    "row_year_differs": _("The row is for year %(value)s, the list for %(header)s."),
    "row_month_differs": _("The row is for month %(value)s, the list for %(header)s."),
    "row_list_number_differs": _("The row has list number “%(value)s”, the list “%(header)s”."),
    # the person of a row
    "name_missing": _("The name is missing."),
    "national_id_missing": _("The national ID is missing; only a foreigner may leave it blank."),
    "national_id_invalid": _("“%(value)s” is not a valid national ID."),
    "national_id_repeated": _("The national ID %(value)s stands in row %(first)s too."),
    "insurance_number_invalid": _("The insurance number must have 8 digits, not “%(value)s”."),
    "insurance_number_repeated": _("The insurance number %(value)s stands in row %(first)s too."),
    "certificate_number_invalid": _(
        "The certificate number must be up to 15 digits, not “%(value)s”."
    ),
    "nationality_missing": _("The nationality is missing."),
    "job_code_invalid": _("The job code must be blank or 6 digits, not “%(value)s”."),
    "birth_date_late": _("The birth date %(value)s is not before the month of the list."),
    "start_outside_month": _("The start date %(value)s is not in the month of the list."),
    "end_outside_month": _("The leaving date %(value)s is not in the month of the list."),
    "end_before_start": _("The leaving date %(value)s is before the start date %(start)s."),
    # the work and the wage of a row
    "days_too_many": _("%(value)s days of work, but the month has %(limit)s."),
    "pay_without_days": _("There are no days of work, so this must be 0, not %(value)s."),
    "monthly_wage_wrong": _(
        "The monthly wage is %(value)s; the daily wage and seniority pay make %(expected)s."
    ),
    "insured_wage_wrong": _("The insured wage is %(value)s; wage and benefits make %(expected)s."),
    "total_too_low": _("The total %(value)s is below the insured wage %(limit)s."),
    "benefits_too_low": _("The benefits %(value)s are below the spouse allowance %(limit)s."),
    "premium_wrong": _("The premium is %(value)s; 7%% of the insured wage is %(expected)s."),
    "wage_below_minimum": _("The daily wage %(value)s is below the legal minimum %(limit)s."),
    "wage_above_ceiling": _("The insured wage %(value)s is above the ceiling %(limit)s."),
    # the person of a row against those on file
    "numbers_of_two_persons": _(
        "National ID %(national_id)s and insurance number %(insurance_number)s are of two people."
    ),
    "name_of_another": _("These numbers belong to somebody with another name than %(name)s."),
    # when there are too many to list
    "more_faults": _("%(count)s more faults of this kind (%(kind)s) in this list."),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: in which list of a batch, in which row (1-based; none: the list itself).

    ``field`` is the name in the file, as ``DSW_DD``. ``values`` fill the message.
    """

    list: int
    row: int | None
    field: str | None
    code: str
    values: Mapping[str, Value] = dataclasses.field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence for people, in the language in force."""
        return str(MESSAGES[self.code]) % self.values

    def message_in(self, language: str) -> str:
        """The sentence in one language, whatever the language in force."""
        with translation.override(language):
            return self.message

    def as_json(self) -> dict[str, Value | None]:
        """The fault as the ``--json`` line of a list shows it, in Persian and in English."""
        return {
            "row": self.row,
            "field": self.field,
            "code": self.code,
            "message": self.message_in("fa"),
            "message_en": self.message_in("en"),
        }


def found(
    code: str,
    field: str,
    lists: Numbers,
    rows: Numbers | None,
    values: Callable[[Indexes], Mapping[str, Sequence[Value]]],
) -> list[Fault]:
    """One fault of a code and field for each of some rows, or lists when ``rows`` is none.

    ``values`` gives columns for the message, for the positions among ``lists`` that it is asked.
    """
    shown, hidden = _first_of_each(lists)
    named = values(shown)
    columns = list(zip(*named.values(), strict=True)) or [()] * len(shown)
    faults = [
        Fault(
            int(lists[at]),
            None if rows is None else int(rows[at]),
            field,
            code,
            dict(zip(named, column, strict=True)),
        )
        for at, column in zip(shown, columns, strict=True)
    ]
    return faults + [
        Fault(index, None, field, "more_faults", {"count": count, "kind": code})
        for index, count in hidden.items()
    ]


def _first_of_each(lists: Numbers) -> tuple[Indexes, dict[int, int]]:
    """The first ``AT_MOST`` positions of each list, and how many each list has beyond them."""
    if len(lists) <= AT_MOST:
        return np.arange(len(lists)), {}
    names, starts, counts = np.unique(lists, return_index=True, return_counts=True)
    rank = np.arange(len(lists)) - np.repeat(starts, counts)
    over = counts > AT_MOST
    hidden = dict(zip(names[over].tolist(), (counts[over] - AT_MOST).tolist(), strict=True))
    return np.flatnonzero(rank < AT_MOST), hidden


def in_order(faults: Sequence[Fault]) -> list[Fault]:
    """The faults by list, those of the list itself first, then by row."""
    return sorted(faults, key=lambda fault: (fault.list, fault.row or 0))
