-- Submissions are found by the client's reference and by the vendor's id. Rows without one are not in these indices,
-- so that they cost nothing. Request ids have their index (submission_request).

CREATE INDEX submission_reference ON submission (reference, id) WHERE reference IS NOT NULL;
CREATE INDEX delivery_reference ON delivery (reference, submission_id) WHERE reference IS NOT NULL;
CREATE INDEX delivery_vendor_id ON delivery (vendor_message_id, submission_id) WHERE vendor_message_id IS NOT NULL;
CREATE INDEX delivery_guessed_id ON delivery (guessed_vendor_id, submission_id) WHERE guessed_vendor_id <> '';

-- Channels whose vendor rejects calls because of the account: its password, its balance, our address. A row begins with
-- the first such rejection and is removed when the vendor accepts a call again.
CREATE TABLE account_rejection (
  channel     TEXT   PRIMARY KEY,
  category    TEXT   NOT NULL,
  vendor_code TEXT   NOT NULL,
  meaning     TEXT   NOT NULL,
  since       BIGINT NOT NULL,
  last_at     BIGINT NOT NULL,
  rejections  BIGINT NOT NULL
);
