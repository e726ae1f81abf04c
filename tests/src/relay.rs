//! A relay before a database, as a connection pooler or a load balancer is, that can fail as they do.

use std::net::SocketAddr;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Passes connections on to another address. Dropping it ends them.
pub struct Relay {
    address: SocketAddr,
    behaviour: watch::Sender<Behaviour>,
    _task: JoinSet<()>,
}

/// What the relay does with connections, also with those that are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    Pass,
    /// Takes connections and closes them at once: nothing is behind the relay any more.
    HangUp,
    /// Takes connections and keeps them, and passes nothing on.
    Stall,
}

impl Relay {
    /// A relay on a free port to `target` (`host:port`), that passes everything on.
    pub async fn to(target: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let behaviour = watch::Sender::new(Behaviour::Pass);
        let mut task = JoinSet::new();
        task.spawn(accept(listener, target.to_owned(), behaviour.subscribe()));
        Self { address, behaviour, _task: task }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn set(&self, behaviour: Behaviour) {
        self.behaviour.send_replace(behaviour);
    }
}

async fn accept(listener: TcpListener, target: String, behaviour: watch::Receiver<Behaviour>) {
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        connections.spawn(relay(client, target.clone(), behaviour.clone()));
    }
}

/// Every change of the behaviour begins anew with what is open.
async fn relay(mut client: TcpStream, target: String, mut behaviour: watch::Receiver<Behaviour>) {
    let Ok(mut server) = TcpStream::connect(target).await else { return };
    loop {
        let now = *behaviour.borrow_and_update();
        tokio::select! {
            changed = behaviour.changed() => if changed.is_err() { return },
            () = behave(now, &mut client, &mut server) => return,
        }
    }
}

async fn behave(behaviour: Behaviour, client: &mut TcpStream, server: &mut TcpStream) {
    match behaviour {
        // Either side may break off.
        Behaviour::Pass => drop(copy_bidirectional(client, server).await),
        Behaviour::HangUp => {}
        Behaviour::Stall => std::future::pending().await,
    }
}
