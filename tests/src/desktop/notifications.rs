//! Notifications as the daemon of the desktop took them, overheard on the bus.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use futures_util::StreamExt as _;
use tokio::task::AbortHandle;
use zbus::message::Type;
use zbus::zvariant::OwnedValue;
use zbus::{Message, MessageStream};

use crate::wait::until;

/// What an app asked the desktop to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// The number that the daemon gave it.
    pub id: u32,
    pub summary: String,
    pub body: String,
    /// Labels of the buttons.
    pub actions: Vec<String>,
}

/// Every notification since the session began, in order.
pub struct Notifications {
    taken: Arc<Mutex<Vec<Notification>>>,
    task: AbortHandle,
}

/// Arguments of `Notify`: <https://specifications.freedesktop.org/notification-spec/latest/protocol.html>
type Notify = (String, u32, String, String, String, Vec<String>, HashMap<String, OwnedValue>, i32);

impl Notifications {
    /// Turns `bus` into a monitor, which sees the calls of all others.
    pub(crate) async fn watch(bus: zbus::Connection) -> Self {
        let monitor = zbus::fdo::MonitoringProxy::new(&bus).await.expect("the bus answers");
        monitor.become_monitor(&[], 0).await.expect("a session bus may be monitored");
        let taken = Arc::new(Mutex::new(Vec::new()));
        let listener = Listener { taken: Arc::clone(&taken), asked: HashMap::new() };
        let task = tokio::spawn(listener.listen(MessageStream::from(bus))).abort_handle();
        Self { taken, task }
    }

    /// Those that the daemon took so far.
    pub fn taken(&self) -> Vec<Notification> {
        self.taken.lock().expect("nobody panics with it").clone()
    }

    /// Waits for the `count`th notification, and answers all of them.
    pub async fn wait_for(&self, count: usize) -> Vec<Notification> {
        until(&format!("{count} notifications are taken"), async || {
            let taken = self.taken();
            (taken.len() >= count).then_some(taken)
        })
        .await
    }
}

impl Drop for Notifications {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Listener {
    taken: Arc<Mutex<Vec<Notification>>>,
    /// Calls that the daemon has not answered yet, by caller and serial number.
    asked: HashMap<(String, u32), Notification>,
}

impl Listener {
    async fn listen(mut self, mut messages: MessageStream) {
        while let Some(Ok(message)) = messages.next().await {
            self.hear(&message);
        }
    }

    fn hear(&mut self, message: &Message) {
        let header = message.header();
        match header.message_type() {
            Type::MethodCall if header.member().is_some_and(|member| member == "Notify") => {
                let Ok((_, _, _, summary, body, actions, _, _)) = message.body().deserialize::<Notify>() else {
                    return;
                };
                let caller = header.sender().map(ToString::to_string).unwrap_or_default();
                let labels = actions.chunks(2).filter_map(|pair| pair.get(1).cloned()).collect();
                let notification = Notification { id: 0, summary, body, actions: labels };
                self.asked.insert((caller, header.primary().serial_num().get()), notification);
            }
            Type::MethodReturn => {
                let (Some(caller), Some(serial)) = (header.destination(), header.reply_serial()) else { return };
                let Some(asked) = self.asked.remove(&(caller.to_string(), serial.get())) else { return };
                if let Ok(id) = message.body().deserialize::<u32>() {
                    self.taken.lock().expect("nobody panics with it").push(Notification { id, ..asked });
                }
            }
            _ => {}
        }
    }
}
