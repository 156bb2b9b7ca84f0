-- What was issued stays as it was, whichever way somebody writes to the table.

-- An item: only when it was read may be noted; only a person's own paper may be thrown away.
CREATE FUNCTION mailbox_item_stays() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'read_at' = to_jsonb(OLD) - 'read_at' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' AND OLD.sort = 'paper' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'What lies in a mailbox is not changed: % is refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER mailbox_item_stays BEFORE UPDATE OR DELETE ON mailbox_item
    FOR EACH ROW EXECUTE FUNCTION mailbox_item_stays();

-- The public face: the owner decides what is shown and for how long, and takes back once for all.
CREATE FUNCTION mailbox_verifiable_stays() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    owners CONSTANT text[] := ARRAY['shown', 'open_until', 'revoked_at'];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - owners = to_jsonb(OLD) - owners
        AND (OLD.revoked_at IS NULL OR NEW.revoked_at = OLD.revoked_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A document that was issued is not changed: % is refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER mailbox_verifiable_stays BEFORE UPDATE OR DELETE ON mailbox_verifiable
    FOR EACH ROW EXECUTE FUNCTION mailbox_verifiable_stays();

-- Counts one look by whoever checks a document and returns how many there were since the bucket
-- was opened. Called as `SELECT mailbox_count_look(…)`: with the access log the one write a GET may
-- do, since the address in a QR code must be limited as well. The table is that of accounts.throttle.
CREATE FUNCTION mailbox_count_look(of_bucket bytea, opens_again timestamptz)
RETURNS TABLE (tries integer, until timestamptz)
LANGUAGE sql AS $$
    INSERT INTO accounts_tally AS t (bucket, tries, until) VALUES (of_bucket, 1, opens_again)
    ON CONFLICT (bucket) DO UPDATE SET
        tries = CASE WHEN t.until < now() THEN 1 ELSE t.tries + 1 END,
        until = CASE WHEN t.until < now() THEN excluded.until ELSE t.until END
    RETURNING t.tries, t.until
$$;
