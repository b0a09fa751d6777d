//! Every route that there is, by the routers' own word: what comes later is walked without being named.

use axum::http::Method;

pub(crate) use crate::testing::every_feature;

use super::*;
use crate::{
    features::toggles,
    security::feature::Feature,
    settings::{Settings, Source},
    web::layer,
};

/// A route, with something in the place of its parameters.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) path: String,
    pub(crate) methods: Vec<Method>,
}

impl Place {
    /// The methods that may change something.
    pub(crate) fn unsafe_methods(&self) -> impl Iterator<Item = Method> {
        self.methods
            .iter()
            .filter(|method| !method.is_safe())
            .cloned()
    }

    /// Whether what is there is the same for everybody.
    pub(crate) fn is_for_all(&self) -> bool {
        self.may_be_kept() || self.path.ends_with(".json")
    }

    /// Whether it is also the same for ever.
    pub(crate) fn may_be_kept(&self) -> bool {
        self.path.ends_with(".css") || self.path.ends_with(".js")
    }
}

/// An app on each database with every feature, and Ada.
pub(crate) async fn whole_apps() -> Vec<App> {
    apps_with(every_feature).await
}

/// The same on SQLite alone, for what asks very often.
pub(crate) async fn whole_app() -> App {
    let app = App::on_sqlite(every_feature).await;
    app.user(ADA, PASSWORD).await;
    app
}

/// Every route of an app, with the methods that its router allows.
pub(crate) async fn places(app: &App) -> Vec<Place> {
    let core = app.security.settings();
    let fixed = layer::places(core).into_iter().map(|place| place.path);
    let of_features = app.security.features().flat_map(|feature| {
        let places = feature.routes(core).places.into_iter();
        places.map(|(path, _)| format!("{}{path}", core.http.url_prefix))
    });
    let url = app.security.public_url().unwrap();
    let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let mut places: Vec<Place> = Vec::new();
    for path in fixed.chain(of_features) {
        let path = path.replace("{token}", &"A".repeat(43));
        let path = path.replace(['{', '}'], "");
        if places.iter().any(|place| place.path == path) {
            continue;
        }
        let mut browser = app.browser().with_header("host", host);
        let refusal = browser.request("PURGE".parse().unwrap(), &path).await;
        let allowed = refusal.header("allow").split(',').map(str::trim);
        let methods: Vec<Method> = allowed.map(|name| name.parse().unwrap()).collect();
        assert_eq!(refusal.status, 405, "{path}");
        places.push(Place { path, methods });
    }
    places
}

#[tokio::test]
async fn every_feature_is_every_one_that_settings_can_switch_on() {
    let toggles = toggles().into_iter();
    let text: String = toggles
        .map(|toggle| format!("SECURITY_{toggle} = true\n"))
        .collect();
    let switched_on = |app: SecurityBuilder| {
        let settings = Settings::load(Source::empty().toml(&text, "all"));
        app.settings(settings)
    };
    let names = |app: &App| -> Vec<_> { app.security.features().map(Feature::name).collect() };
    let switched_on = App::on_sqlite(switched_on).await;
    assert_eq!(names(&whole_app().await), names(&switched_on));
}

#[tokio::test]
async fn the_places_are_those_that_the_router_answers_at() {
    let app = whole_app().await;
    let places = places(&app).await;
    let user = app.security.find_user(ADA).await.unwrap().unwrap();
    let changing = places.iter().flat_map(Place::unsafe_methods).count();
    assert!(places.len() >= 20 && changing >= 10, "{places:?}");
    for place in &places {
        for method in &place.methods {
            // One of them deletes the account of whoever has no password any more.
            app.security.undo_user_deletion(&user).await.unwrap();
            let mut ada = app.login_as(ADA).await;
            let page = ada.request(method.clone(), &place.path).await;
            assert!(page.status != 405, "{method} {}", place.path);
        }
    }
}
