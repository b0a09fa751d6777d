-- Browsers in which somebody has signed in before. The cookie carries 256 random bits; only their hash is here.

CREATE TABLE pc_devices (
    id           BLOB    NOT NULL PRIMARY KEY,
    -- One browser may serve several people.
    token_hash   BLOB    NOT NULL,
    user_id      BLOB    NOT NULL REFERENCES pc_users (id) ON DELETE CASCADE,
    ip           TEXT,
    user_agent   TEXT,
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    UNIQUE (token_hash, user_id)
) STRICT;
CREATE INDEX pc_devices_user ON pc_devices (user_id);
CREATE INDEX pc_devices_seen ON pc_devices (last_seen_at);
