-- What happened, chained by hash, and apart from it of whom: personal data can go and the chain still verifies.

CREATE TABLE pc_audit_events (
    id            BLOB    NOT NULL PRIMARY KEY,
    chain         INTEGER NOT NULL,
    -- Counts up by one within a chain, from 1.
    number        INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    kind          TEXT    NOT NULL,
    result        TEXT    NOT NULL,
    actor         TEXT    NOT NULL,
    -- JSON, nothing personal.
    detail        TEXT    NOT NULL,
    -- Salted digest of the row in pc_audit_people.
    person_digest BLOB    NOT NULL,
    -- Digest of the event before, and of this one with that.
    previous      BLOB    NOT NULL,
    digest        BLOB    NOT NULL,
    -- HMAC over the digest, with a key that the database does not hold; NULL where there is no lasting secret.
    mac           BLOB,
    key_id        TEXT,
    UNIQUE (chain, number)
) STRICT;
CREATE INDEX pc_audit_events_at ON pc_audit_events (at, number);
CREATE INDEX pc_audit_events_kind ON pc_audit_events (kind, at, number);

-- No foreign keys: these rows outlive the users they are about, and whoever tampers can drop a constraint.
CREATE TABLE pc_audit_people (
    event_id    BLOB    NOT NULL PRIMARY KEY,
    at          INTEGER NOT NULL,
    salt        TEXT    NOT NULL,
    user_id     BLOB,
    email       TEXT,
    email_key   TEXT,
    ip          TEXT,
    user_agent  TEXT,
    -- JSON.
    detail      TEXT    NOT NULL
) STRICT;
CREATE INDEX pc_audit_people_user ON pc_audit_people (user_id, event_id);
CREATE INDEX pc_audit_people_email ON pc_audit_people (email_key, event_id);
CREATE INDEX pc_audit_people_at ON pc_audit_people (at);

-- The end of each chain. Locked last in a transaction, so that whoever waits for it holds up nobody else for long.
CREATE TABLE pc_audit_heads (
    chain  INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL,
    digest BLOB    NOT NULL
) STRICT;
INSERT INTO pc_audit_heads (chain, number, digest) VALUES
    (0, 0, zeroblob(32)), (1, 0, zeroblob(32)), (2, 0, zeroblob(32)), (3, 0, zeroblob(32)),
    (4, 0, zeroblob(32)), (5, 0, zeroblob(32)), (6, 0, zeroblob(32)), (7, 0, zeroblob(32)),
    (8, 0, zeroblob(32)), (9, 0, zeroblob(32)), (10, 0, zeroblob(32)), (11, 0, zeroblob(32)),
    (12, 0, zeroblob(32)), (13, 0, zeroblob(32)), (14, 0, zeroblob(32)), (15, 0, zeroblob(32));
