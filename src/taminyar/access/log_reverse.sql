ALTER TABLE access_accessdoubt DROP CONSTRAINT access_doubt_is_about_an_entry;
DROP INDEX access_entries_of_a_day;
ALTER TABLE access_accessentry DROP CONSTRAINT access_hashes_have_their_length;
DROP TRIGGER access_log_is_only_added_to ON access_accessseal;
DROP TRIGGER access_log_is_only_added_to ON access_accessentry;
DROP FUNCTION access_log_is_only_added_to();
DROP FUNCTION access_record(bigint, bigint, text, text, text, text, text);
DROP FUNCTION access_hash(text[]);
