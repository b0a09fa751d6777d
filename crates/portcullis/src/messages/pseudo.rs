//! A made language for the galleries: English, 40 % longer and with accents. What is cut off in it will be cut off in some
//! language; what has no accents was never a sentence of the catalogue.

use std::borrow::Cow;

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser, serializer,
};

/// Its tag. It is offered to nobody: only whoever asks a gallery for it gets it.
pub(crate) const TAG: &str = "en-XA";

/// How much longer, in percent. What German, French and Spanish come to for sentences; words of one line may be worse.
const LONGER: usize = 40;

/// The same file in the made language. Placeholders, plurals and what is said of a sentence stay as they are.
pub(super) fn made_of(file: &str) -> Option<Cow<'static, str>> {
    let mut resource = parser::parse(file.to_owned()).ok()?;
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry
            && let Some(pattern) = &mut message.value
        {
            stretch_pattern(pattern);
        }
    }
    Some(serializer::serialize(&resource).into())
}

fn stretch_pattern(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = stretched(value),
            PatternElement::Placeable { expression } => stretch_expression(expression),
        }
    }
}

fn stretch_expression(expression: &mut Expression<String>) {
    match expression {
        Expression::Select { variants, .. } => {
            for variant in variants {
                stretch_pattern(&mut variant.value);
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            stretch_expression(expression);
        }
        Expression::Inline(_) => {}
    }
}

/// Letters are doubled as soon as the text is too short for its length.
fn stretched(text: &str) -> String {
    let (mut out, mut owed) = (String::with_capacity(text.len() * 2), 0);
    for c in text.chars() {
        let accented = accented(c);
        out.push(accented);
        owed += LONGER;
        if owed >= 100 && c.is_ascii_alphabetic() {
            out.push(accented);
            owed -= 100;
        }
    }
    out
}

fn accented(c: char) -> char {
    const PLAIN: &str = "AaCcEeGgIiKkLlNnOoRrSsTtUuWwYyZz";
    const ACCENTED: &str = "ÅåÇçÉéĜĝÎîĶķĻļÑñÖöŘřŠšŢţÛûŴŵÝýŽž";
    let at = PLAIN.chars().position(|plain| plain == c);
    at.and_then(|at| ACCENTED.chars().nth(at)).unwrap_or(c)
}
