//! What a database means to do for a statement, in the few words that matter for growth.

use portcullis_kit::db::{Db, Kind, Row, Tx, Verbs, query};

/// What takes longer the more rows there are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slow {
    /// All rows of a table, by the name that it has in the statement.
    Scan(String),
    /// Rows along an index, from its beginning or from a value on: as many as nobody stops.
    Walk(String),
    /// All that was found has to be there before the first is given out.
    Sort,
}

/// What is slow in the plan of a statement. The database is not asked to run it.
pub(super) async fn slow(db: &Db, sql: &str) -> Vec<Slow> {
    let mut slow = match db.kind() {
        Kind::Sqlite => of_sqlite(sql, &plan_of_sqlite(db, sql).await),
        Kind::Postgres => of_postgres(&plan_of_postgres(db, sql).await),
    };
    slow.sort();
    slow.dedup();
    slow
}

/// SQLite does not look at how many rows there are.
async fn plan_of_sqlite(mut db: &Db, sql: &str) -> Vec<String> {
    let explain = format!("EXPLAIN QUERY PLAN {sql}");
    let explain = (0..markers(sql)).fold(query(explain.leak()), |query, _| query.bind(None::<i64>));
    let lines = db.all(explain).await.unwrap();
    texts(&lines, "detail")
}

/// The plan for any values, as a statement gets it that is prepared and used often.
async fn plan_of_postgres(db: &Db, sql: &str) -> Vec<String> {
    let mut tx = db.begin().await.unwrap();
    let sql = sql.replace("/* LOCK */", "FOR UPDATE SKIP LOCKED");
    let nulls = vec!["NULL"; markers(&sql)].join(", ");
    let values = if nulls.is_empty() {
        nulls
    } else {
        format!("({nulls})")
    };
    run(
        &mut tx,
        "SET LOCAL plan_cache_mode = force_generic_plan".to_owned(),
    )
    .await;
    // Some thousand rows are few to PostgreSQL: it would rather read all of them than look for five hundred. With these it
    // reads a whole table, or walks a whole index, only where nothing else can be done.
    for way in ["seqscan", "hashjoin", "mergejoin"] {
        run(&mut tx, format!("SET LOCAL enable_{way} = off")).await;
    }
    run(&mut tx, format!("PREPARE judged AS {sql}")).await;
    let explain = format!("EXPLAIN EXECUTE judged{values}");
    let lines = tx.all(query(explain.leak())).await.unwrap();
    run(&mut tx, "DEALLOCATE judged".to_owned()).await;
    texts(&lines, "QUERY PLAN")
}

async fn run(tx: &mut Tx, sql: String) {
    tx.run(query(sql.leak())).await.unwrap();
}

fn texts(lines: &[Row], column: &str) -> Vec<String> {
    lines
        .iter()
        .map(|line| line.text(column).unwrap())
        .collect()
}

/// How many values the statement takes.
fn markers(sql: &str) -> usize {
    let numbers = sql.split('$').skip(1).map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit());
        rest[..end.unwrap_or(rest.len())].parse().unwrap_or(0)
    });
    numbers.max().unwrap_or(0)
}

/// The words of <https://sqlite.org/eqp.html>.
fn of_sqlite(sql: &str, lines: &[String]) -> Vec<Slow> {
    let judged = lines.iter().filter_map(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        let after = |word: &str| {
            let at = words.iter().position(|other| *other == word)?;
            words.get(at + 1).copied()
        };
        let index = match after("INDEX")
            .map(|index| index.strip_prefix("sqlite_autoindex_").ok_or(index))
        {
            Some(Err(index)) => Some(index.to_owned()),
            Some(Ok(table)) => Some(table.trim_end_matches("_1").to_owned() + "_pkey"),
            None => after("PRIMARY").map(|_| words[1].to_owned() + "_pkey"),
        };
        match (words[0], index) {
            // The rows that are written into the statement.
            ("SCAN", None) if words[2..] == ["CONSTANT", "ROWS"] => None,
            ("SCAN", None) if is_made_in(sql, words[1]) => None,
            ("SCAN", None) => Some(Slow::Scan(table(sql, words[1]))),
            ("SCAN", Some(index)) => Some(Slow::Walk(index)),
            ("SEARCH", Some(index)) if !line.replace("state=?", "").contains("=?") => {
                Some(Slow::Walk(index))
            }
            ("USE", _) if line == "USE TEMP B-TREE FOR ORDER BY" => Some(Slow::Sort),
            _ => None,
        }
    });
    judged.collect()
}

/// The table that a statement calls by another name.
fn table(sql: &str, name: &str) -> String {
    let words: Vec<&str> = sql.split_whitespace().collect();
    let called = words
        .windows(2)
        .find(|pair| pair[0].starts_with("pc_") && pair[1] == name);
    called.map_or(name, |pair| pair[0]).to_owned()
}

/// Whether the statement makes these rows itself, by a query that has lines of its own.
fn is_made_in(sql: &str, name: &str) -> bool {
    let begins = [
        format!("{name} AS ("),
        format!("{name} AS MATERIALIZED ("),
        format!(") {name} "),
    ];
    name.starts_with('(') || name == "CONSTANT" || begins.iter().any(|begin| sql.contains(begin))
}

/// The words of <https://www.postgresql.org/docs/current/using-explain.html>.
fn of_postgres(lines: &[String]) -> Vec<Slow> {
    let mut slow = Vec::new();
    let lines = lines
        .iter()
        .map(|line| line.trim_start_matches([' ', '-', '>']));
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        let words: Vec<&str> = line.split(' ').collect();
        let after = |word: &str| {
            let at = words.iter().position(|other| *other == word)?;
            words.get(at + 1).map(|next| (*next).to_owned())
        };
        if line.starts_with("Sort  (") {
            slow.push(Slow::Sort);
        } else if line.starts_with("Seq Scan on ") {
            slow.extend(after("on").map(Slow::Scan));
        } else if words.contains(&"Index") && words.contains(&"Scan") {
            let found = lines
                .peek()
                .and_then(|line| line.strip_prefix("Index Cond: "));
            let found = found.map(|found| found.replace("(state = ", ""));
            if !found.is_some_and(|found| [" = ", " IS NULL"].iter().any(|is| found.contains(is))) {
                slow.extend(after("using").or_else(|| after("on")).map(Slow::Walk));
            }
        }
    }
    slow
}
