//! A server process: started, watched in `/proc`, ended. It ends with the value, whatever happens.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use tokio::time::{Instant, sleep};

use crate::Result;

/// A child process.
pub(crate) struct Process {
    child: Child,
}

/// The processor time of each thread so far, in nanoseconds.
pub(crate) struct Spent {
    /// How the names of the threads that were looked at begin.
    name: &'static str,
    threads: BTreeMap<u32, u64>,
}

impl Process {
    /// Starts a program. What it logs goes to this file.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let log = fs::OpenOptions::new().create(true).append(true).open(log)?;
        let child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        Ok(Self { child })
    }

    /// Notes what was spent so far.
    pub(crate) fn spent(&self) -> Spent {
        self.spent_by("")
    }

    /// The same of the threads whose names begin so.
    pub(crate) fn spent_by(&self, name: &'static str) -> Spent {
        let mut threads = BTreeMap::new();
        let tasks = fs::read_dir(format!("/proc/{}/task", self.child.id()));
        for task in tasks.into_iter().flatten().flatten() {
            let id = task.file_name().to_string_lossy().parse();
            let text = fs::read_to_string(task.path().join("schedstat"));
            // A thread that has ended meanwhile has neither.
            let called = fs::read_to_string(task.path().join("comm")).unwrap_or_default();
            if let (Ok(id), Ok(text), true) = (id, text, called.starts_with(name)) {
                let on_cpu = text.split(' ').next().and_then(|nanos| nanos.parse().ok());
                threads.insert(id, on_cpu.unwrap_or(0));
            }
        }
        Spent { name, threads }
    }

    /// The processor time since then, user and system, of all the threads that were looked at then.
    pub(crate) fn since(&self, then: &Spent) -> Duration {
        let now = self.spent_by(then.name);
        let each = now.threads.iter().map(|(id, nanos)| {
            let before = then.threads.get(id).copied().unwrap_or(0);
            nanos.saturating_sub(before)
        });
        Duration::from_nanos(each.sum())
    }

    /// A size out of `/proc/PID/status`, such as `VmRSS` (now) or `VmHWM` (the most so far), in MiB.
    pub(crate) fn mebibytes(&self, name: &str) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kib = line.and_then(|line| line.trim_matches([':', ' ', '\t']).split(' ').next());
        let kib: f64 = kib.ok_or(format!("no {name}"))?.parse()?;
        Ok(kib / 1024.0)
    }

    /// Forgets the most so far: `VmHWM` begins anew.
    pub(crate) fn forget_peak(&self) -> Result<()> {
        Ok(fs::write(
            format!("/proc/{}/clear_refs", self.child.id()),
            "5",
        )?)
    }

    /// Whether it has ended by itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Asks it to end.
    pub(crate) fn terminate(&self) -> Result<()> {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status()?;
        asked.success().then_some(()).ok_or("kill failed".into())
    }

    /// Waits for its end; says whether it ended well.
    pub(crate) async fn ended(&mut self, within: Duration) -> Result<bool> {
        let until = Instant::now() + within;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status.success());
            }
            sleep(Duration::from_millis(10)).await;
        }
        Err("the server did not end".into())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
