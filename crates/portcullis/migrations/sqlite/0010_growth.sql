-- What is found stays as fast however much there is: indexes that begin with the state, so that a range of times is not
-- passed over for the state alone.

DROP INDEX pc_mail_jobs_waiting;
CREATE INDEX pc_mail_jobs_waiting ON pc_mail_jobs (state, due_at, id) WHERE state = 'waiting';
DROP INDEX pc_mail_jobs_sent;
CREATE INDEX pc_mail_jobs_finished ON pc_mail_jobs (state, finished_at) WHERE finished_at IS NOT NULL;
