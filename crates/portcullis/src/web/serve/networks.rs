//! How many connections one network holds: nobody alone may take every slot.

use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use ipnet::IpNet;

use crate::session::throttle::network_of;

/// The open connections of each network. Those through which many people come (trusted proxies, this machine) are not
/// counted.
pub(super) struct Networks {
    most: usize,
    /// How many bits of an IPv6 address name a network.
    ipv6_prefix: u32,
    uncounted: Vec<IpNet>,
    open: Mutex<BTreeMap<IpNet, usize>>,
}

impl Networks {
    pub(super) fn new(most: usize, ipv6_prefix: u32, uncounted: Vec<IpNet>) -> Arc<Self> {
        Arc::new(Self {
            most,
            ipv6_prefix,
            uncounted,
            open: Mutex::default(),
        })
    }

    /// Counts a connection until the place is dropped; `None` when the network has as many as it may.
    pub(super) fn enter(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let peer = peer.to_canonical();
        if self.uncounted.iter().any(|known| known.contains(&peer)) {
            return Some(Place(None));
        }
        let network = network_of(peer, self.ipv6_prefix);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(network).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Place(Some((self.clone(), network))))
    }

    fn leave(&self, network: IpNet) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let left = open.get_mut(&network).map(|count| {
            *count -= 1;
            *count
        });
        if left == Some(0) {
            open.remove(&network);
        }
    }
}

/// A connection that is counted.
pub(super) struct Place(Option<(Arc<Networks>, IpNet)>);

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((networks, network)) = self.0.take() {
            networks.leave(network);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::App;

    // ASVS: 15.4.4
    #[tokio::test]
    async fn a_network_is_as_large_for_connections_as_it_is_for_limits() {
        for (prefix, neighbour_is_let_in) in [(48, false), (56, true)] {
            let app =
                App::on_sqlite(|app| app.core(|core| core.throttles.throttle_ipv6_prefix = prefix));
            let networks = app.await.security.networks(1);
            let enter = |peer: &str| networks.enter(peer.parse().unwrap());
            let _held = enter("2001:db8:1:2000::1").expect("the first");
            assert!(enter("2001:db8:1:20ff::1").is_none());
            let neighbour = enter("2001:db8:1:2100::1");
            assert_eq!(neighbour.is_some(), neighbour_is_let_in, "/{prefix}");
            let _mine = (enter("::1").unwrap(), enter("::1").unwrap());
        }
    }

    // ASVS: 15.4.4
    #[test]
    fn a_network_gets_back_what_it_gives_back_and_takes_nothing_from_others() {
        let networks = Networks::new(2, 56, vec!["10.0.0.0/8".parse().unwrap()]);
        let enter = |peer: &str| networks.enter(peer.parse().unwrap());
        let (first, _second) = (enter("192.0.2.1"), enter("::ffff:192.0.2.1"));
        assert!(first.is_some() && enter("192.0.2.1").is_none());
        assert!(enter("192.0.2.2").is_some());
        drop(first);
        assert!(enter("192.0.2.1").is_some());
        let _six = (enter("2001:db8::1"), enter("2001:db8::2"));
        assert!(enter("2001:db8:0:ff::3").is_none() && enter("2001:db8:0:100::3").is_some());
        let proxied: Vec<_> = (0..9).map(|_| enter("10.1.2.3")).collect();
        assert!(proxied.iter().all(Option::is_some));
        drop((_second, _six, proxied));
        assert!(
            networks.open.lock().unwrap().is_empty(),
            "nothing is kept of those who are gone"
        );
    }
}
