-- Calls wait in one queue for each channel and consumer; the store reads the calls that it claims, and no others.

-- '1' for urgent calls, else '0', and the consumer. Calls of an earlier version on the same store have '0' alone.
ALTER TABLE vendor_call ADD COLUMN queue TEXT NOT NULL DEFAULT '0';
-- Where the call's recipients are among those of the submission. Others may lie between them.
ALTER TABLE vendor_call ADD COLUMN first_position INT NOT NULL DEFAULT 0;
ALTER TABLE vendor_call ADD COLUMN last_position INT NOT NULL DEFAULT 2147483647;

UPDATE vendor_call SET queue = '0' || (SELECT consumer FROM submission WHERE id = submission_id)
  WHERE state = 'QUEUED';

DROP INDEX vendor_call_due;
CREATE INDEX vendor_call_waiting ON vendor_call (channel, queue, due_at, submission_id, number)
  WHERE state = 'QUEUED';

-- The text of this recipient, if the recipients of a submission have different ones.
ALTER TABLE delivery ADD COLUMN text ${bytes};
