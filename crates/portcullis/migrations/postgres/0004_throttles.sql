-- How often things were done. Keys are digests: no address of a person or of a network stands here.

CREATE TABLE pc_throttles (
    throttle_key BYTEA   NOT NULL PRIMARY KEY,
    -- Microseconds since 1970, in both databases: the statements reckon with it. The time at which everything that was
    -- let in is paid for; of failures, the end of their memory. Past it the row says nothing any more.
    busy_until   BIGINT  NOT NULL,
    -- How many in a row have failed.
    failures     BIGINT  NOT NULL
);
CREATE INDEX pc_throttles_end ON pc_throttles (busy_until);
