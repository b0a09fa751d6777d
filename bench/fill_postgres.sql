-- Adds `accounts` accounts with a session each, for measurements: copies of the first one under other names, whatever columns
-- the tables have. Ids begin with the number, so that they lie between those that are there.
-- psql -v accounts=200000 -f bench/fill_postgres.sql
\set QUIET on
SET synchronous_commit = off;
SELECT set_config('bench.accounts', :'accounts', false) \g /dev/null
DO $$
DECLARE
    number CONSTANT text := 'lpad(to_hex(n), 12, ''0'')';
    -- A number that looks random, and is the same for the account and its session.
    id CONSTANT text := '(' || 'left(md5(n::text), 8) || ''-0000-7000-8000-'' || ' || number || ')::uuid';
    accounts CONSTANT text := current_setting('bench.accounts');
    columns text;
    vals text;
    source record;
BEGIN
    FOR source IN SELECT * FROM (VALUES
        ('pc_users', '{"id": "@id", "email": "''q'' || n || ''@example.test''", "email_key": "''q'' || n || ''@example.test''"}'::jsonb),
        ('pc_sessions', '{"id": "@id", "user_id": "@id", "token_hash": "sha256(n::text::bytea)", "replaced_hash": "NULL"}'::jsonb)
    ) AS of (name, made)
    LOOP
        SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position),
               string_agg(coalesce(replace(source.made ->> column_name, '@id', id), 's.' || quote_ident(column_name)), ', '
                          ORDER BY ordinal_position)
        INTO columns, vals
        FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = source.name;
        EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM generate_series(1, %s) n, (SELECT * FROM %I LIMIT 1) s',
                       source.name, columns, vals, accounts, source.name);
    END LOOP;
END $$;
VACUUM ANALYZE;
CHECKPOINT;
