-- Links that know the browser that asked for them, and the codes that stand beside them.

-- Of the browser that asked; NULL when the app or an operator did. Only there the link opens a session.
ALTER TABLE pc_one_time_tokens ADD COLUMN browser_hash BLOB;
-- Of the secret that a right code was exchanged for: a second way to the same token.
ALTER TABLE pc_one_time_tokens ADD COLUMN exchanged_hash BLOB;
CREATE UNIQUE INDEX pc_one_time_tokens_exchanged ON pc_one_time_tokens (exchanged_hash) WHERE exchanged_hash IS NOT NULL;

-- What a browser waits for, whether a mail is sent or not: tries are counted alike.
CREATE TABLE pc_mailed_codes (
    browser_hash BLOB    NOT NULL,
    purpose      TEXT    NOT NULL,
    -- Digest of the address that was typed, whoever has it: tries are counted for each address too.
    account      BLOB    NOT NULL,
    tries        INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    -- Once the mail is made. The proof is a MAC under a key that the database does not hold: codes are short.
    token_id     BLOB,
    code_key     TEXT,
    code_mac     BLOB,
    code_until   INTEGER,
    PRIMARY KEY (browser_hash, purpose)
) STRICT, WITHOUT ROWID;
CREATE INDEX pc_mailed_codes_created ON pc_mailed_codes (created_at);
