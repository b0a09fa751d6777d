-- Adds `accounts` accounts with a session each, for measurements, so that those who are there lie spread over all: between two
-- of them in every index come equally many new ones. The new ones are copies of their neighbour under other names, whatever
-- columns the tables have.
-- psql -v accounts=200000 -f bench/fill_postgres.sql
\set QUIET on
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
-- No triggers: that each session has its account need not be looked up.
SET session_replication_role = replica;
SELECT set_config('bench.accounts', :'accounts', false) \g /dev/null

-- `made` is what takes the place of columns of a row `s` of the source.
CREATE FUNCTION pg_temp.copies(name text, made jsonb, source text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    columns text;
    vals text;
BEGIN
    SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position),
           string_agg(coalesce(made ->> column_name, 's.' || quote_ident(column_name)), ', ' ORDER BY ordinal_position)
    INTO columns, vals
    FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = name;
    EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM %s', name, columns, vals, source);
END $$;

BEGIN;
-- Without indexes, where they can be made again: to sort is faster than to find the place of each.
CREATE TEMP TABLE indexes AS
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS made FROM pg_index
    WHERE indrelid IN ('pc_users'::regclass, 'pc_sessions'::regclass)
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid);
SELECT format('DROP INDEX %s', name) FROM indexes \gexec
CREATE TEMP TABLE people AS SELECT row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS people, * FROM pc_users;
-- The neighbour's id up to the time in it, then chance; what sorts beside the neighbour's address.
SELECT pg_temp.copies('pc_users', jsonb_build_object(
    'id', '(left(s.id::text, 19) || right(gen_random_uuid()::text, 17))::uuid',
    'email', 'replace(s.email, ''@'', ''.'' || n || ''@'')',
    'email_key', 'replace(s.email_key, ''@'', ''.'' || n || ''@'')'),
    $$(SELECT * FROM people ORDER BY place) s,
      generate_series(1, current_setting('bench.accounts')::bigint * s.place / s.people
                       - current_setting('bench.accounts')::bigint * (s.place - 1) / s.people) n$$) \g /dev/null
CREATE TEMP TABLE one AS SELECT * FROM pc_sessions LIMIT 1;
-- Of a token that nobody has.
SELECT pg_temp.copies('pc_sessions', jsonb_build_object(
    'id', 'u.id', 'user_id', 'u.id', 'token_hash', 'sha256(uuid_send(u.id))', 'replaced_hash', 'NULL'),
    'pc_users u, one s') \g /dev/null
SELECT made FROM indexes \gexec
COMMIT;
VACUUM ANALYZE;
CHECKPOINT;
