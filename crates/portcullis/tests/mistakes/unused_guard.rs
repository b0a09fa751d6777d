//! A guard stands beside the route that it should guard.
// says: unused `Guard` that must be used
// says: a guard guards nothing until it is a layer of a route: `get(handler).route_layer(guard)`
#![deny(unused_must_use)]

pub fn routes() {
    portcullis::roles_required(["admin"]);
}
