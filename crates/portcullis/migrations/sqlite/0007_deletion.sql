-- People may delete their accounts. Each waits for a while, in which its owner can think better of it.

-- When it is gone for good; until then nothing opens it.
ALTER TABLE pc_users ADD COLUMN deletion_at INTEGER;
CREATE INDEX pc_users_deletion ON pc_users (deletion_at) WHERE deletion_at IS NOT NULL;

-- Whose mails there are, for whoever asks what is kept about them.
CREATE INDEX pc_mail_jobs_user ON pc_mail_jobs (user_id) WHERE user_id IS NOT NULL;
