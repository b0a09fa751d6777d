-- Mail to send: what and to whom, never a secret. The courier makes the token when it sends.

CREATE TABLE pc_mail_jobs (
    id           UUID    NOT NULL PRIMARY KEY,
    kind         TEXT    NOT NULL,
    recipient    TEXT    NOT NULL,
    user_id      UUID,
    locale       TEXT    NOT NULL,
    data         TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('waiting', 'sent', 'dead')),
    attempts     INTEGER NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    due_at       TIMESTAMPTZ NOT NULL,
    leased_until TIMESTAMPTZ,
    finished_at  TIMESTAMPTZ,
    last_error   TEXT
);
CREATE INDEX pc_mail_jobs_waiting ON pc_mail_jobs (due_at, id) WHERE state = 'waiting';
CREATE INDEX pc_mail_jobs_sent ON pc_mail_jobs (finished_at) WHERE state = 'sent';
CREATE INDEX pc_mail_jobs_state ON pc_mail_jobs (state, created_at);
