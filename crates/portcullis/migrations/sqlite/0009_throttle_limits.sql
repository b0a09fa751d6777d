-- Each count carries the limit by which it was last counted, so that one statement counts many, each by its own limit.

-- How many at once, or how many failures in a row.
ALTER TABLE pc_throttles ADD COLUMN most INTEGER NOT NULL DEFAULT 1;
-- Microseconds that one of them takes up; 0 of failures.
ALTER TABLE pc_throttles ADD COLUMN step INTEGER NOT NULL DEFAULT 0;
