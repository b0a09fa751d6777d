//! How large a network of IPv6 is.

use super::*;

/// Somebody with an address of IPv6, of which these 16 bits say in which /64 of a /48 it is, and in which /48 of a /32.
fn at(app: &App, site: u16, subnet: u16, host: u16) -> Browser {
    app.browser()
        .at([0x2001, 0xdb8, site, subnet, 0, 0, 0, host])
}

async fn guessed(app: &App, site: u16, subnet: u16) -> usize {
    let somebody = &mut at(app, site, subnet, subnet);
    guesses(somebody, ADA, 30).await.0
}

// ASVS: 6.3.1
#[tokio::test]
async fn whoever_moves_within_their_network_of_ipv6_has_no_more_guesses() {
    // The number of bits, the furthest /64 within, the next one outside.
    for (prefix, within, outside) in [
        (48, (1, 0xffff), (2, 0x2000)),
        (56, (1, 0x20ff), (1, 0x2100)),
        (64, (1, 0x2000), (1, 0x2001)),
    ] {
        let set = |app| limited(app).core(|core| core.throttles.throttle_ipv6_prefix = prefix);
        for app in App::on_each_database(set).await {
            assert_eq!(guessed(&app, 1, 0x2000).await, 10, "/{prefix}");
            assert_eq!(guessed(&app, within.0, within.1).await, 0, "/{prefix}");
            assert_eq!(guessed(&app, outside.0, outside.1).await, 10, "/{prefix}");
        }
    }
}

// ASVS: 2.4.1
#[tokio::test]
async fn a_customer_of_ipv6_has_one_budget_for_sign_ups_mails_and_links_wherever_they_stand() {
    for app in limited_apps().await {
        let (mut sign_ups, mut mails, mut links) = (0, 0, 0);
        for n in 0..100 {
            let email = format!("person{n}@example.test");
            let mut browser = at(&app, 1, 0x2000 + n, n);
            let page = browser.post("/confirm/x", &[]).await;
            links += usize::from(page.status == 303);
            let page = browser.post("/reset", &[("email", &email)]).await;
            mails += usize::from(page.status == 303);
            let page = browser.sign_up(&email, PASSWORD).await;
            sign_ups += usize::from(page.status == 303);
        }
        // A sign-up sends a mail as well.
        assert_eq!((sign_ups + mails, links), (30, 60));
        let mut neighbour = at(&app, 1, 0x2100, 1);
        let page = neighbour.sign_up("zoe@example.test", PASSWORD).await;
        assert_eq!(page.status, 303);
    }
}
