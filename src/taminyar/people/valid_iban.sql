-- IR, two check digits, three digits of the bank, nineteen of the account. The check digits are
-- 98 minus the remainder modulo 97 (ISO 7064) of bank, account and IR written as 18 27, with 00.
CREATE FUNCTION valid_iban(iban text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN iban ~ '^IR[0-9]{24}$' THEN
        substr(iban, 3, 2)::integer = 98 - mod((substr(iban, 5) || '182700')::numeric, 97)
    ELSE false END
$$;
