"""Persian values: dates, months, digits, amounts, names and identifiers, with no Django in them.

Refusals are ``ValueError`` whose text is one plain English sentence marked with ``N_``; whoever
shows it translates it. Amounts are whole rials. Dates are Gregorian ``datetime.date``; Jalali is
for reading and writing.
"""
