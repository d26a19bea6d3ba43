-- A consumer may have several callbacks: its own, and one for each login at a front door whose vendor pushes.
-- reader: 'callback', or the login. Nothing else changes.

CREATE TABLE callback_of_reader (
  consumer TEXT   NOT NULL,
  reader   TEXT   NOT NULL,
  node     BIGINT,
  PRIMARY KEY (consumer, reader)
) ${clustered};

INSERT INTO callback_of_reader (consumer, reader, node) SELECT consumer, 'callback', node FROM callback;
DROP TABLE callback;
ALTER TABLE callback_of_reader RENAME TO callback;

CREATE TABLE callback_batch_of_reader (
  consumer      TEXT   NOT NULL,
  reader        TEXT   NOT NULL,
  kind          TEXT   NOT NULL,
  id            BIGINT NOT NULL,
  last          BIGINT NOT NULL,
  size          INT    NOT NULL,
  failures      INT    NOT NULL,
  failing_since BIGINT,
  due_at        BIGINT NOT NULL,
  reason        TEXT,
  refused       INT    NOT NULL,
  PRIMARY KEY (consumer, reader, kind)
) ${clustered};

INSERT INTO callback_batch_of_reader
  SELECT consumer, 'callback', kind, id, last, size, failures, failing_since, due_at, reason, refused
  FROM callback_batch;
DROP TABLE callback_batch;
ALTER TABLE callback_batch_of_reader RENAME TO callback_batch;

-- By when a delivery failed without a report: front doors look for those of the last days.
CREATE INDEX delivery_failed ON delivery (at) WHERE state IN ('REJECTED', 'EXPIRED', 'CANCELLED');
