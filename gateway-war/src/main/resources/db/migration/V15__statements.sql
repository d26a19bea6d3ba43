-- Statements: what became of the submissions of a day (days since 1970, China time), in sums that every transaction
-- changes together with what it stores.

-- Submissions of earlier days were stored before there were sums, and are counted themselves. One row.
CREATE TABLE statement_start (
  id  INT    PRIMARY KEY,
  day BIGINT NOT NULL
);

-- slot: each node adds to rows of its own, so that none waits for another. The sum of the rows counts.
-- charge: in 1/100,000,000 yuan. What is not in a final state is what remains of recipients.
CREATE TABLE statement_sum (
  day            BIGINT NOT NULL,
  consumer       TEXT   NOT NULL,
  channel        TEXT   NOT NULL,
  slot           INT    NOT NULL,
  submissions    BIGINT NOT NULL,
  recipients     BIGINT NOT NULL,
  segments       BIGINT NOT NULL,
  accepted       BIGINT NOT NULL,
  delivered      BIGINT NOT NULL,
  failed         BIGINT NOT NULL,
  unknown        BIGINT NOT NULL,
  rejected       BIGINT NOT NULL,
  expired        BIGINT NOT NULL,
  cancelled      BIGINT NOT NULL,
  opted_out      BIGINT NOT NULL,
  calls_accepted BIGINT NOT NULL,
  calls_rejected BIGINT NOT NULL,
  calls_not_sent BIGINT NOT NULL,
  calls_unknown  BIGINT NOT NULL,
  billed_parts   BIGINT NOT NULL,
  charge         BIGINT NOT NULL,
  PRIMARY KEY (day, consumer, channel, slot)
) ${clustered};

-- How many were delivered in how many seconds. Span 0: column n0 is 0 s, n15 is 15 s. Span r: from 16 * 2^(r-1) s to
-- twice that, in 16 equal parts.
CREATE TABLE statement_seconds (
  day      BIGINT NOT NULL,
  consumer TEXT   NOT NULL,
  channel  TEXT   NOT NULL,
  slot     INT    NOT NULL,
  span     INT    NOT NULL,
  n0       BIGINT NOT NULL,
  n1       BIGINT NOT NULL,
  n2       BIGINT NOT NULL,
  n3       BIGINT NOT NULL,
  n4       BIGINT NOT NULL,
  n5       BIGINT NOT NULL,
  n6       BIGINT NOT NULL,
  n7       BIGINT NOT NULL,
  n8       BIGINT NOT NULL,
  n9       BIGINT NOT NULL,
  n10      BIGINT NOT NULL,
  n11      BIGINT NOT NULL,
  n12      BIGINT NOT NULL,
  n13      BIGINT NOT NULL,
  n14      BIGINT NOT NULL,
  n15      BIGINT NOT NULL,
  PRIMARY KEY (day, consumer, channel, slot, span)
) ${clustered};

-- Over which account a channel sends, from a day on until another row's.
CREATE TABLE channel_account (
  channel TEXT   NOT NULL,
  day     BIGINT NOT NULL,
  account TEXT   NOT NULL,
  PRIMARY KEY (channel, day)
) ${clustered};

-- What the vendor of an account answered first in each hour (hours since 1970).
CREATE TABLE balance_sample (
  account TEXT   NOT NULL,
  hour    BIGINT NOT NULL,
  amount  TEXT   NOT NULL,
  unit    TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (account, hour)
) ${clustered};
