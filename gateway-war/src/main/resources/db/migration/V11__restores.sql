-- When the store was restored from a backup. Until refuse_until, requests with a request id that the store does not
-- know are refused: they may have been accepted after the backup was made.
CREATE TABLE restore (
  restored_at  BIGINT PRIMARY KEY,
  made_at      BIGINT NOT NULL,
  refuse_until BIGINT NOT NULL
);
