-- Reports and replies: asked for in turns, kept as they came, then read, matched and numbered.

ALTER TABLE delivery ADD COLUMN vendor_status TEXT;

-- Who may ask an account's vendor for something, and when. poll is the question that is out.
CREATE TABLE turn (
  account     TEXT   NOT NULL,
  question    TEXT   NOT NULL,
  due_at      BIGINT NOT NULL,
  pause       BIGINT NOT NULL,
  node        BIGINT,
  poll        BIGINT,
  since       BIGINT NOT NULL,
  answered_at BIGINT,
  failure     TEXT,
  PRIMARY KEY (account, question)
) ${clustered};

-- A question for what is handed out once, or a push. STARTED: it is out. ARRIVED: its answer is kept
-- and not read yet. TAKEN: its records are there. INCOMPLETE: but for those that cannot be read.
-- UNREADABLE: all of it. IN_DOUBT: no answer came. One that brought nothing is removed.
CREATE TABLE poll (
  id         ${key} PRIMARY KEY,
  account    TEXT   NOT NULL,
  question   TEXT   NOT NULL,
  state      TEXT   NOT NULL,
  node       BIGINT,
  started_at BIGINT NOT NULL,
  ended_at   BIGINT,
  answer     ${bytes},
  reason     TEXT
);

CREATE INDEX poll_odd ON poll (id) WHERE state <> 'TAKEN';
CREATE INDEX poll_arrived ON poll (id) WHERE state = 'ARRIVED';
CREATE INDEX poll_node ON poll (node) WHERE node IS NOT NULL;

-- Records that could not be read.
CREATE TABLE broken_record (
  poll    BIGINT NOT NULL,
  place   INT    NOT NULL,
  content ${bytes} NOT NULL,
  PRIMARY KEY (poll, place)
) ${clustered};

-- Reports and replies. No consumer: a report that waits for its delivery. The consumer '': nobody's.
CREATE TABLE record (
  id            ${key} PRIMARY KEY,
  kind          TEXT   NOT NULL,
  poll          BIGINT NOT NULL,
  account       TEXT   NOT NULL,
  consumer      TEXT,
  position      BIGINT,
  number        TEXT   NOT NULL,
  other_numbers TEXT,
  received_at   BIGINT NOT NULL,
  vendor_time   BIGINT,
  vendor_id     TEXT,
  custom_id     TEXT,
  verdict       TEXT,
  status        TEXT,
  written_to    TEXT,
  content       ${bytes},
  submission_id BIGINT,
  channel       TEXT,
  reference     TEXT
);

CREATE UNIQUE INDEX record_position ON record (consumer, kind, position);
CREATE INDEX record_waiting ON record (id) WHERE consumer IS NULL;
CREATE INDEX record_nobodys ON record (account, kind, id) WHERE consumer = '';

-- What has come, by which a second arrival is known for some days.
CREATE TABLE record_identity (
  near    TEXT   NOT NULL,
  digest  ${bytes} NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (near, digest)
) ${clustered};

CREATE INDEX record_identity_seen ON record_identity (seen_at);

-- How far a consumer's records are numbered, and how far it has acknowledged them.
CREATE TABLE inbox (
  consumer     TEXT   NOT NULL,
  kind         TEXT   NOT NULL,
  last         BIGINT NOT NULL,
  acknowledged BIGINT NOT NULL,
  PRIMARY KEY (consumer, kind)
) ${clustered};

-- What an account's vendor told last.
CREATE TABLE balance (
  account  TEXT   PRIMARY KEY,
  amount   TEXT   NOT NULL,
  unit     TEXT   NOT NULL,
  asked_at BIGINT NOT NULL
);
