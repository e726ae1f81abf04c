//! What a server answered.

use std::ops::Deref;

use infuse_protocol::{Code, Problem};
use serde::de::DeserializeOwned;

/// A whole answer. Each is looked at, at least by [`Response::expect_status`].
#[derive(Debug)]
#[must_use = "an answer that nobody looks at may be a failure"]
pub struct Response {
    status: u16,
    headers: reqwest::header::HeaderMap,
    body: Vec<u8>,
    url: String,
}

/// An answer whose status was as expected.
#[derive(Debug)]
pub struct Expected(Response);

impl Deref for Expected {
    type Target = Response;

    fn deref(&self) -> &Response {
        &self.0
    }
}

impl Response {
    /// Reads the body of what a request of its own was answered.
    pub async fn read(response: reqwest::Response) -> reqwest::Result<Self> {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let url = response.url().to_string();
        Ok(Self { status, headers, body: response.bytes().await?.to_vec(), url })
    }

    pub fn status(&self) -> u16 {
        self.status
    }

    /// Fails the test when the status is another one.
    #[track_caller]
    pub fn expect_status(self, expected: u16) -> Expected {
        assert_eq!(self.status, expected, "{} answered {}", self.url, self.text());
        Expected(self)
    }

    /// The body as a type of the contract.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{} answered {}: {error}", self.url, self.text()))
    }

    /// The body as a problem (RFC 9457), which must say the same as the status and the headers.
    #[track_caller]
    pub fn problem(&self) -> Problem {
        let problem: Problem = self.json();
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{problem:?}");
        assert_eq!((problem.status, problem.code.status()), (self.status, self.status), "{problem:?}");
        assert_eq!(problem.kind, format!("urn:infuse:problem:{}", problem.code.name()));
        problem
    }

    /// The body as a problem of that code.
    #[track_caller]
    pub fn expect_problem(&self, code: Code) -> Problem {
        let problem = self.problem();
        assert_eq!(problem.code, code, "{} answered {problem:?}", self.url);
        problem
    }

    /// The value of a header, when it is there once or more and is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
