-- People, what they may do, and the secrets mailed to them.
-- Times are microseconds since 1970 UTC; ids are UUIDv7 in 16 bytes.

CREATE TABLE pc_users (
    id               BLOB    NOT NULL PRIMARY KEY,
    email            TEXT    NOT NULL,
    email_key        TEXT    NOT NULL,
    -- An address that nobody has proven yet. Several claims may stand for one address, one account owns it.
    claim            INTEGER NOT NULL,
    -- Hash of the cookie in the browser that made the claim.
    claim_hash       BLOB,
    password_hash    TEXT,
    active           INTEGER NOT NULL,
    -- Counts up whenever everything that opens the account ends: what was proven before opens nothing after.
    access_version   INTEGER NOT NULL,
    confirmed_at     INTEGER,
    locale           TEXT,
    profile          TEXT    NOT NULL,
    last_login_at    INTEGER,
    current_login_at INTEGER,
    last_login_ip    TEXT,
    current_login_ip TEXT,
    login_count      INTEGER NOT NULL,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX pc_users_owner ON pc_users (email_key) WHERE NOT claim;
CREATE INDEX pc_users_email ON pc_users (email_key, created_at);
CREATE INDEX pc_users_claims ON pc_users (created_at) WHERE claim;

CREATE TABLE pc_roles (
    id          BLOB    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL UNIQUE,
    description TEXT    NOT NULL,
    -- Comma-joined, sorted, without blanks.
    permissions TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE pc_user_roles (
    user_id BLOB NOT NULL REFERENCES pc_users (id) ON DELETE CASCADE,
    role_id BLOB NOT NULL REFERENCES pc_roles (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, role_id)
) STRICT;
CREATE INDEX pc_user_roles_role ON pc_user_roles (role_id);

CREATE TABLE pc_one_time_tokens (
    id         BLOB    NOT NULL PRIMARY KEY,
    token_hash BLOB    NOT NULL UNIQUE,
    purpose    TEXT    NOT NULL,
    user_id    BLOB    NOT NULL REFERENCES pc_users (id) ON DELETE CASCADE,
    -- The address that the token was mailed to; the token is void once the account's differs.
    email_key  TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    -- Used, or void because a sibling was.
    spent_at   INTEGER
) STRICT;
CREATE INDEX pc_one_time_tokens_user ON pc_one_time_tokens (user_id, purpose);
CREATE INDEX pc_one_time_tokens_expiry ON pc_one_time_tokens (expires_at);
