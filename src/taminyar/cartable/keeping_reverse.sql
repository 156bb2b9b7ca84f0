DROP TRIGGER cartable_request_has_its_event ON cartable_request;
DROP FUNCTION cartable_request_has_its_event;
DROP TRIGGER cartable_request_moves ON cartable_request;
DROP FUNCTION cartable_request_moves;
DROP TRIGGER cartable_event_stays ON cartable_event;
DROP FUNCTION cartable_event_stays;
