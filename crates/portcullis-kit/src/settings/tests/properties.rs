//! What holds for every text and every value.

use std::time::Duration;

use proptest::prelude::*;

use super::super::{Problem, Raw, SettingValue, Source, Span};
use super::{Kinds, read, toml};

fn shown_and_read<T: SettingValue>(value: &T) -> T {
    let shown = value.show();
    T::read(&Raw::literal(&shown).expect("what is shown is TOML")).unwrap()
}

proptest! {
    #[test]
    fn durations_round_trip_through_show(seconds in 0_u64..10_000_000_000, nanos in prop_oneof![Just(0_u32), 0_u32..1_000_000_000]) {
        let length = Duration::new(seconds, nanos);
        prop_assert_eq!(shown_and_read(&length), length);
        prop_assert_eq!(shown_and_read(&Span::Within(length)), Span::Within(length));
    }

    #[test]
    fn texts_and_lists_round_trip_through_show(list in any::<Vec<String>>()) {
        prop_assert_eq!(shown_and_read(&list), list.clone());
        let text = list.concat();
        prop_assert_eq!(shown_and_read(&text), text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        read(toml(&text));
    }

    #[test]
    fn no_toml_makes_the_reader_panic(
        lines in prop::collection::vec(("(SECURITY_(BOOL|WITHIN|FRESHNESS|LIST|KEY|PORT)(_FILE)?|[a-z.]{1,3}|\"\\PC\")", "(-?[0-9]{1,20}|'\\PC{0,5}'|\\[('a',? ?|1){0,3}\\]|\\{\\}|true|inf|1979-05-27|\\PC{0,8})"), 0..6)
    ) {
        let text: Vec<String> = lines.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let mut source = toml(&text.join("\n"));
        source.overlay(&mut Kinds::default());
        for left in source.rest() {
            let _ = Problem::unknown(left.origin, left.name, ["SECURITY_BOOL"].into_iter()).to_string();
        }
    }

    #[test]
    fn no_variable_makes_the_reader_panic(value in any::<String>()) {
        let names = ["SECURITY_BOOL", "SECURITY_WITHIN", "SECURITY_FRESHNESS", "SECURITY_LIST", "SECURITY_PORT"];
        read(Source::empty().environment(names.map(|name| (name, value.clone())), &[]));
    }
}
