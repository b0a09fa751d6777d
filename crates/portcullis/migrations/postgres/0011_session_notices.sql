-- Whoever keeps copies of who is signed in hears of a change in its own transaction, whoever makes it. The time of last use
-- is left out: it is written by those who know it.

CREATE FUNCTION pc_tell_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('pc_changes', OLD.id::text);
    RETURN NULL;
END $$;

CREATE FUNCTION pc_tell_of_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('pc_changes', (CASE WHEN TG_OP = 'INSERT' THEN NEW.user_id ELSE OLD.user_id END)::text);
    RETURN NULL;
END $$;

CREATE FUNCTION pc_tell_of_everybody() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('pc_changes', '*');
    RETURN NULL;
END $$;

CREATE TRIGGER pc_users_tell AFTER UPDATE OR DELETE ON pc_users
    FOR EACH ROW EXECUTE FUNCTION pc_tell_of_user();
CREATE TRIGGER pc_sessions_tell
    AFTER DELETE OR UPDATE OF token_hash, user_id, authenticated_at, grace_until, expires_at ON pc_sessions
    FOR EACH ROW EXECUTE FUNCTION pc_tell_of_owner();
CREATE TRIGGER pc_auth_tokens_tell AFTER UPDATE OR DELETE ON pc_auth_tokens
    FOR EACH ROW EXECUTE FUNCTION pc_tell_of_owner();
CREATE TRIGGER pc_user_roles_tell AFTER INSERT OR UPDATE OR DELETE ON pc_user_roles
    FOR EACH ROW EXECUTE FUNCTION pc_tell_of_owner();
CREATE TRIGGER pc_roles_tell AFTER UPDATE OR DELETE ON pc_roles
    FOR EACH STATEMENT EXECUTE FUNCTION pc_tell_of_everybody();
