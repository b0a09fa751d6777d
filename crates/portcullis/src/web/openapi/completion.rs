//! What all operations have in common, written once: the refusals that can meet any request, forms beside JSON, and who
//! may call.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::{
    ToSchema,
    openapi::{
        ContentBuilder, ObjectBuilder, Ref, RefOr, Required, ResponseBuilder, Schema, Type,
        path::{Operation, PathItem, Paths},
        security::SecurityRequirement,
    },
};

use super::{Failure, Meta};
use crate::{account::ProfileField, security::Security, session::check::Mechanism};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// The refusal of a caller who is not signed in, or not freshly enough.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SignInNeeded {
    /// The HTTP status again.
    meta: Meta,
    /// What is wrong.
    response: SignInNeededBody,
}

/// What is wrong, and whether a new proof at `/verify` is the cure.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SignInNeededBody {
    /// All texts.
    errors: Vec<String>,
    /// The code of each text, in the same order.
    error_codes: Vec<String>,
    /// Present and true: the caller is signed in, but proved it too long ago.
    reauth_required: Option<bool>,
    /// Beside `reauth_required`; always false.
    unified_signin_enabled: Option<bool>,
    /// Beside `reauth_required`; always false.
    has_webauthn_verify_credential: Option<bool>,
    /// Beside `reauth_required`; always false.
    oauth_enabled: Option<bool>,
    /// Beside `reauth_required`; always empty.
    oauth_providers: Option<Vec<String>>,
}

impl Security {
    /// Completes what the handlers say of themselves.
    pub(super) fn complete(&self, item: &mut PathItem) {
        for (operation, changes) in operations(item) {
            self.complete_operation(operation, changes);
        }
    }

    fn complete_operation(&self, operation: &mut Operation, changes: bool) {
        identify(operation);
        // The handler only says that there must be somebody; the settings say by which proof.
        if operation.security.is_some() {
            operation.security = Some(self.proofs());
            answer::<SignInNeeded>(operation, "401", "Not signed in, or not freshly enough");
        }
        answer::<Failure>(
            operation,
            "400",
            "Refused: a field, the state of the account, or the host in the request",
        );
        answer::<Failure>(
            operation,
            "503",
            "The database is unavailable, or too many people are here; `Retry-After` says when to come back",
        );
        if changes || self.accepts(Mechanism::Basic) {
            answer::<Failure>(
                operation,
                "429",
                "Tried too often; `Retry-After` says when to come back",
            );
        }
        if changes {
            answer::<Failure>(operation, "403", "Sent by a page of another site");
        }
        let Some(RefOr::T(body)) = &mut operation.request_body else {
            return;
        };
        if let Some(content) = body.content.get(JSON).cloned() {
            body.content.insert(FORM.to_owned(), content);
        }
        if body.required == Some(Required::True) {
            answer::<Failure>(operation, "408", "The body took too long to arrive");
            answer::<Failure>(operation, "413", "The body has more than 64 KiB");
            answer::<Failure>(operation, "415", "The body is neither a form nor JSON");
        }
    }

    fn proofs(&self) -> Vec<SecurityRequirement> {
        let all = [
            (Mechanism::Session, &["session"][..]),
            (Mechanism::Token, &["token", "bearer"]),
            (Mechanism::Basic, &["basic"]),
        ];
        let accepted = all
            .into_iter()
            .filter(|(mechanism, _)| self.accepts(*mechanism));
        let names = accepted.flat_map(|(_, names)| names);
        names
            .map(|name| SecurityRequirement::new(*name, Vec::<String>::new()))
            .collect()
    }
}

/// The operations of a path, and whether each may change something.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&mut Operation, bool)> {
    let all = [
        (&mut item.get, false),
        (&mut item.post, true),
        (&mut item.put, true),
        (&mut item.patch, true),
        (&mut item.delete, true),
    ];
    let there = all.map(|(operation, changes)| operation.as_mut().map(|it| (it, changes)));
    there.into_iter().flatten()
}

/// A body in which nothing has to be may be left out as a whole: that is how every form is read.
pub(super) fn spare_bodies(paths: &mut Paths, schemas: &BTreeMap<String, RefOr<Schema>>) {
    let items = paths.paths.values_mut();
    let bodies = items
        .flat_map(operations)
        .filter_map(|(it, _)| it.request_body.as_mut());
    for body in bodies {
        let RefOr::T(body) = body else { continue };
        let Some(RefOr::T(content)) = body.content.get(JSON) else {
            continue;
        };
        let needs_nothing = match &content.schema {
            Some(RefOr::Ref(form)) => schemas.iter().any(|(name, schema)| {
                form.ref_location.ends_with(&format!("/{name}"))
                    && matches!(schema, RefOr::T(Schema::Object(form)) if form.required.is_empty())
            }),
            _ => false,
        };
        if needs_nothing {
            body.required = Some(Required::False);
        }
    }
}

/// The name that generators make a function of: unique in the document, where many handlers are called `page`.
fn identify(operation: &mut Operation) {
    let feature = operation.tags.as_ref().and_then(|tags| tags.first());
    if let (Some(feature), Some(handler)) = (feature, &operation.operation_id) {
        operation.operation_id = Some(format!("{feature}_{handler}"));
    }
    for response in operation.responses.responses.values_mut() {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            response.description = "Done, or what was asked for".to_owned();
        }
    }
}

/// Describes an answer, in the words of the operation where it has some.
fn answer<B: ToSchema>(operation: &mut Operation, status: &str, description: &str) {
    let described = operation.responses.responses.get(status);
    let own = match described {
        Some(RefOr::T(response)) if !response.description.is_empty() => {
            Some(response.description.clone())
        }
        _ => None,
    };
    let schema = Ref::from_schema_name(B::name());
    let response = ResponseBuilder::new()
        .description(own.unwrap_or_else(|| description.to_owned()))
        .content(JSON, ContentBuilder::new().schema(Some(schema)).build())
        .build();
    let responses = &mut operation.responses.responses;
    responses.insert(status.to_owned(), response.into());
}

/// Puts the app's own fields into the form that takes them.
pub(super) fn with_fields(form: &mut RefOr<Schema>, fields: &[ProfileField]) {
    let RefOr::T(Schema::Object(form)) = form else {
        return;
    };
    for field in fields {
        let schema = ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(field.label))
            .max_length(Some(field.max_length))
            .build();
        form.properties.insert(field.name.to_owned(), schema.into());
        if field.required {
            form.required.push(field.name.to_owned());
        }
    }
}
