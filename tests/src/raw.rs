//! Bytes on a socket, for requests that no HTTP client would send.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::wait::PATIENCE;

/// Sends `request` as it is and reads until the server closes the connection. A request that the
/// server would otherwise keep the connection for says `connection: close`.
pub async fn send(address: SocketAddr, request: &[u8]) -> RawAnswer {
    let exchange = async {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(request).await?;
        let mut answer = Vec::new();
        match stream.read_to_end(&mut answer).await {
            // A server may refuse without reading to the end, which resets the connection after its answer.
            Err(error) if error.kind() != std::io::ErrorKind::ConnectionReset => Err(error),
            _ => Ok(answer),
        }
    };
    let answer = timeout(PATIENCE, exchange).await.expect("the server answers in time").expect("a connection");
    RawAnswer(String::from_utf8_lossy(&answer).into_owned())
}

/// What came back, head and body.
#[derive(Clone, Debug)]
pub struct RawAnswer(String);

impl RawAnswer {
    /// The status, when the answer begins as HTTP does.
    pub fn status(&self) -> Option<u16> {
        self.0.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()
    }

    pub fn text(&self) -> &str {
        &self.0
    }
}
