"""The town the tests build: one year, a few workshops, the fixed people whole."""

from taminyar.demo.plan import Plan
from taminyar.persian.jalali import JalaliMonth

LAST = JalaliMonth(1404, 6)
PLAN = Plan(LAST, months=12, people=300, workshops=22)
