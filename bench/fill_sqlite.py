"""Adds accounts with a session each to an SQLite database, for measurements: copies of the first one under other names,
whatever columns the tables have. Ids look random, so that they lie between those that are there.

python3 bench/fill_sqlite.py FILE ACCOUNTS
"""

import hashlib
import sqlite3
import sys

STEP = 100_000


def account(n):
    """The id of the n-th account, and of its session."""
    return hashlib.md5(b"%d" % n).digest()


def token(n):
    """The hash of a token that nobody has."""
    return hashlib.sha256(b"%d" % n).digest()


USERS = {
    "id": "account(n)",
    "email": "'q' || n || '@example.test'",
    "email_key": "'q' || n || '@example.test'",
}
SESSIONS = {
    "id": "account(n)",
    "user_id": "account(n)",
    "token_hash": "token(n)",
    "replaced_hash": "NULL",
}


def copy(db, table, made, first, last):
    """Copies the first row of a table so often."""
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(made.get(name, f"s.{name}") for name in names)
    db.execute(
        f"WITH RECURSIVE numbers (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)"
        f" INSERT INTO {table} ({', '.join(names)})"
        f" SELECT {values} FROM numbers, (SELECT * FROM {table} ORDER BY rowid LIMIT 1) s",
        (first, last),
    )


def main():
    """Fills in steps, so that no transaction grows without end."""
    file, accounts = sys.argv[1], int(sys.argv[2])
    db = sqlite3.connect(file, isolation_level=None)
    db.create_function("account", 1, account, deterministic=True)
    db.create_function("token", 1, token, deterministic=True)
    # A power cut may take it all: it is made for one measurement.
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -2000000")
    for table, made in (("pc_users", USERS), ("pc_sessions", SESSIONS)):
        for first in range(1, accounts + 1, STEP):
            copy(db, table, made, first, min(first + STEP - 1, accounts))
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


main()
