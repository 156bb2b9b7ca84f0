-- What was done stays done, and nothing is done without being written down.

CREATE FUNCTION cartable_event_stays() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was done with a request is not changed: % is refused', TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER cartable_event_stays BEFORE UPDATE OR DELETE ON cartable_event
    FOR EACH ROW EXECUTE FUNCTION cartable_event_stays();

-- A request moves one version at a time, and keeps what it is about.
CREATE FUNCTION cartable_request_moves() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    fixed CONSTANT text[] := ARRAY['tracking', 'key', 'person_id', 'kind', 'sent_at', 'answers',
                                   'assessment', 'subject', 'once_key', 'period'];
    name text;
BEGIN
    FOREACH name IN ARRAY fixed LOOP
        IF to_jsonb(NEW) -> name IS DISTINCT FROM to_jsonb(OLD) -> name THEN
            RAISE EXCEPTION 'The % of a request is not changed', name
                USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    IF NEW.version = OLD.version AND NEW.state = OLD.state OR NEW.version = OLD.version + 1 THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A request moves one version at a time, not from % to %', OLD.version, NEW.version
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER cartable_request_moves BEFORE UPDATE ON cartable_request
    FOR EACH ROW EXECUTE FUNCTION cartable_request_moves();

-- At the end of the transaction the last event is that of the version the request has.
CREATE FUNCTION cartable_request_has_its_event() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM cartable_event
        WHERE request_id = NEW.id AND version = NEW.version AND to_state = NEW.state
    ) THEN
        RAISE EXCEPTION 'Request % has no event of its version %', NEW.id, NEW.version
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER cartable_request_has_its_event
    AFTER INSERT OR UPDATE OF version, state ON cartable_request
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cartable_request_has_its_event();
