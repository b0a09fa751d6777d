"""Adds accounts with a session each to an SQLite database, for measurements, so that those who are there lie spread over all:
between two of them in every table and every index come equally many new ones. The new ones are copies of their neighbour
under other names, whatever columns the tables have.

python3 bench/fill_sqlite.py FILE ACCOUNTS
"""

import sqlite3
import sys

# The neighbour's id up to the time in it, then chance; what sorts just before the neighbour's address.
USERS = {
    "id": "CAST(substr(s.id, 1, 8) || randomblob(8) AS BLOB)",
    "email": "replace(s.email, '@', '.' || n || '@')",
    "email_key": "replace(s.email_key, '@', '.' || n || '@')",
}
# Of a token that nobody has.
SESSIONS = {
    "id": "u.id",
    "user_id": "u.id",
    "token_hash": "randomblob(32)",
    "replaced_hash": "NULL",
}


def columns(db, table):
    """The names of a table's columns."""
    return [row[1] for row in db.execute(f"PRAGMA table_info({table})")]


def insert(db, table, made, source):
    """Copies rows, but for some columns."""
    names = columns(db, table)
    values = ", ".join(made.get(name, f"s.{name}") for name in names)
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM {source}"


def users(db, accounts):
    """Writes all in the order of their ids: each of those who are there, then as many new ones as stand beside them."""
    db.execute("CREATE TEMP TABLE people AS SELECT * FROM pc_users ORDER BY id")
    (people,) = db.execute("SELECT count(*) FROM people").fetchone()
    db.execute("DELETE FROM pc_users")
    same = insert(db, "pc_users", {}, "people s WHERE s.rowid = ?")
    beside = (
        "(WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT ?) SELECT n FROM numbers),"
        " (SELECT * FROM people WHERE rowid = ?) s"
    )
    copies = insert(db, "pc_users", USERS, beside)
    for person in range(1, people + 1):
        db.execute(same, (person,))
        count = accounts * person // people - accounts * (person - 1) // people
        if count > 0:
            db.execute(copies, (count, person))


def sessions(db):
    """One more for each."""
    db.execute("CREATE TEMP TABLE one AS SELECT * FROM pc_sessions LIMIT 1")
    db.execute(insert(db, "pc_sessions", SESSIONS, "pc_users u CROSS JOIN one s ORDER BY u.rowid"))


def main():
    """Fills without indexes, where they can be made again: to sort is faster than to find the place of each."""
    file, accounts = sys.argv[1], int(sys.argv[2])
    db = sqlite3.connect(file, isolation_level=None)
    # A power cut may take it all: it is made for one measurement.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -2000000"):
        db.execute(f"PRAGMA {pragma}").fetchall()
    db.execute("BEGIN")
    indexes = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('pc_users', 'pc_sessions')"
    ).fetchall()
    for name, _ in indexes:
        db.execute(f"DROP INDEX {name}")
    users(db, accounts)
    sessions(db)
    for _, sql in indexes:
        db.execute(sql)
    db.execute("COMMIT")
    db.execute("PRAGMA journal_mode = WAL").fetchall()
    db.close()


main()
