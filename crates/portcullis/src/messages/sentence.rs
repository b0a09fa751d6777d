//! A sentence before it is said in any language.

use super::Param;

/// The key of a sentence and what fills it.
///
/// ```
/// # use portcullis::messages::Sentence;
/// // With `ORDER_SENT = Order { $number } is on its way.`
/// let sent = Sentence::of("ORDER_SENT").with("number", "7".to_owned());
/// assert_eq!(sent.key, "ORDER_SENT");
/// // One without placeholders is its key.
/// let hello: Sentence = "HELLO".into();
/// # drop(hello);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The key in the catalogue.
    pub key: &'static str,
    /// What its placeholders stand for. `$app`, the name of the service, is always there.
    pub params: Vec<(&'static str, Param)>,
}

impl Sentence {
    /// The sentence of this key.
    ///
    /// ```
    /// # use portcullis::messages::Sentence;
    /// assert_eq!(Sentence::of("HELLO"), "HELLO".into());
    /// ```
    pub fn of(key: &'static str) -> Self {
        Self {
            key,
            params: Vec::new(),
        }
    }

    /// The same with a value for one of its placeholders.
    ///
    /// ```
    /// # use portcullis::messages::Sentence;
    /// let both = Sentence::of("ORDER_SENT").with("number", "7").with("items", 3_usize);
    /// assert_eq!(both.params.len(), 2);
    /// ```
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Param>) -> Self {
        self.params.push((name, value.into()));
        self
    }
}

impl From<&'static str> for Sentence {
    fn from(key: &'static str) -> Self {
        Self::of(key)
    }
}
