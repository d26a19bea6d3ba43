-- Times are milliseconds since 1970, amounts decimal numbers as text, ids time-ordered.

CREATE TABLE submission (
  id           ${key} PRIMARY KEY,
  consumer     TEXT   NOT NULL,
  request_id   TEXT,
  content_hash TEXT   NOT NULL,
  channel      TEXT   NOT NULL,
  reference    TEXT,
  text         TEXT   NOT NULL,
  parts        INT    NOT NULL,
  created_at   BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL
);

CREATE UNIQUE INDEX submission_request ON submission (consumer, request_id);

-- One attempt to hand some recipients to a vendor. QUEUED: due at due_at. SUBMITTING: somebody makes
-- it; after a crash its outcome is unknown. ENDED: its outcome stands.
CREATE TABLE vendor_call (
  submission_id BIGINT NOT NULL,
  number        INT    NOT NULL,
  channel       TEXT   NOT NULL,
  attempt       INT    NOT NULL,
  state         TEXT   NOT NULL,
  due_at        BIGINT NOT NULL,
  outcome       TEXT,
  vendor_id     TEXT,
  vendor_code   TEXT,
  meaning       TEXT,
  billed_parts  INT,
  charge        TEXT,
  balance_after TEXT,
  started_at    BIGINT,
  millis        BIGINT,
  PRIMARY KEY (submission_id, number)
);

CREATE INDEX vendor_call_due ON vendor_call (due_at) WHERE state = 'QUEUED';
CREATE INDEX vendor_call_submitting ON vendor_call (submission_id) WHERE state = 'SUBMITTING';

CREATE TABLE delivery (
  submission_id     BIGINT NOT NULL,
  position          INT    NOT NULL,
  number            TEXT   NOT NULL,
  call              INT    NOT NULL,
  state             TEXT   NOT NULL,
  vendor_message_id TEXT,
  at                BIGINT NOT NULL,
  PRIMARY KEY (submission_id, position)
);
