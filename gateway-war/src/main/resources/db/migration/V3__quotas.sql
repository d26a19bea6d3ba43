-- The consumer's word on one recipient, where it gave each its own.
ALTER TABLE delivery ADD COLUMN reference TEXT;

-- How much of something there was on a day (days since 1970, China time).
CREATE TABLE quota (
  name   TEXT   NOT NULL,
  day    BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (name, day)
) ${clustered};

CREATE INDEX quota_day ON quota (day);

-- Passwords of vendors' accounts that were changed over the gateway. They count as long as the
-- configured one is the one of then. While a change is not settled, both are kept. All are encrypted.
CREATE TABLE account_password (
  account    TEXT   PRIMARY KEY,
  configured ${bytes} NOT NULL,
  current    ${bytes},
  candidate  ${bytes},
  changed_at BIGINT NOT NULL,
  written_at BIGINT NOT NULL
);
