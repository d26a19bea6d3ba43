-- How many messages a number has got in a minute or an hour, which begins with the first of them.
CREATE TABLE quota_window (
  name       TEXT   PRIMARY KEY,
  started_at BIGINT NOT NULL,
  amount     BIGINT NOT NULL
);

CREATE INDEX quota_window_started ON quota_window (started_at);

-- Numbers that have opted out. list: 'consumer NAME' or 'account NAME'. who and reason: of an operator; a reply has
-- neither, and names the submission that it was to.
CREATE TABLE opt_out (
  list          TEXT   NOT NULL,
  number        TEXT   NOT NULL,
  id            BIGINT NOT NULL,
  at            BIGINT NOT NULL,
  submission_id BIGINT,
  who           TEXT,
  reason        TEXT,
  PRIMARY KEY (list, number)
) ${clustered};

CREATE INDEX opt_out_number ON opt_out (number, id);
CREATE INDEX opt_out_id ON opt_out (id);

-- Recipients of requests that were refused because of them, by day (days since 1970, China time): such requests are
-- not stored.
CREATE TABLE opt_out_refusal (
  day        BIGINT NOT NULL,
  consumer   TEXT   NOT NULL,
  channel    TEXT   NOT NULL,
  recipients BIGINT NOT NULL,
  PRIMARY KEY (day, consumer, channel)
) ${clustered};

-- Why the gateway itself has ended the delivery: a fault code.
ALTER TABLE delivery ADD COLUMN code TEXT;
