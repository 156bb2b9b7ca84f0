-- The access log writes itself here and nowhere else.
--
-- A hash is the SHA-256 of these texts in UTF-8, each preceded by its length in bytes and a colon:
-- person, number, microseconds of `at` since 1970 (UTC), actor ("" for a program), actor_name,
-- role, what, purpose, detail, and the hash of the person's previous entry in hexadecimal (64
-- zeros before the first). Lengths make it impossible to move a letter from one field to the next.
-- access/seal.py says the same in Python and checks one against the other.
CREATE FUNCTION access_hash(fields text[]) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT sha256(convert_to(
        string_agg(octet_length(field) || ':' || field, '' ORDER BY place), 'UTF8'))
    FROM unnest(fields) WITH ORDINALITY AS given (field, place)
$$;

-- Writes one entry and returns its number. Called as `SELECT access_record(…)`, which the guard
-- "looking never writes" lets pass: the one write a GET may do, since a look must be on record
-- before anything is shown.
--
-- The lock lasts until the transaction ends and is one person's: writers about one person follow
-- each other, all others pass. Everything it touches is that person's, so that the function can
-- be sent to the machine that holds the person.
CREATE FUNCTION access_record(
    of_person bigint, by_actor bigint, named text, with_role text,
    did text, for_purpose text, about text
) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    last_number integer;
    last_hash   bytea;
    moment      timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('access_record', of_person));
    SELECT number, hash INTO last_number, last_hash
        FROM access_accessentry WHERE person_id = of_person ORDER BY number DESC LIMIT 1;
    last_number := coalesce(last_number, 0) + 1;
    last_hash := coalesce(last_hash, decode(repeat('00', 32), 'hex'));
    moment := clock_timestamp();
    INSERT INTO access_accessentry (
        person_id, number, at, actor_id, actor_name, role, what, purpose, detail, previous, hash
    ) VALUES (
        of_person, last_number, moment, by_actor, named, with_role, did, for_purpose, about,
        last_hash,
        access_hash(ARRAY[
            of_person::text, last_number::text,
            (extract(epoch FROM moment) * 1000000)::bigint::text,
            coalesce(by_actor::text, ''), named, with_role, did, for_purpose, about,
            encode(last_hash, 'hex')])
    );
    RETURN last_number;
END $$;

-- For each statement, so that TRUNCATE is refused as well. An empty table has nothing to lose.
CREATE FUNCTION access_log_is_only_added_to() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    holds_rows boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', TG_TABLE_NAME) INTO holds_rows;
    IF holds_rows THEN
        RAISE EXCEPTION '% is only added to: % is refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER access_log_is_only_added_to
    BEFORE UPDATE OR DELETE OR TRUNCATE ON access_accessentry
    FOR EACH STATEMENT EXECUTE FUNCTION access_log_is_only_added_to();
CREATE TRIGGER access_log_is_only_added_to
    BEFORE UPDATE OR DELETE OR TRUNCATE ON access_accessseal
    FOR EACH STATEMENT EXECUTE FUNCTION access_log_is_only_added_to();

ALTER TABLE access_accessentry
    ADD CONSTRAINT access_hashes_have_their_length
        CHECK (octet_length(previous) = 32 AND octet_length(hash) = 32);
-- Entries come in the order of time: a day is found by a tiny index.
CREATE INDEX access_entries_of_a_day ON access_accessentry USING brin (at);

ALTER TABLE access_accessdoubt
    ADD CONSTRAINT access_doubt_is_about_an_entry
        FOREIGN KEY (person_id, number) REFERENCES access_accessentry (person_id, number);
