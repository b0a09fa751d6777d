//! Does what the pages say: writes their files, judges their settings, runs their commands.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use serde_json::Value;

use super::{
    blocks::{Block, Page},
    lines::{commands, fits, manifest, names_what_is_there},
    pages, readme,
};
use crate::process::{Place, Served, until};

/// What a page leaves out because it is not its question.
const REST: [(&str, &str); 9] = [
    ("SECURITY_PUBLIC_URL", "'http://localhost:8080'"),
    ("SECURITY_EMAIL_SENDER", "'no-reply@example.com'"),
    ("SECRET_KEY", "'kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5'"),
    ("SECURITY_REGISTERABLE", "true"),
    ("SECURITY_CONFIRMABLE", "true"),
    ("SECURITY_RECOVERABLE", "true"),
    ("SECURITY_PASSWORDLESS", "true"),
    ("SECURITY_ACCOUNT", "true"),
    ("LOG_FORMAT", "'json'"),
];

/// A folder in which a page is followed.
struct Follower {
    place: Place,
    /// The settings so far, by name.
    settings: Vec<(String, String)>,
    served: Option<Served>,
}

fn write_secretly(path: &Path, text: &str) {
    fs::write(path, text).expect("a file of ours");
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).expect("a file of ours");
}

impl Follower {
    fn new() -> Self {
        let mut follower = Self {
            place: Place::new(),
            settings: Vec::new(),
            served: None,
        };
        follower.write_settings();
        follower
    }

    fn unquoted(value: &str) -> &str {
        value.trim_matches(['"', '\''])
    }

    /// Files of other folders are files of ours; the server listens where there is room, on a database of its own.
    fn here(&self, name: &str, value: &str) -> (String, String) {
        if name == "LISTEN" {
            return (name.to_owned(), "'127.0.0.1:0'".to_owned());
        }
        if name == "DATABASE_URL" && value.contains("postgres://") {
            return (name.to_owned(), "'sqlite://portcullis.db'".to_owned());
        }
        let path = Self::unquoted(value);
        if name.ends_with("_FILE") && path.starts_with('/') {
            let file = name.to_lowercase();
            let text = match name {
                "DATABASE_URL_FILE" => "sqlite://portcullis.db",
                "SECRET_KEY_FALLBACKS_FILE" => "",
                _ => "kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5",
            };
            write_secretly(&self.place.path(&file), text);
            return (name.to_owned(), format!("'{file}'"));
        }
        (name.to_owned(), value.to_owned())
    }

    /// Takes the lines of a block in; what stands there already is replaced.
    fn add(&mut self, block: &str) {
        for line in block
            .lines()
            .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        {
            let (name, value) = line
                .split_once(" = ")
                .unwrap_or_else(|| panic!("no setting: {line}"));
            let value = value.split("   #").next().unwrap_or_default().trim();
            let setting = self.here(name, value);
            self.settings.retain(|(known, _)| *known != setting.0);
            self.settings.push(setting);
        }
        self.write_settings();
    }

    fn write_settings(&mut self) {
        let mut text = String::new();
        for (name, value) in &self.settings {
            text.push_str(&format!("{name} = {value}\n"));
        }
        for (name, value) in REST {
            let is_given =
                |(known, _): &(String, String)| known == name || *known == format!("{name}_FILE");
            if !self.settings.iter().any(is_given) {
                text.push_str(&format!("{name} = {value}\n"));
            }
        }
        if !text.contains("MAIL_SERVER") && !text.contains("MAIL_FOLDER") {
            text.push_str("MAIL_FOLDER = 'mails'\n");
        }
        if !text.contains("LISTEN") {
            text.push_str("LISTEN = '127.0.0.1:0'\n");
        }
        self.place.write("portcullis.toml", &text);
    }

    /// Asks the server what it thinks of the settings. What they name and the page has yet to make is there meanwhile.
    async fn judge(&self, page: &str) {
        let mut made = Vec::new();
        for (name, value) in &self.settings {
            let path = self.place.path(Self::unquoted(value));
            let is_folder = name.ends_with("_FOLDER") || name.ends_with("_DIRNAME");
            if path.exists() || !is_folder && !name.ends_with("_FILE") {
                continue;
            }
            match (is_folder, name.contains("FALLBACKS")) {
                (true, _) => fs::create_dir(&path).expect("a folder of ours"),
                (false, true) => write_secretly(&path, ""),
                (false, false) => write_secretly(&path, "kX3-v9Qw_7pLz2Rt8NfYc4Bh6MdJs1Ga5"),
            }
            made.push(path);
        }
        let ended = self
            .place
            .run(&["messages", "--config", "portcullis.toml"])
            .await;
        assert_eq!(ended.code, Some(0), "{page}: {ended:?}");
        for path in made {
            let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
        }
    }

    async fn follow(&mut self, page: &str, block: &Block) {
        match (block.language.as_str(), &block.file) {
            ("toml", _) if block.text.contains("dependencies]") => manifest(page, &block.text),
            ("toml", _) => {
                self.add(&block.text);
                self.judge(page).await;
            }
            ("json", file) => {
                for line in block.text.lines().filter(|line| !line.is_empty()) {
                    assert!(
                        serde_json::from_str::<Value>(line).is_ok(),
                        "{page}: {line}"
                    );
                }
                self.write(file.as_deref(), &block.text);
            }
            ("ftl" | "python", file) => self.write(file.as_deref(), &block.text),
            ("given", _) => self.run(page, &block.text, "").await,
            ("serves", _) => self.served = Some(self.place.serve().await),
            ("console", _) => {
                for (command, expected) in commands(page, &block.text) {
                    self.run(page, &command, &expected).await;
                }
            }
            _ => {}
        }
    }

    fn write(&self, file: Option<&str>, text: &str) {
        if let Some(file) = file {
            let path = self.place.path(file);
            fs::create_dir_all(path.parent().expect("a file is in a folder"))
                .expect("a folder of ours");
            fs::write(path, text).expect("a file of ours");
        }
    }

    async fn run(&self, page: &str, command: &str, expected: &str) {
        let words: Vec<&str> = command.split_whitespace().collect();
        match words[..] {
            ["cargo" | "just" | "scripts/test", ..] => names_what_is_there(page, &words),
            ["portcullis", "dev", ..] => {
                self.starts(page, &["dev", "--port", "0"], "Stop with")
                    .await
            }
            ["portcullis", "serve", ref more @ ..] => {
                self.starts(page, &[&["serve"], more].concat(), "\"Serving\"")
                    .await;
            }
            _ => {
                let here = self
                    .served
                    .as_ref()
                    .map_or("http://localhost:3000", |served| &served.url);
                let ended = self
                    .place
                    .shell(&command.replace("http://localhost:3000", here));
                assert_eq!(ended.code, Some(0), "{page}: {command}: {ended:?}");
                let said = ended.output.trim();
                assert!(
                    expected.is_empty() || fits(expected.trim(), said),
                    "{page}: {command}: {said}"
                );
            }
        }
    }

    /// Starts what runs until a signal, and ends it when it says that it serves.
    async fn starts(&self, page: &str, arguments: &[&str], word: &str) {
        let mut running = self.place.start(arguments);
        until("it serves", async || {
            running.must_run();
            [running.said(), running.log()]
                .iter()
                .any(|said| said.contains(word))
                .then_some(())
        })
        .await;
        running.signal("TERM");
        assert_eq!(running.ended().await.code, Some(0), "{page}: {arguments:?}");
    }
}

async fn follow(page: &Page) {
    let mut follower = Follower::new();
    for block in &page.blocks {
        follower.follow(&page.name, block).await;
    }
    // With all files that the page has written.
    follower.judge(&page.name).await;
}

#[tokio::test]
async fn what_the_book_says_to_configure_and_to_type_works() {
    for page in pages() {
        follow(&page).await;
    }
}

#[tokio::test]
async fn what_the_readme_says_to_configure_and_to_type_works() {
    follow(&readme()).await;
}
