-- Ten digits, not all equal, the last one the check digit: the sum of the first nine, weighted
-- 10 down to 2, modulo 11; the check digit is the remainder below 2, else 11 minus it.
CREATE FUNCTION valid_national_id(code text) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN code !~ '^\d{10}$' OR code ~ '^(\d)\1{9}$' THEN false ELSE (
        SELECT right(code, 1)::int = CASE WHEN remainder < 2 THEN remainder ELSE 11 - remainder END
        FROM (
            SELECT sum(substr(code, place, 1)::int * (11 - place)) % 11 AS remainder
            FROM generate_series(1, 9) AS place
        ) AS weighted
    ) END
$$;
