-- Ten digits, not all equal, the last one the check digit: the sum of the first nine, weighted
-- 10 down to 2, modulo 11; the check digit is the remainder below 2, else 11 minus it.
-- Written out, since it is tried for every row of a bulk load.
CREATE FUNCTION national_id_remainder(code text) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (
        (ascii(substr(code, 1, 1)) - 48) * 10 +
        (ascii(substr(code, 2, 1)) - 48) * 9 +
        (ascii(substr(code, 3, 1)) - 48) * 8 +
        (ascii(substr(code, 4, 1)) - 48) * 7 +
        (ascii(substr(code, 5, 1)) - 48) * 6 +
        (ascii(substr(code, 6, 1)) - 48) * 5 +
        (ascii(substr(code, 7, 1)) - 48) * 4 +
        (ascii(substr(code, 8, 1)) - 48) * 3 +
        (ascii(substr(code, 9, 1)) - 48) * 2
    ) % 11
$$;

CREATE FUNCTION valid_national_id(code text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT code ~ '^\d{10}$' AND code !~ '^(\d)\1{9}$' AND
        ascii(right(code, 1)) - 48 = CASE
            WHEN national_id_remainder(code) < 2 THEN national_id_remainder(code)
            ELSE 11 - national_id_remainder(code)
        END
$$;
