//! The paths of a router, as far as it tells them.
//!
//! axum keeps them to itself but for its `Debug`, whose form nobody promises. So what is read here is never trusted to be all:
//! `probe.rs` counts the handlers and knows of those that no path has led to.

use std::collections::BTreeSet;

use axum::Router;

/// What stands for a parameter of a path, one after the other: a number, and an id.
const VALUES: [&str; 2] = ["1", "00000000-0000-0000-0000-000000000000"];

/// How axum writes the paths that a fallback takes.
const FALLBACK: &str = "/{*__private__axum_fallback}";

/// The patterns of paths that a router shows, such as `/orders/{id}`.
pub(super) fn patterns_of(router: &Router) -> BTreeSet<String> {
    let shown = format!("{router:?}");
    let entries = shown.split("RouteId(").skip(1);
    entries
        .filter_map(|entry| entry.split_once("): \"")?.1.split_once('"'))
        .map(|(path, _)| path.to_owned())
        .filter(|path| path.starts_with('/') && !path.contains('\\'))
        .collect()
}

/// What is known of the handlers for paths of no route.
pub(super) struct Fallbacks {
    is_default: bool,
    below: BTreeSet<String>,
}

impl Fallbacks {
    /// What the router shows. If it shows nothing that can be read, the handler is taken for the app's own.
    pub(super) fn of(router: &Router) -> Self {
        let shown = format!("{router:?}");
        let said = shown.rsplit_once("default_fallback: ");
        let patterns = patterns_of(router);
        let below = patterns
            .iter()
            .filter_map(|pattern| pattern.strip_suffix(FALLBACK));
        Self {
            is_default: said.is_some_and(|(_, rest)| rest.starts_with("true")),
            below: below
                .filter(|prefix| !prefix.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }

    /// Whether axum itself answers there with its empty 404.
    pub(super) fn is_of_axum(&self, path: &str) -> bool {
        // Segment by segment as routes are matched, for a prefix may hold parameters.
        let is_below = |prefix: &String| {
            let mut path = path.split('/');
            let mut prefix = prefix.split('/');
            prefix.all(|part| {
                path.next()
                    .is_some_and(|it| it == part || part.contains('{'))
            })
        };
        self.is_default && !self.below.iter().any(is_below)
    }
}

/// Paths that a pattern matches.
pub(super) fn samples_of(pattern: &str) -> BTreeSet<String> {
    VALUES.iter().map(|value| filled(pattern, value)).collect()
}

fn filled(pattern: &str, value: &str) -> String {
    let segments = pattern.split('/').map(|segment| {
        let Some((before, rest)) = segment.split_once('{') else {
            return segment.to_owned();
        };
        let after = rest.rsplit_once('}').map_or("", |(_, after)| after);
        format!("{before}{value}{after}")
    });
    segments.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use axum::routing::get;

    use super::*;

    #[test]
    fn the_paths_of_a_router_are_read() {
        let inner = Router::new().route("/{id}", get(async || ()).post(async || ()));
        let router = Router::new()
            .route("/", get(async || ()))
            .nest("/orders", inner)
            .route_service("/files/{*path}", get(async || ()));
        let patterns = patterns_of(&router);
        for path in ["/", "/orders/{id}", "/files/{*path}"] {
            assert!(patterns.contains(path), "{path}: {patterns:?}");
        }
    }

    #[test]
    fn a_fallback_of_the_app_is_told_from_that_of_axum() {
        let plain = Router::new().route("/", get(async || ()));
        assert!(Fallbacks::of(&plain).is_of_axum("/any"));
        let own = plain.clone().fallback(async || ());
        assert!(!Fallbacks::of(&own).is_of_axum("/any"));
        let inner = plain.clone().fallback(async || ());
        let fallbacks = Fallbacks::of(&plain.nest("/of/{whom}", inner));
        assert!(fallbacks.is_of_axum("/any"));
        assert!(!fallbacks.is_of_axum("/of/ada/any"));
    }

    #[test]
    fn a_parameter_is_filled_with_a_number_and_with_an_id() {
        let id = VALUES[1];
        let samples = samples_of("/orders/{id}/v{n}.json/{*rest}");
        let expected = [
            format!("/orders/{id}/v{id}.json/{id}"),
            "/orders/1/v1.json/1".to_owned(),
        ];
        assert_eq!(samples, expected.into());
        assert_eq!(samples_of("/plain"), ["/plain".to_owned()].into());
    }
}
