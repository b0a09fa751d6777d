//! What the answers of a handler to a stranger come to. In doubt it is a finding.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use super::{
    probe::{Answer, METHODS, WRONG},
    unguarded::{UnguardedRoute, Why},
};

/// What one answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// Nothing: no handler of the app's was heard, or one that knows no such method.
    Nothing,
    /// Whoever asked was turned away, or everybody is welcome.
    Guarded,
    /// Something before the handler, such as what reads the path, may have answered: heard only where nothing else speaks of
    /// the same method of the same route.
    Doubt(Why),
    /// No other answer makes it good.
    Open(Why),
}

/// The handlers that answer wrong methods where another answers the right ones. `any(handler)` is none of them: there it
/// is the only one.
pub(super) fn wrong_methods(answers: &[Answer]) -> BTreeSet<usize> {
    let mut all = BTreeSet::new();
    for of_path in answers.chunks(METHODS.len()) {
        let wrong = of_path.iter().find(|answer| answer.method == WRONG);
        let Some(wrong) = wrong.and_then(|answer| answer.hit.handler) else {
            continue;
        };
        if of_path
            .iter()
            .any(|answer| answer.hit.handler != Some(wrong))
        {
            all.insert(wrong);
        }
    }
    all
}

/// What the answers of one handler come to: what is wrong with the worst of them.
pub(super) fn judged(answers: &[&Answer], is_last_resort: bool) -> Option<UnguardedRoute> {
    let judged = || {
        answers
            .iter()
            .map(|answer| (*answer, judge(answer, is_last_resort)))
    };
    let is_made_good = |doubtful: &Answer| {
        judged().any(|(answer, said)| said == Verdict::Guarded && is_same(answer, doubtful))
    };
    let open = judged().find_map(|(answer, said)| match said {
        Verdict::Open(why) => Some((answer, why)),
        _ => None,
    });
    let doubt = || {
        judged().find_map(|(answer, said)| match said {
            Verdict::Doubt(why) if !is_made_good(answer) => Some((answer, why)),
            _ => None,
        })
    };
    let (answer, why) = open.or_else(doubt)?;
    let path = match (&answer.hit.pattern, answer.hit.handler) {
        (Some(pattern), _) => pattern.clone(),
        (None, Some(_)) => answer.path.clone(),
        (None, None) => format!("{} (a path of no route)", answer.path),
    };
    Some(UnguardedRoute {
        method: answer.method.replace(WRONG, "any other method"),
        path,
        why,
    })
}

/// Whether both are of one method of one route. What takes all paths below one, as services do, has routes within that
/// nobody knows.
fn is_same(one: &Answer, other: &Answer) -> bool {
    let pattern = one.hit.pattern.as_ref();
    one.method == other.method
        && one.hit.pattern == other.hit.pattern
        && pattern.is_some_and(|pattern| !pattern.contains("{*"))
}

fn judge(answer: &Answer, is_last_resort: bool) -> Verdict {
    let Some(seen) = &answer.seen else {
        return Verdict::Doubt(Why::Silent);
    };
    let (status, method) = (seen.status, answer.method);
    // Our layer refuses these before any route hears of them.
    let is_impossible =
        status == StatusCode::NOT_IMPLEMENTED && ["TRACE", "CONNECT"].contains(&method);
    // A router that says "not found" needs no guard, nor does an answer of CORS. A handler that says so to a path which was
    // made up may know others.
    let says_no = answer.falls_to_axum && seen.is_empty_404;
    let is_preflight = is_last_resort && method == "OPTIONS";
    if is_impossible || says_no || is_preflight || status == StatusCode::METHOD_NOT_ALLOWED {
        return Verdict::Nothing;
    }
    let Some(route) = &seen.route else {
        return Verdict::Open(Why::Outside);
    };
    let undecided = Why::Undecided(status.as_u16());
    if route.ours {
        Verdict::Nothing
    } else if route.declared || (route.demanded && route.refused) {
        Verdict::Guarded
    } else if status.is_success() || status.is_redirection() {
        Verdict::Open(Why::Answered(status.as_u16()))
    } else if route.demanded {
        // It went on after it knew that nobody is there.
        Verdict::Open(undecided)
    } else {
        Verdict::Doubt(undecided)
    }
}
