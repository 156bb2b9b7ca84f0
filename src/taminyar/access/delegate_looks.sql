-- Writes a delegate's look, or answers with the number of the entry that says the same and is not
-- older than `within`: reading on from page to page is one look, and nobody can flood another
-- person's log. Decided under the person's own lock, so that of two first looks at the same moment
-- one is written; a look that was rolled back does not count.
--
-- Goes back from the newest entry and stops at the first that is older.
CREATE FUNCTION access_record_of_a_delegate(
    of_person bigint, by_actor bigint, named text, with_role text,
    did text, for_purpose text, about text, within interval
) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    seen record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('access_record', of_person));
    FOR seen IN
        SELECT number, at, actor_id, role, what, purpose, detail
        FROM access_accessentry WHERE person_id = of_person ORDER BY number DESC
    LOOP
        EXIT WHEN seen.at <= clock_timestamp() - within;
        IF (seen.actor_id, seen.role, seen.what, seen.purpose, seen.detail)
            = (by_actor, with_role, did, for_purpose, about) THEN
            RETURN seen.number;
        END IF;
    END LOOP;
    RETURN access_record(of_person, by_actor, named, with_role, did, for_purpose, about);
END $$;
