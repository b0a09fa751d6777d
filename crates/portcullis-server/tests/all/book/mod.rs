//! The book and the README: every page is found, every link leads somewhere, and every block of code is compiled, judged
//! or run.

mod blocks;
mod lines;
mod run;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use blocks::{Block, Page};

/// The workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn source() -> PathBuf {
    root().join("docs/book/src")
}

fn collect(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let name = path
                .strip_prefix(source())
                .expect("a page below the source");
            found.push(name.to_string_lossy().into_owned());
        }
    }
}

/// All pages of the book, with what they include.
pub(crate) fn pages() -> Vec<Page> {
    let mut names = Vec::new();
    collect(&source(), &mut names);
    names.retain(|name| name != "SUMMARY.md");
    names.sort();
    assert!(names.len() > 25, "{names:?}");
    names
        .into_iter()
        .map(|name| Page::read(&source(), &name))
        .collect()
}

fn readme() -> Page {
    Page::read(&root(), "README.md")
}

fn summary() -> BTreeSet<String> {
    let text = fs::read_to_string(source().join("SUMMARY.md")).expect("the table of contents");
    links(&text).into_iter().map(str::to_owned).collect()
}

/// Where the links of a page lead, those of code left out.
fn links(text: &str) -> Vec<&str> {
    let targets = text.split("](").skip(1);
    targets.filter_map(|rest| rest.split(')').next()).collect()
}

/// A heading as it stands in the address of a page.
fn slug(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>()
        .trim()
        .to_lowercase()
        .replace(' ', "-")
}

fn has_heading(page: &Page, wanted: &str) -> bool {
    let headings = page.prose.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| slug(line.trim_start_matches('#')))
        .any(|slug| slug == wanted)
}

/// `../server.md` seen from `how-to/a.md` is `server.md`.
fn from(page: &str, link: &str) -> String {
    let mut place: Vec<&str> = page.split('/').collect();
    place.pop();
    for part in link.split('/') {
        match part {
            ".." => drop(place.pop()),
            "." => {}
            name => place.push(name),
        }
    }
    place.join("/")
}

#[test]
fn every_page_is_in_the_table_of_contents_and_every_entry_is_a_page() {
    let there: BTreeSet<String> = pages().into_iter().map(|page| page.name).collect();
    assert_eq!(summary(), there);
}

#[test]
fn every_link_of_the_book_leads_to_a_page_and_a_heading() {
    let pages = pages();
    let mut broken = Vec::new();
    for page in &pages {
        for link in links(&page.prose) {
            if link.starts_with("https://") {
                continue;
            }
            let (path, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => page.name.clone(),
                path => from(&page.name, path),
            };
            let found = pages.iter().find(|page| page.name == target);
            if !found.is_some_and(|found| heading.is_empty() || has_heading(found, heading)) {
                broken.push(format!("{}: {link}", page.name));
            }
        }
    }
    assert_eq!(broken, [""; 0]);
}

#[test]
fn every_link_of_the_readme_leads_to_a_file() {
    let page = readme();
    let links = links(&page.prose);
    let here = links.iter().filter(|link| !link.starts_with("http"));
    let missing: Vec<_> = here.filter(|link| !root().join(link).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(links.len() > 10, "{links:?}");
}

#[test]
fn a_page_answers_one_question_in_fewer_than_120_lines() {
    for page in pages().iter().filter(|page| page.name.contains('/')) {
        let text = fs::read_to_string(source().join(&page.name)).unwrap();
        let lines = text.lines().count();
        assert!(lines < 120, "{}: {lines} lines", page.name);
    }
}

/// What is done with a block of this language.
fn is_checked(page: &Page, block: &Block) -> bool {
    match block.language.as_str() {
        // By rustdoc, if the library hands the page to it.
        "rust" | "rust,no_run" => {
            let lists = [
                "crates/portcullis/src/book.rs",
                "crates/portcullis/src/lib.rs",
            ];
            let named = format!("docs/book/src/{}\"", page.name);
            lists.iter().any(|list| {
                let text = fs::read_to_string(root().join(list)).unwrap_or_default();
                text.contains(&named)
            })
        }
        // An example, which is compiled where it stands.
        "rust,ignore" => block.included,
        "toml" | "console" | "given" | "serves" => true,
        // Written into a file that the page's commands read, or parsed.
        "json" | "ftl" | "python" => block.file.is_some() || block.language == "json",
        // Said to be no code of ours: other programs' files, drawings.
        "text" => true,
        _ => false,
    }
}

#[test]
fn no_block_of_code_is_of_a_kind_that_nothing_checks() {
    let mut unchecked = Vec::new();
    for page in pages() {
        for block in page.blocks.iter().filter(|block| !is_checked(&page, block)) {
            unchecked.push(format!(
                "{}: {:?}: {:.40}",
                page.name, block.language, block.text
            ));
        }
    }
    assert_eq!(unchecked, [""; 0]);
}

#[test]
fn the_app_of_the_readme_and_of_the_book_is_the_example() {
    let example = fs::read_to_string(root().join("examples/quickstart.rs")).unwrap();
    let (about, code) = example.split_once("\n\n").unwrap();
    assert!(about.lines().all(|line| line.starts_with("//!")), "{about}");
    for page in [readme(), Page::read(&source(), "start.md")] {
        let rust: Vec<_> = page
            .blocks
            .iter()
            .filter(|block| block.language.starts_with("rust"))
            .collect();
        assert_eq!(rust.len(), 1, "{}", page.name);
        assert_eq!(rust[0].text, code, "{}", page.name);
    }
}
