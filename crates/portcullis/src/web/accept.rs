//! What a caller sends and would rather have: media types and languages.

/// What kind of answer the caller wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    Page,
    Json,
}

/// JSON for whoever sends JSON, or wants nothing more than `application/json`.
pub(super) fn wants(content_type: &str, accept: &str) -> Wants {
    let best = in_order(accept).into_iter().next();
    if is_json(content_type)
        || best.is_some_and(|best| best.eq_ignore_ascii_case("application/json"))
    {
        Wants::Json
    } else {
        Wants::Page
    }
}

/// The values of an `Accept` or `Accept-Language` header without their parameters, the most wanted first, those of equal
/// weight as they stand; without those that are refused (RFC 9110, 12.4.2).
pub(super) fn in_order(header: &str) -> Vec<&str> {
    let mut wanted: Vec<(&str, f32)> = header.split(',').map(weighted).collect();
    wanted.retain(|(value, weight)| !value.is_empty() && *weight > 0.0);
    wanted.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    wanted.into_iter().map(|(value, _)| value).collect()
}

fn weighted(range: &str) -> (&str, f32) {
    let mut parts = range.split(';').map(str::trim);
    let value = parts.next().unwrap_or_default();
    let weight = parts
        .find_map(|part| part.strip_prefix("q="))
        .and_then(|q| q.parse().ok())
        .unwrap_or(1.0);
    (value, weight)
}

/// Whether a media type is JSON, also under a name of its own (RFC 6839, 3.1).
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}

#[cfg(test)]
mod tests {
    use super::{in_order, is_json};

    #[test]
    fn what_weighs_most_comes_first_and_what_weighs_nothing_not_at_all() {
        assert_eq!(
            in_order("en;q=0.2, ar, nl;q=0, de;q=0.5"),
            ["ar", "de", "en"]
        );
        assert_eq!(
            in_order("text/html, application/json"),
            ["text/html", "application/json"]
        );
        assert_eq!(
            in_order("text/html;level=1;q=0.5, */*"),
            ["*/*", "text/html"]
        );
        assert!(in_order(" ,;q=1, a;q=NaN").is_empty());
    }

    #[test]
    fn json_is_known_by_its_type() {
        assert!(is_json("Application/JSON; charset=utf-8"));
        assert!(!is_json("text/plain"));
    }
}
