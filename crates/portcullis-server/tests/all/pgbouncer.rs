//! PgBouncer in transaction mode before the throw-away PostgreSQL: every transaction may get another connection.

use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::{postgres::Database, process::until};

/// From this version on it keeps track of prepared statements.
const KNOWS_PREPARED: (u32, u32) = (1, 21);

/// Fewer connections than one of our servers has, so that they go from hand to hand.
const CONNECTIONS: u32 = 3;

/// A PgBouncer on a free port; killed when dropped.
pub(crate) struct PgBouncer {
    process: Child,
    url: String,
    knows_prepared: bool,
    _folder: TempDir,
}

impl PgBouncer {
    /// Starts one. Panics with the cure when this machine has none.
    pub(crate) async fn before(database: &Database) -> PgBouncer {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let knows_prepared = version() >= KNOWS_PREPARED;
        let port = free_port();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("a file can be written");
            path
        };
        write("users.txt", "\"postgres\" \"\"\n");
        let path = write(
            "pgbouncer.ini",
            &configuration(&folder, database, port, knows_prepared),
        );
        // As root it becomes somebody else, who has to read these as well.
        let all = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.path(), all).expect("our own folder");
        let is_root = Command::new("id")
            .arg("-u")
            .output()
            .is_ok_and(|id| id.stdout == b"0\n");
        let process = Command::new(binary())
            .args(if is_root { &["-u", "nobody"][..] } else { &[] })
            .args([&path])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("pgbouncer starts");
        until("PgBouncer listens", async || {
            TcpStream::connect(("127.0.0.1", port)).ok()
        })
        .await;
        let (_, name) = database
            .url()
            .rsplit_once('/')
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .expect("a name");
        PgBouncer {
            process,
            url: format!("postgres://postgres@127.0.0.1:{port}/{name}"),
            knows_prepared,
            _folder: folder,
        }
    }

    /// The addresses under which our servers may use it: with prepared statements where it knows them, and without.
    pub(crate) fn urls(&self) -> Vec<String> {
        let mut urls = vec![format!("{}?statement-cache-capacity=0", self.url)];
        urls.extend(self.knows_prepared.then(|| self.url.clone()));
        urls
    }
}

impl Drop for PgBouncer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn configuration(folder: &TempDir, database: &Database, port: u16, knows_prepared: bool) -> String {
    let url = database.url();
    let server = url
        .split(['@', '/'])
        .find(|part| part.contains("127.0.0.1"))
        .expect("a server on this machine");
    let server_port = server.rsplit_once(':').expect("a port").1;
    let users = folder.path().join("users.txt");
    let prepared = if knows_prepared {
        "max_prepared_statements = 100\n"
    } else {
        ""
    };
    format!(
        "[databases]\n* = host=127.0.0.1 port={server_port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\n\
         unix_socket_dir =\nauth_type = trust\nauth_file = {}\npool_mode = transaction\ndefault_pool_size = {CONNECTIONS}\n\
         max_client_conn = 200\n{prepared}",
        users.display()
    )
}

/// The kernel gives it to nobody else for a while.
fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("a bound listener").port()
}

/// Debian keeps it off the PATH of people.
fn binary() -> &'static str {
    let places = ["/usr/sbin/pgbouncer", "/usr/local/bin/pgbouncer"];
    let there = places
        .into_iter()
        .find(|place| std::path::Path::new(place).exists());
    there.unwrap_or("pgbouncer")
}

fn version() -> (u32, u32) {
    let said = Command::new(binary()).arg("--version").output();
    let said = said
        .expect("pgbouncer is there; run scripts/test, which installs it")
        .stdout;
    let said = String::from_utf8_lossy(&said).into_owned();
    let numbers = said
        .lines()
        .next()
        .and_then(|line| line.strip_prefix("PgBouncer "));
    let mut numbers = numbers.unwrap_or_else(|| panic!("{said}")).split('.');
    let mut next = || {
        numbers
            .next()
            .and_then(|number| number.parse().ok())
            .unwrap_or(0)
    };
    (next(), next())
}
