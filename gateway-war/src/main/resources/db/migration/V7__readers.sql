-- Readers of a consumer's records have positions of their own, and one of them is its callback.

-- The consumer's request id of the submission that the record is about.
ALTER TABLE record ADD COLUMN request_id TEXT;

-- How far each reader has acknowledged. The position of the default one, who calls Acknowledge, is in inbox.
CREATE TABLE reader (
  consumer     TEXT   NOT NULL,
  kind         TEXT   NOT NULL,
  name         TEXT   NOT NULL,
  acknowledged BIGINT NOT NULL,
  PRIMARY KEY (consumer, kind, name)
) ${clustered};

-- Which node delivers a consumer's records to its callback now.
CREATE TABLE callback (
  consumer TEXT   PRIMARY KEY,
  node     BIGINT
);

-- The batch that is delivered now, or was last. It has the same id and last position whenever it is tried again.
-- size: how many records the next one may have. refused: 1 if the receiver refuses it although it has one record.
CREATE TABLE callback_batch (
  consumer      TEXT   NOT NULL,
  kind          TEXT   NOT NULL,
  id            BIGINT NOT NULL,
  last          BIGINT NOT NULL,
  size          INT    NOT NULL,
  failures      INT    NOT NULL,
  failing_since BIGINT,
  due_at        BIGINT NOT NULL,
  reason        TEXT,
  refused       INT    NOT NULL,
  PRIMARY KEY (consumer, kind)
) ${clustered};

-- Records that a reader never got, since an operator skipped them.
CREATE TABLE skipped_record (
  consumer TEXT   NOT NULL,
  kind     TEXT   NOT NULL,
  reader   TEXT   NOT NULL,
  position BIGINT NOT NULL,
  who      TEXT   NOT NULL,
  reason   TEXT   NOT NULL,
  at       BIGINT NOT NULL,
  PRIMARY KEY (consumer, kind, reader, position)
) ${clustered};
