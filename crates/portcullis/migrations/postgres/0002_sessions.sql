-- Who is signed in. Cookies and tokens carry 256 random bits; only their hash is here.

CREATE TABLE pc_sessions (
    id               UUID    NOT NULL PRIMARY KEY,
    token_hash       BYTEA    NOT NULL UNIQUE,
    -- The secret before the last renewal. It opens nothing, but who signs out with it still ends the session: the cookie
    -- with the new one may be on its way yet.
    replaced_hash    BYTEA,
    user_id          UUID    NOT NULL REFERENCES pc_users (id) ON DELETE CASCADE,
    authn_via        TEXT    NOT NULL,
    remember         BOOLEAN NOT NULL,
    ip               TEXT,
    user_agent       TEXT,
    created_at       TIMESTAMPTZ NOT NULL,
    authenticated_at TIMESTAMPTZ NOT NULL,
    grace_until      TIMESTAMPTZ NOT NULL,
    last_seen_at     TIMESTAMPTZ NOT NULL,
    -- Idle end, moved on by use, never past the absolute end.
    idle_until       TIMESTAMPTZ NOT NULL,
    expires_at       TIMESTAMPTZ NOT NULL
);
CREATE INDEX pc_sessions_user ON pc_sessions (user_id);
CREATE INDEX pc_sessions_replaced ON pc_sessions (replaced_hash) WHERE replaced_hash IS NOT NULL;
CREATE INDEX pc_sessions_idle ON pc_sessions (idle_until);

CREATE TABLE pc_auth_tokens (
    id               UUID    NOT NULL PRIMARY KEY,
    token_hash       BYTEA    NOT NULL UNIQUE,
    user_id          UUID    NOT NULL REFERENCES pc_users (id) ON DELETE CASCADE,
    -- The session that it was granted with: signing out of one ends both.
    session_id       UUID,
    created_at       TIMESTAMPTZ NOT NULL,
    authenticated_at TIMESTAMPTZ NOT NULL,
    expires_at       TIMESTAMPTZ NOT NULL
);
CREATE INDEX pc_auth_tokens_user ON pc_auth_tokens (user_id);
CREATE INDEX pc_auth_tokens_session ON pc_auth_tokens (session_id);
CREATE INDEX pc_auth_tokens_expiry ON pc_auth_tokens (expires_at);
