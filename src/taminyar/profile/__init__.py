"""The account area: identity, cover, relation with the insurer, bank accounts, mobile, notices."""
