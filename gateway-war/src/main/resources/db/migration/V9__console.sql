-- Sessions of operators in browsers. A row has nothing by which one could call: the token's hash, and a proof of the
-- password under that token.
CREATE TABLE console_session (
  token_hash TEXT   PRIMARY KEY,
  consumer   TEXT   NOT NULL,
  proof      TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  used_at    BIGINT NOT NULL
);

CREATE INDEX console_session_consumer ON console_session (consumer);

-- What operators did, and why.
CREATE TABLE journal (
  id     ${key} PRIMARY KEY,
  at     BIGINT NOT NULL,
  who    TEXT   NOT NULL,
  action TEXT   NOT NULL,
  target TEXT   NOT NULL,
  reason TEXT
);
