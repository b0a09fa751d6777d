//! A folder of `.eml` files, one a mail: for a machine without a mail server, or for another program to send.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use async_trait::async_trait;

use super::{Message, SendError, Transport};

/// Writes each mail as `<time>-<id>.eml`. A file appears whole or not at all: it is written under a
/// name that ends in `.partial`, brought to disk, then renamed.
///
/// Mails carry links that let people in, so the folder and its files are made for their owner alone.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder need not exist; it is made with the first mail.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// Where the files go.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[async_trait]
impl Transport for Folder {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        let source = message.source()?;
        let path = self.path.clone();
        let name = file_name(message);
        tokio::task::spawn_blocking(move || write(&path, &name, &source))
            .await
            .map_err(|_| SendError::Temporary("the file was not written".to_owned()))?
            .map_err(|error| {
                SendError::Temporary(format!(
                    "cannot write into {}: {error}",
                    self.path.display()
                ))
            })
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(15)
    }
}

fn file_name(message: &Message) -> String {
    let time = message.date.to_string().replace(':', "");
    let id = message.id.split('@').next().unwrap_or_default();
    let id: String = id
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .take(64)
        .collect();
    format!("{time}-{id}.eml")
}

fn write(folder: &Path, name: &str, source: &[u8]) -> io::Result<()> {
    create_folder(folder)?;
    let partial = folder.join(format!("{name}.partial"));
    let mut file = create_file(&partial)?;
    file.write_all(source)?;
    file.sync_all()?;
    fs::rename(&partial, folder.join(name))?;
    sync_folder(folder)
}

#[cfg(unix)]
fn create_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

#[cfg(not(unix))]
fn create_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

#[cfg(unix)]
fn create_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
}

#[cfg(not(unix))]
fn create_file(path: &Path) -> io::Result<File> {
    File::create(path)
}

/// Without this the name of a new file can be lost in a power cut, although its content was not.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::letter_to;
    use super::*;

    fn files(path: &Path) -> Vec<PathBuf> {
        fs::read_dir(path)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect()
    }

    #[tokio::test]
    async fn a_mail_becomes_one_whole_file_in_a_new_folder() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::new(root.path().join("a/b"));
        let letter = letter_to("ann@example.org");
        folder.send(&letter).await.unwrap();
        let files = files(folder.path());
        assert_eq!(files.len(), 1, "{files:?}");
        assert_eq!(
            files[0].file_name().unwrap(),
            "2027-01-15T080000Z-0190f1c2-0000-7000-8000-000000000001.eml"
        );
        assert_eq!(fs::read(&files[0]).unwrap(), letter.source().unwrap());
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn only_the_owner_can_read_the_mails() {
        use std::os::unix::fs::PermissionsExt;
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::new(root.path().join("mails"));
        folder.send(&letter_to("ann@example.org")).await.unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(folder.path()), 0o700);
        assert_eq!(mode(&files(folder.path())[0]), 0o600);
    }

    #[tokio::test]
    async fn an_id_cannot_lead_out_of_the_folder() {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::new(root.path().join("mails"));
        let mut letter = letter_to("ann@example.org");
        letter.id = "</../../../evil@example.org>".to_owned();
        folder.send(&letter).await.unwrap();
        assert_eq!(files(root.path()), [folder.path()]);
        assert_eq!(files(folder.path()).len(), 1);
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_is_a_temporary_trouble() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("file");
        fs::write(&file, "in the way").unwrap();
        let trouble = Folder::new(&file).send(&letter_to("ann@example.org")).await;
        assert!(
            matches!(trouble, Err(SendError::Temporary(_))),
            "{trouble:?}"
        );
    }
}
