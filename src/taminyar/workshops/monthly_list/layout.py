"""The columns of the two files of a list, and the four layouts seen in use.

Source: the Organization's instruction for list files (1392/08/15) for names, order, types and
largest widths; blank files of its program ListDisk version 6 for the widths written here; files
of older programs for the other layouts. Reading takes any width and order, by name.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from taminyar.workshops.monthly_list.dbf import Field, Layout, MalformedFile

type Kind = Literal["text", "code", "number", "date", "sex"]


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity: quick to look up
class Column:
    """One column: its field in the file, its name in our frames, how its bytes are read."""

    field: str
    name: str
    kind: Kind
    optional: bool = False


def _columns(table: str) -> tuple[Column, ...]:
    words = [line.split() for line in table.strip().splitlines()]
    return tuple(
        Column(field, name, kind, bool(rest))  # type: ignore[arg-type]
        for field, name, kind, *rest in words
    )


KAR_COLUMNS: Final = _columns("""
DSK_ID      workshop                code
DSK_NAME    workshop_name           text
DSK_FARM    employer                text
DSK_ADRS    address                 text
DSK_KIND    kind                    number
DSK_YY      yy                      number
DSK_MM      mm                      number
DSK_LISTNO  number                  code
DSK_DISC    description             text
DSK_NUM     count                   number
DSK_TDD     total_days              number
DSK_TROOZ   total_daily_wage        number
DSK_TMAH    total_monthly_wage      number
DSK_TMAZ    total_benefits          number
DSK_TMASH   total_insured_wage      number
DSK_TTOTL   total_total             number
DSK_TBIME   total_premium           number
DSK_TKOSO   employer_share          number
DSK_BIC     unemployment_share      number
DSK_RATE    rate                    number
DSK_PRATE   commission_rate         number
DSK_BIMH    hard_job_rate           number  optional
MON_PYM     contract_row            code    optional
DSK_INC     total_seniority         number  optional
DSK_SPOUSE  total_spouse_allowance  number  optional
""")

WOR_COLUMNS: Final = _columns("""
DSW_ID      workshop            code
DSW_YY      yy                  number
DSW_MM      mm                  number
DSW_LISTNO  list_number         code
DSW_ID1     insurance_number    code
DSW_FNAME   first_name          text
DSW_LNAME   last_name           text
DSW_DNAME   father_name         text
DSW_IDNO    certificate_number  code
DSW_IDPLC   certificate_place   text
DSW_IDATE   certificate_date    date
DSW_BDATE   birth_date          date    optional
DSW_SEX     sex                 sex
DSW_NAT     nationality         text
DSW_OCP     job_title           text
DSW_SDATE   start_date          date
DSW_EDATE   end_date            date
DSW_DD      days                number
DSW_ROOZ    daily_wage          number
DSW_MAH     monthly_wage        number
DSW_MAZ     benefits            number
DSW_MASH    insured_wage        number
DSW_TOTL    total               number
DSW_BIME    premium             number
DSW_PRATE   commission_rate     number
DSW_JOB     job_code            code
PER_NATCOD  national_id         code
DSW_INC     seniority           number  optional
DSW_SPOUSE  spouse_allowance    number  optional
""")

# Names some programs invented; what they hold would be lost if they were passed over.
WRONG_NAMES: Final = ("DSW_ROZ", "DSW_SPOUS", "DSK_TKARF", "DSK_TINC", "DSK_VAM")


def _layout(widths: str) -> Layout:
    """A layout from ``NAME C10`` pairs."""
    words = widths.split()
    return Layout(
        tuple(
            Field(name, shape[0], *map(int, shape[1:].split(".")))
            for name, shape in zip(words[::2], words[1::2], strict=True)
        )
    )


KAR: Final = _layout("""
DSK_ID C10 DSK_NAME C30 DSK_FARM C30 DSK_ADRS C40 DSK_KIND N1 DSK_YY N2 DSK_MM N2
DSK_LISTNO C12 DSK_DISC C30 DSK_NUM N5 DSK_TDD N6 DSK_TROOZ N12 DSK_TMAH N12 DSK_TMAZ N12
DSK_TMASH N12 DSK_TTOTL N12 DSK_TBIME N12 DSK_TKOSO N12 DSK_BIC N12 DSK_RATE N5 DSK_PRATE N2
DSK_BIMH N12 MON_PYM C3 DSK_INC N12 DSK_SPOUSE N12
""")

WOR: Final = _layout("""
DSW_ID C10 DSW_YY N2 DSW_MM N2 DSW_LISTNO C12 DSW_ID1 C8 DSW_FNAME C60 DSW_LNAME C60
DSW_DNAME C60 DSW_IDNO C15 DSW_IDPLC C30 DSW_IDATE C8 DSW_BDATE C8 DSW_SEX C3 DSW_NAT C10
DSW_OCP C50 DSW_SDATE C8 DSW_EDATE C8 DSW_DD N2 DSW_ROOZ N12 DSW_MAH N12 DSW_MAZ N12
DSW_MASH N12 DSW_TOTL N12 DSW_BIME N12 DSW_PRATE N2 DSW_JOB C6 PER_NATCOD C10 DSW_INC N12
DSW_SPOUSE C10
""")


def _varied(layout: Layout, left_out: str = "", changed: str = "") -> Layout:
    """A layout without some fields and with some of other widths, their order kept."""
    other = {field.name: field for field in _layout(changed).fields}
    gone = left_out.split()
    return Layout(tuple(other.get(f.name, f) for f in layout.fields if f.name not in gone))


def _moved(layout: Layout, name: str, position: int) -> Layout:
    fields = [field for field in layout.fields if field.name != name]
    fields[position - 1 : position - 1] = [f for f in layout.fields if f.name == name]
    return Layout(tuple(fields))


_NEW_IN_6: Final = "DSK_INC DSK_SPOUSE DSW_INC DSW_SPOUSE"

# The name of each layout known to be in use: its header file, its workers' file.
KNOWN: Final = {
    "foxpro": (
        _varied(KAR, "DSK_BIMH MON_PYM " + _NEW_IN_6, "DSK_RATE N5.2"),
        _moved(
            _varied(WOR, "DSW_BDATE " + _NEW_IN_6, "DSW_FNAME C20 DSW_LNAME C25 DSW_DNAME C20"),
            "PER_NATCOD",
            7,
        ),
    ),
    "listdisk-2.7": (_varied(KAR, _NEW_IN_6), _varied(WOR, _NEW_IN_6)),
    "listdisk-6": (KAR, WOR),
    "widest": (
        _varied(KAR, _NEW_IN_6, "DSK_NAME C100 DSK_FARM C100 DSK_ADRS C100 DSK_DISC C100"),
        _varied(
            WOR,
            _NEW_IN_6,
            "DSW_ID1 C10 DSW_FNAME C100 DSW_LNAME C100 DSW_DNAME C100 DSW_IDPLC C100 DSW_OCP C100",
        ),
    ),
}


@lru_cache(maxsize=512)
def require(layout: Layout, columns: tuple[Column, ...]) -> None:
    """Raise ``MalformedFile`` when a layout lacks a field, misnames one or gives a wrong type."""
    for name in WRONG_NAMES:
        if name in layout.spans:
            raise MalformedFile("field_name_wrong", name=name)
    types = {field.name: field.type for field in layout.fields}
    for column in columns:
        if column.field not in types and not column.optional:
            raise MalformedFile("field_missing", name=column.field)
        if types.get(column.field, "C") not in "CNF":
            raise MalformedFile("field_type_wrong", name=column.field, type=types[column.field])
