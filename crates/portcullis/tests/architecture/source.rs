//! Reads Rust source just well enough to see names and texts: comments fall away, lines are counted,
//! and what is compiled for tests only can be left out.

/// A piece of source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Token<'a> {
    /// A name, a keyword or a number.
    Name(&'a str),
    /// The inside of a string literal, escapes untouched.
    Text(&'a str),
    /// `::`
    Join,
    /// Any other character.
    Mark(char),
}

/// A token and the line it begins on, counted from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Spot<'a> {
    pub(crate) line: usize,
    pub(crate) token: Token<'a>,
}

/// Takes source apart.
pub(crate) fn tokens(source: &str) -> Vec<Spot<'_>> {
    let mut reader = Reader {
        source,
        at: 0,
        line: 1,
        found: Vec::new(),
    };
    while reader.at < source.len() {
        reader.step();
    }
    reader.found
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    line: usize,
    found: Vec<Spot<'a>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }

    /// Moves on and counts the lines that are passed.
    fn pass(&mut self, length: usize) -> &'a str {
        let passed = &self.rest()[..length];
        self.line += passed.matches('\n').count();
        self.at += length;
        passed
    }

    fn push(&mut self, line: usize, token: Token<'a>) {
        self.found.push(Spot { line, token });
    }

    fn step(&mut self) {
        let (rest, line) = (self.rest(), self.line);
        let first = rest.chars().next().unwrap_or(' ');
        if rest.starts_with("//") {
            self.pass(rest.find('\n').unwrap_or(rest.len()));
        } else if rest.starts_with("/*") {
            self.pass(block_comment(rest));
        } else if let Some(hashes) = raw_string(rest) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = rest.find('"').map_or(rest.len(), |quote| quote + 1);
            self.pass(open);
            let length = self.rest().find(&close).unwrap_or(self.rest().len());
            let inside = self.pass(length);
            self.pass(close.len().min(self.rest().len()));
            self.push(line, Token::Text(inside));
        } else if first == '"' {
            self.pass(1);
            let length = quoted(self.rest(), '"');
            let inside = self.pass(length);
            self.pass(1.min(self.rest().len()));
            self.push(line, Token::Text(inside));
        } else if first == '\'' {
            self.pass(character(rest));
        } else if first.is_alphanumeric() || first == '_' {
            let rest = rest.strip_prefix("r#").unwrap_or(rest);
            self.at = self.source.len() - rest.len();
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            let name = self.pass(end.unwrap_or(rest.len()));
            self.push(line, Token::Name(name));
        } else if rest.starts_with("::") {
            self.pass(2);
            self.push(line, Token::Join);
        } else {
            self.pass(first.len_utf8());
            if !first.is_whitespace() {
                self.push(line, Token::Mark(first));
            }
        }
    }
}

/// Length of a block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(next) = rest[at..].find(['/', '*']).map(|found| at + found) {
        match &rest.as_bytes()[next..(next + 2).min(rest.len())] {
            b"/*" => (depth, at) = (depth + 1, next + 2),
            b"*/" => (depth, at) = (depth - 1, next + 2),
            _ => at = next + 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// The number of `#` of a raw string that begins here.
fn raw_string(rest: &str) -> Option<usize> {
    let after = ["r", "br", "cr"]
        .iter()
        .find_map(|prefix| rest.strip_prefix(prefix))?;
    let text = after.trim_start_matches('#');
    text.starts_with('"').then_some(after.len() - text.len())
}

/// Length up to the closing quote.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at,
            _ => {}
        }
    }
    rest.len()
}

/// Length of a character literal, or of the mark before a lifetime.
fn character(rest: &str) -> usize {
    let mut inside = rest.chars().skip(1);
    match (inside.next(), inside.next()) {
        (Some('\\'), _) | (_, Some('\'')) => (1 + quoted(&rest[1..], '\'') + 1).min(rest.len()),
        _ => 1,
    }
}

/// Leaves out what only tests compile: items under `#[cfg(test)]` or under the feature `testing`.
pub(crate) fn without_tests<'a>(spots: &[Spot<'a>]) -> Vec<Spot<'a>> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < spots.len() {
        let inner = mark(spots, at + 1, '!');
        let open = if inner { at + 2 } else { at + 1 };
        if mark(spots, at, '#') && mark(spots, open, '[') {
            let end = close(spots, open);
            if !for_tests(&spots[open..end]) {
                kept.extend_from_slice(&spots[at..end]);
                at = end;
            } else if inner {
                return kept;
            } else {
                at = item(spots, end);
            }
        } else {
            kept.push(spots[at]);
            at += 1;
        }
    }
    kept
}

fn mark(spots: &[Spot<'_>], at: usize, wanted: char) -> bool {
    spots
        .get(at)
        .is_some_and(|spot| spot.token == Token::Mark(wanted))
}

fn for_tests(attribute: &[Spot<'_>]) -> bool {
    let has = |token| attribute.iter().any(|spot| spot.token == token);
    has(Token::Name("cfg"))
        && !has(Token::Name("not"))
        && (has(Token::Name("test")) || has(Token::Text("testing")))
}

/// The place behind the bracket that closes the one at `open`.
fn close(spots: &[Spot<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, spot) in spots.iter().enumerate().skip(open) {
        match spot.token {
            Token::Mark('(' | '[' | '{') => depth += 1,
            Token::Mark(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    spots.len()
}

/// The place behind the item that begins at `from`: after its `;` or its braces.
fn item(spots: &[Spot<'_>], from: usize) -> usize {
    let mut at = from;
    while at < spots.len() {
        match spots[at].token {
            Token::Mark('{') => return close(spots, at),
            Token::Mark('(' | '[') => at = close(spots, at),
            Token::Mark(';') => return at + 1,
            Token::Mark('}') => return at,
            _ => at += 1,
        }
    }
    at
}
