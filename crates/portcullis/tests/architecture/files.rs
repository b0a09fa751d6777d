//! The source files of the workspace.

use std::fs;
use std::path::Path;

/// A source file; its path is relative to the workspace, with `/` between folders.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// All Rust files below these folders of the workspace; a folder that does not exist holds none.
pub(crate) fn below(root: &Path, folders: &[&str]) -> Vec<File> {
    let mut files = Vec::new();
    for folder in folders {
        if root.join(folder).is_dir() {
            collect(&root.join(folder), folder, &mut files);
        }
    }
    files
}

fn collect(folder: &Path, name: &str, files: &mut Vec<File>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    entries.sort();
    for entry in entries {
        let last = entry
            .file_name()
            .expect("an entry has a name")
            .to_string_lossy();
        let path = format!("{name}/{last}");
        if entry.is_dir() && last != "target" {
            collect(&entry, &path, files);
        } else if last.ends_with(".rs") {
            let text = fs::read_to_string(&entry).unwrap_or_else(|error| panic!("{path}: {error}"));
            files.push(File { path, text });
        }
    }
}
