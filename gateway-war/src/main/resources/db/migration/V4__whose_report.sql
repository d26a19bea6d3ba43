-- Reports that were matched by number alone, until an id confirms or refutes the match.

-- The vendor's id in the report that was matched to the delivery by number; '' if it had none.
ALTER TABLE delivery ADD COLUMN guessed_vendor_id TEXT;

-- 1: matched to its submission by account and number alone.
ALTER TABLE record ADD COLUMN matched_by_number INT;
-- The position of the recipient, while the match may still be refuted.
ALTER TABLE record ADD COLUMN guess_of INT;
-- 1: an id has confirmed or refuted the match, and the record is to be corrected.
ALTER TABLE record ADD COLUMN recheck INT;
-- The position of the consumer's record that this one makes void.
ALTER TABLE record ADD COLUMN replaces BIGINT;

CREATE INDEX record_guess ON record (submission_id, guess_of) WHERE guess_of IS NOT NULL;
CREATE INDEX record_recheck ON record (id) WHERE recheck = 1;

-- How many records of an answer or a push could not be read; the first of them are in broken_record.
ALTER TABLE poll ADD COLUMN broken INT;
-- When it was last read again, and who ticked it off.
ALTER TABLE poll ADD COLUMN reprocessed_at BIGINT;
ALTER TABLE poll ADD COLUMN acknowledged_at BIGINT;
ALTER TABLE poll ADD COLUMN acknowledged_by TEXT;
ALTER TABLE poll ADD COLUMN acknowledged_reason TEXT;
