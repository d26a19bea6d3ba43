-- What operators see: records by number, and how many calls ended how in each minute.

CREATE INDEX record_number ON record (number, id);

-- Sums of all nodes. at: the beginning of the minute.
CREATE TABLE outcome_minute (
  at      BIGINT NOT NULL,
  channel TEXT   NOT NULL,
  outcome TEXT   NOT NULL,
  calls   BIGINT NOT NULL,
  PRIMARY KEY (at, channel, outcome)
) ${clustered};
