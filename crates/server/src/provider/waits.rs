//! Who waits for the provider: few at once, so that one that hangs takes no more than that, and of each network a share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::client_address::ClientNetwork;
use crate::problem::ApiError;

const MOST: usize = 64;

/// Of one network; of IPv6 all that a customer may hold (RFC 6177).
const MOST_OF_A_NETWORK: usize = 16;

#[derive(Clone, Debug, Default)]
pub(super) struct Waits(Arc<Mutex<HashMap<ClientNetwork, usize>>>);

/// One who waits, until this is dropped.
#[derive(Debug)]
pub(crate) struct Wait {
    waits: Waits,
    network: ClientNetwork,
}

impl Waits {
    pub(super) fn begin(&self, network: ClientNetwork) -> Result<Wait, ApiError> {
        let network = network.within(48).unwrap_or(network);
        let mut waiting = self.lock();
        let is_full = waiting.values().sum::<usize>() >= MOST;
        let of_network = waiting.entry(network).or_default();
        if is_full || *of_network >= MOST_OF_A_NETWORK {
            waiting.retain(|_, count| *count > 0);
            return Err(ApiError::Busy);
        }
        *of_network += 1;
        Ok(Wait { waits: self.clone(), network })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<ClientNetwork, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        let mut waiting = self.waits.lock();
        if let Some(count) = waiting.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                waiting.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;
    use crate::client_address::ClientAddress;

    fn network(address: &str) -> ClientNetwork {
        ClientAddress::from(address.parse::<IpAddr>().unwrap()).into()
    }

    #[test]
    fn a_network_has_its_share_and_leaves_the_rest_to_others() {
        let waits = Waits::default();
        let mut held: Vec<Wait> = (0..16).map(|_| waits.begin(network("192.0.2.1")).unwrap()).collect();
        assert!(waits.begin(network("192.0.2.1")).is_err());
        held.extend((0..16).map(|at| waits.begin(network(&format!("2001:db8:0:{at}::1"))).unwrap()));
        assert!(waits.begin(network("2001:db8:0:ff::1")).is_err());
        held.extend((0..32).map(|at| waits.begin(network(&format!("198.51.100.{at}"))).unwrap()));
        assert!(waits.begin(network("203.0.113.1")).is_err());
        held.pop();
        drop(waits.begin(network("203.0.113.1")).unwrap());
        drop(held);
        assert!(waits.lock().is_empty());
    }
}
