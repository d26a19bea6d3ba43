-- What the simulated vendor of test consumers will say. status: of a delivery report; without one, the number replies.
CREATE TABLE simulated_record (
  id      BIGINT PRIMARY KEY,
  account TEXT   NOT NULL,
  call_id TEXT   NOT NULL,
  number  TEXT   NOT NULL,
  status  TEXT,
  due_at  BIGINT NOT NULL
);

CREATE INDEX simulated_record_due ON simulated_record (due_at, id);
