-- One schema for SQLite and PostgreSQL. Times are milliseconds since 1970, amounts decimal numbers as
-- text, ids time-ordered. ${bytes} columns are encrypted (KeyRing).

CREATE TABLE submission (
  id           ${key} PRIMARY KEY,
  consumer     TEXT   NOT NULL,
  request_id   TEXT,
  channel      TEXT   NOT NULL,
  reference    TEXT,
  content      ${bytes} NOT NULL,
  parts        INT    NOT NULL,
  created_at   BIGINT NOT NULL,
  send_at      BIGINT,
  expires_at   BIGINT NOT NULL
);

CREATE UNIQUE INDEX submission_request ON submission (consumer, request_id) WHERE request_id IS NOT NULL;

-- One attempt to hand some recipients to a vendor. QUEUED: due at due_at. SUBMITTING: the node makes
-- it. ENDED: its outcome stands, or its time ran out, or it was cancelled. ABANDONED: the node that
-- made it is dead; its outcome is unknown, unless the node comes back and tells.
CREATE TABLE vendor_call (
  submission_id BIGINT NOT NULL,
  number        INT    NOT NULL,
  channel       TEXT   NOT NULL,
  route         TEXT   NOT NULL,
  attempt       INT    NOT NULL,
  state         TEXT   NOT NULL,
  node          BIGINT,
  due_at        BIGINT NOT NULL,
  expires_at    BIGINT NOT NULL,
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
) ${clustered};

CREATE INDEX vendor_call_due ON vendor_call (due_at) WHERE state = 'QUEUED';
CREATE INDEX vendor_call_over ON vendor_call (expires_at) WHERE state = 'QUEUED';
CREATE INDEX vendor_call_node ON vendor_call (node) WHERE state = 'SUBMITTING';

CREATE TABLE delivery (
  submission_id     BIGINT NOT NULL,
  position          INT    NOT NULL,
  number            TEXT   NOT NULL,
  call              INT    NOT NULL,
  state             TEXT   NOT NULL,
  vendor_message_id TEXT,
  at                BIGINT NOT NULL,
  PRIMARY KEY (submission_id, position)
) ${clustered};

CREATE INDEX delivery_number ON delivery (number, submission_id);
CREATE INDEX delivery_state ON delivery (state, submission_id)
  WHERE state NOT IN ('SUBMITTING', 'SUBMITTED', 'DELIVERED');

-- What people did to a submission.
CREATE TABLE event (
  submission_id BIGINT NOT NULL,
  number        INT    NOT NULL,
  at            BIGINT NOT NULL,
  kind          TEXT   NOT NULL,
  recipient     TEXT,
  state         TEXT,
  who           TEXT   NOT NULL,
  reason        TEXT,
  PRIMARY KEY (submission_id, number)
) ${clustered};

-- What an operator did to a channel last.
CREATE TABLE channel_state (
  channel   TEXT   PRIMARY KEY,
  suspended INT    NOT NULL,
  who       TEXT   NOT NULL,
  reason    TEXT   NOT NULL,
  at        BIGINT NOT NULL
);

-- Gateways on this store. Each transaction of a node counts its commits up: that tells others that it
-- lives, and itself whether a transaction whose commit was not answered has happened.
CREATE TABLE node (
  id         BIGINT PRIMARY KEY,
  started_at BIGINT NOT NULL,
  commits    BIGINT NOT NULL
);

-- Under which keys there is something.
CREATE TABLE data_key (
  id            TEXT   PRIMARY KEY,
  current_since BIGINT NOT NULL
);
