//! Files of secrets: replaced as a whole, and read by their owner alone.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{ErrorKind, Write, stderr},
    os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, chown},
    path::{Path, PathBuf},
};

use crate::failure::{Failure, Result, failed};

/// A file that a setting names.
pub(super) struct KeyFile {
    pub(super) path: PathBuf,
}

impl KeyFile {
    /// The file itself: a link that stands in its place stays one.
    pub(super) fn at(path: PathBuf) -> Self {
        Self {
            path: fs::canonicalize(&path).unwrap_or(path),
        }
    }

    pub(super) fn read(&self) -> Result<String> {
        fs::read_to_string(&self.path).map_err(|error| trouble(&self.path, &error))
    }

    pub(super) fn read_or_empty(&self) -> Result<String> {
        match fs::read_to_string(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
            other => other.map_err(|error| trouble(&self.path, &error)),
        }
    }

    /// The right to replace the file, which one process at a time has, until it is dropped. Waits for whoever has it.
    pub(super) fn lock(&self) -> Result<File> {
        let trouble = |error| trouble(&self.path, &error);
        loop {
            let file = File::open(&self.path).map_err(trouble)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let path = self.path.display();
                    let _ = writeln!(stderr(), "{path} is being replaced. Waiting until it is.");
                    file.lock().map_err(trouble)?;
                }
                Err(TryLockError::Error(error)) => return Err(trouble(error)),
            }
            // Whoever had it has put another file in its place: the lock is on one that nobody reads any more.
            let here = fs::metadata(&self.path).map_err(trouble)?;
            let held = file.metadata().map_err(trouble)?;
            if (here.dev(), here.ino()) == (held.dev(), held.ino()) {
                return Ok(file);
            }
        }
    }

    /// Puts another text in its place: whoever reads meanwhile sees all of the old or all of the new one. Owner and group
    /// stay, and the group may go on reading if it could.
    pub(super) fn replace(&self, text: &str) -> Result<()> {
        let trouble = |error| trouble(&self.path, &error);
        let mut name = self.path.clone().into_os_string();
        name.push(".new");
        let new = PathBuf::from(name);
        // Left by a rotation that was interrupted.
        if let Err(error) = fs::remove_file(&new)
            && error.kind() != ErrorKind::NotFound
        {
            return Err(trouble(error));
        }
        write_new(&new, text).map_err(trouble)?;
        let put = || {
            if let Ok(old) = fs::metadata(&self.path) {
                chown(&new, Some(old.uid()), Some(old.gid()))?;
                let mode = 0o600 | (old.mode() & 0o040);
                fs::set_permissions(&new, fs::Permissions::from_mode(mode))?;
            }
            fs::rename(&new, &self.path)?;
            sync_folder(&self.path)
        };
        put().map_err(|error| {
            let _ = fs::remove_file(&new);
            trouble(error)
        })
    }
}

/// Makes a file that is not there yet.
pub(super) fn create(path: &Path, text: &str) -> Result<()> {
    write_new(path, text)
        .and_then(|()| sync_folder(path))
        .map_err(|error| trouble(path, &error))
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(format!("{text}\n").as_bytes())?;
    file.sync_all()
}

/// A name is on the disk when its folder is.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn trouble(path: &Path, error: &std::io::Error) -> Failure {
    failed(format!("{}: {error}", path.display()))
}
