DROP FUNCTION mailbox_count_look(bytea, timestamptz);
DROP TRIGGER mailbox_verifiable_stays ON mailbox_verifiable;
DROP FUNCTION mailbox_verifiable_stays();
DROP TRIGGER mailbox_item_stays ON mailbox_item;
DROP FUNCTION mailbox_item_stays();
