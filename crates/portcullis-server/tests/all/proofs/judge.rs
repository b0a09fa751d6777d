//! What was promised against what is there: no acknowledged change lost, a mail for each change that was kept and for no
//! other, and one `Message-ID` for all copies of a mail.

use std::collections::{BTreeMap, BTreeSet};

use super::load::Person;
use crate::relay::Letter;

/// What is there in the end.
pub(crate) struct Kept {
    /// The addresses of all accounts.
    pub(crate) users: BTreeSet<String>,
    /// All mails that arrived.
    pub(crate) letters: Vec<Letter>,
}

impl Kept {
    /// The names of the mails to each address, with the number of copies. Of sign-ins nobody keeps count here.
    fn mails(&self) -> BTreeMap<&str, BTreeMap<&str, usize>> {
        let mut mails: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        let counted = |letter: &&Letter| !subject(letter).contains("sign-in");
        for letter in self.letters.iter().filter(counted) {
            let copies = mails.entry(address(letter)).or_default();
            *copies.entry(message_id(letter)).or_default() += 1;
        }
        mails
    }

    pub(crate) fn duplicates(&self) -> usize {
        let mails = self.mails();
        mails
            .values()
            .flat_map(BTreeMap::values)
            .map(|copies| copies - 1)
            .sum()
    }

    /// Everything that is not as it was promised, as sentences.
    pub(crate) fn faults(&self, people: &[Person]) -> Vec<String> {
        let mut faults = Vec::new();
        let mails = self.mails();
        let names = |address: &str| mails.get(address).map_or(0, BTreeMap::len);
        for person in people {
            let lost = person.acknowledged.difference(&self.users);
            faults.extend(lost.map(|address| format!("acknowledged and lost: {address}")));
            for address in &person.sent {
                match (self.users.contains(address), names(address)) {
                    (true, 1) | (false, 0) => {}
                    (true, 0) => faults.push(format!("no mail to {address}")),
                    (false, _) => {
                        faults.push(format!("a mail for what was rolled back: {address}"))
                    }
                    (true, many) => faults.push(format!("{many} different mails to {address}")),
                }
            }
            let (notices, changes) = (names(&person.name), person.changes);
            if notices != changes {
                faults.push(format!(
                    "{notices} notices of {changes} changes to {}",
                    person.name
                ));
            }
        }
        faults
    }
}

/// Whom the connection named: `RCPT TO:<address>`.
fn address(letter: &Letter) -> &str {
    let inside = letter
        .recipient
        .split_once('<')
        .map_or("", |(_, rest)| rest);
    inside.split('>').next().unwrap_or_default()
}

fn subject(letter: &Letter) -> &str {
    let mut lines = letter.source.lines();
    lines
        .find_map(|line| line.strip_prefix("Subject: "))
        .unwrap_or_default()
}

fn message_id(letter: &Letter) -> &str {
    let mut lines = letter.source.lines();
    lines
        .find_map(|line| line.strip_prefix("Message-ID: "))
        .unwrap_or("none")
}
