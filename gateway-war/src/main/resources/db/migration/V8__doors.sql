-- The next id that the front doors of a company answer. Each node takes several at a time.
CREATE TABLE door_sequence (
  company TEXT   PRIMARY KEY,
  next    BIGINT NOT NULL
);

-- By what a repeated message is recognised (SHA-256 of login, numbers and text) until a time, and the
-- first of the ids that it was answered with.
CREATE TABLE door_message (
  digest   TEXT   PRIMARY KEY,
  first_id BIGINT NOT NULL,
  until    BIGINT NOT NULL
);

CREATE INDEX door_message_until ON door_message (until);

-- Which failed deliveries a reader at a front door has been told of: those that no vendor reports,
-- since they were rejected, expired or cancelled after the door had answered.
CREATE TABLE door_told (
  reader        TEXT   NOT NULL,
  submission_id BIGINT NOT NULL,
  position      INT    NOT NULL,
  PRIMARY KEY (submission_id, position, reader)
) ${clustered};
