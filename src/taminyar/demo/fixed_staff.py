"""The staff of the demonstration whom everybody can sign in as, and their roles."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from taminyar.accounts.models import Role
from taminyar.persian import jalali

# The second factor of all of them, for any authenticator app.
TOTP_SECRET: Final = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - printed for everybody


@dataclass(frozen=True)
class StaffMember:
    """Somebody of the staff; `branch` is a code, or empty for who works for all branches."""

    national_id: str
    first_name: str
    last_name: str
    father_name: str
    sex: str
    born: date
    role: Role
    branch: str = ""

    @property
    def mobile(self) -> str:
        return f"0912{int(self.national_id[3:9]):07}"


STAFF: Final = (
    StaffMember(
        *("9990000077", "نرگس", "کاظمی", "ابراهیم", "f", jalali.date_of(1363, 4, 11)),
        *(Role.BRANCH_OFFICER, "901"),
    ),
    StaffMember(
        *("9990000085", "محمد", "صالحی", "رضا", "m", jalali.date_of(1355, 9, 2)),
        Role.MEDICAL_REVIEWER,
    ),
    StaffMember(
        *("9990000093", "لیلا", "فرهادی", "محمود", "f", jalali.date_of(1360, 1, 25)),
        Role.FINANCE_OFFICER,
    ),
    StaffMember(
        *("9990000107", "امیر", "نجفی", "حسین", "m", jalali.date_of(1358, 6, 17)),
        Role.PENSIONS_OFFICER,
    ),
    StaffMember(
        *("9990000115", "سمیه", "رضایی", "عباس", "f", jalali.date_of(1370, 11, 30)),
        Role.CONTACT_AGENT,
    ),
    StaffMember(
        *("9990000123", "بهرام", "یوسفی", "علی", "m", jalali.date_of(1352, 2, 8)),
        Role.ADMINISTRATOR,
    ),
    # Seconds, for what takes four eyes.
    StaffMember(
        *("9990000141", "پروین", "احمدپور", "حسن", "f", jalali.date_of(1366, 8, 19)),
        *(Role.BRANCH_OFFICER, "901"),
    ),
    StaffMember(
        *("9990000158", "سعید", "مهدوی", "اکبر", "m", jalali.date_of(1361, 3, 7)),
        Role.FINANCE_OFFICER,
    ),
)
