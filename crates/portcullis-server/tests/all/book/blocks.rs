//! A page of the book: what it includes, its prose, its blocks of code.

use std::{fs, path::Path};

/// A page with everything that it includes.
pub(crate) struct Page {
    /// Its path below the source of the book.
    pub(crate) name: String,
    /// The text without its blocks of code and what stands between backticks.
    pub(crate) prose: String,
    pub(crate) blocks: Vec<Block>,
}

/// A block of code, or something that the page wants done for those that follow.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// What follows the fence; `given` and `serves` for comments.
    pub(crate) language: String,
    pub(crate) text: String,
    /// The file that the line before says it is.
    pub(crate) file: Option<String>,
    /// Whether it is part of another file, and nothing else.
    pub(crate) included: bool,
}

impl Page {
    pub(crate) fn read(folder: &Path, name: &str) -> Self {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut page = Self {
            name: name.to_owned(),
            prose: String::new(),
            blocks: Vec::new(),
        };
        page.take(&with_includes(&path, &text));
        page
    }

    fn take(&mut self, lines: &[Line]) {
        let mut open: Option<Block> = None;
        let mut before = String::new();
        for Line { text, included } in lines {
            if let Some(mut block) = open.take() {
                if text == "```" {
                    self.blocks.push(block);
                } else {
                    block.included = *included && (block.included || block.text.is_empty());
                    block.text.push_str(text);
                    block.text.push('\n');
                    open = Some(block);
                }
            } else if let Some(language) = text.strip_prefix("```") {
                open = Some(Block {
                    language: language.to_owned(),
                    file: named(&before),
                    ..Block::default()
                });
            } else {
                self.blocks.extend(wish(text));
                self.prose.push_str(&without_code(text));
                self.prose.push('\n');
                if !text.is_empty() {
                    before.clone_from(text);
                }
            }
        }
        assert!(open.is_none(), "{}: a block has no end", self.name);
    }
}

struct Line {
    text: String,
    included: bool,
}

/// Follows `{{#include FILE}}`, `{{#include FILE:N:}}` and `{{#include FILE:ANCHOR}}`.
fn with_includes(path: &Path, text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for text in text.lines() {
        let wanted = text
            .strip_prefix("{{#include ")
            .and_then(|rest| rest.strip_suffix("}}"));
        let Some(wanted) = wanted else {
            lines.push(Line {
                text: text.to_owned(),
                included: false,
            });
            continue;
        };
        let (file, part) = wanted.split_once(':').unwrap_or((wanted, ""));
        let target = path.parent().expect("a file is in a folder").join(file);
        let whole = fs::read_to_string(&target)
            .unwrap_or_else(|error| panic!("{}: {file}: {error}", path.display()));
        let chosen = chosen(&whole, part);
        assert!(!chosen.is_empty(), "{}: {wanted} is empty", path.display());
        lines.extend(chosen.into_iter().map(|text| Line {
            text,
            included: true,
        }));
    }
    lines
}

fn chosen(whole: &str, part: &str) -> Vec<String> {
    let lines = whole.lines().map(str::to_owned);
    if part.is_empty() {
        return lines.collect();
    }
    if let Some(first) = part.strip_suffix(':') {
        return lines
            .skip(first.parse::<usize>().expect("a number of a line") - 1)
            .collect();
    }
    let (begin, end) = (
        format!("<!-- ANCHOR: {part} -->"),
        format!("<!-- ANCHOR_END: {part} -->"),
    );
    let after = lines.skip_while(|line| *line != begin).skip(1);
    after.take_while(|line| *line != end).collect()
}

/// The file that a line like "`portcullis.toml`:" names, as last words of a sentence too.
fn named(line: &str) -> Option<String> {
    let name = line.strip_suffix("`:")?.rsplit('`').next()?;
    name.contains('.').then(|| name.to_owned())
}

/// `<!-- given: COMMAND -->` is run before what follows; `<!-- serves -->` starts the server.
fn wish(line: &str) -> Option<Block> {
    let wish = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let (language, text) = wish.split_once(": ").unwrap_or((wish, ""));
    ["given", "serves"].contains(&language).then(|| Block {
        language: language.to_owned(),
        text: text.to_owned(),
        ..Block::default()
    })
}

/// What stands between backticks is no link.
fn without_code(line: &str) -> String {
    if line.starts_with('#') {
        return line.to_owned();
    }
    line.split('`').step_by(2).collect::<Vec<_>>().join("`")
}
