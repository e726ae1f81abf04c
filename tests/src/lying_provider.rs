//! A double of an identity provider, which says whatever a story has it say: what a real one never does. It takes codes as a
//! real one does, each once, with its verifier and its address.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use url::Url;

/// The double. Dropping it ends it.
pub struct LyingProvider {
    url: String,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

/// What it answers at an address in place of the truth.
#[derive(Clone, Debug)]
pub enum Lie {
    /// It takes the question and says nothing.
    Hang,
    /// It begins to answer and does not end.
    Trickle,
    /// A document of a mebibyte.
    Huge,
    Status(u16, String),
    /// The same answer, at another address.
    Redirect,
}

type Change = Box<dyn Fn(&mut Value) + Send>;

struct State {
    key: Key,
    /// Whether tokens and keys name the key.
    names_keys: bool,
    lies: BTreeMap<&'static str, Lie>,
    change_header: Change,
    change_claims: Change,
    /// Whether the signature is that of another key.
    forges: bool,
    codes: BTreeMap<String, Code>,
    asked: BTreeMap<String, usize>,
    /// How far its clock is ahead.
    ahead: Duration,
    /// Whether it says that it tells when people have logged in.
    tells_log_ins: bool,
}

struct Code {
    person: Value,
    nonce: String,
    challenge: String,
    redirect_uri: String,
}

struct Key {
    id: String,
    pair: EcdsaKeyPair,
}

impl LyingProvider {
    /// One that lies in nothing yet.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("a bound socket has an address"));
        let state = State {
            key: Key::new(),
            names_keys: true,
            lies: BTreeMap::new(),
            change_header: Box::new(|_| ()),
            change_claims: Box::new(|_| ()),
            forges: false,
            codes: BTreeMap::new(),
            asked: BTreeMap::new(),
            ahead: Duration::ZERO,
            tells_log_ins: false,
        };
        let state = Arc::new(Mutex::new(state));
        let (issuer, shared) = (url.clone(), Arc::clone(&state));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (issuer, state) = (issuer.clone(), Arc::clone(&shared));
                tokio::spawn(async move { answer(stream, &issuer, &state).await });
            }
        });
        Self { url, state, task }
    }

    /// What it calls itself.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A code for a person, by their claims, as if they had logged in where `authorization_url` leads.
    pub fn log_in(&self, authorization_url: &str, person: &Value) -> String {
        let url = Url::parse(authorization_url).expect("an address");
        let asked: BTreeMap<String, String> = url.query_pairs().into_owned().collect();
        assert_eq!((asked["response_type"].as_str(), asked["code_challenge_method"].as_str()), ("code", "S256"));
        let code = Code {
            person: person.clone(),
            nonce: asked["nonce"].clone(),
            challenge: asked["code_challenge"].clone(),
            redirect_uri: asked["redirect_uri"].clone(),
        };
        let name = format!("code-{}", URL_SAFE_NO_PAD.encode(rand::random::<[u8; 12]>()));
        self.state().codes.insert(name.clone(), code);
        name
    }

    /// Has it answer so at a path from now on; `None`: the truth.
    pub fn lie(&self, path: &'static str, lie: impl Into<Option<Lie>>) {
        let mut state = self.state();
        match lie.into() {
            Some(lie) => drop(state.lies.insert(path, lie)),
            None => drop(state.lies.remove(path)),
        }
    }

    /// Has it say something else in its ID tokens.
    pub fn claim(&self, change: impl Fn(&mut Value) + Send + 'static) {
        self.state().change_claims = Box::new(change);
    }

    /// Has it say something else of how they are signed. With `none` there is no signature.
    pub fn head(&self, change: impl Fn(&mut Value) + Send + 'static) {
        self.state().change_header = Box::new(change);
    }

    /// Has it sign with a key that is not its own.
    pub fn forge(&self, forges: bool) {
        self.state().forges = forges;
    }

    /// Gives it another key.
    pub fn rotate(&self) {
        self.state().key = Key::new();
    }

    /// Has tokens and keys name no key.
    pub fn leave_keys_unnamed(&self) {
        self.state().names_keys = false;
    }

    /// Has it say of itself that it tells when people have logged in.
    pub fn tell_log_ins(&self) {
        self.state().tells_log_ins = true;
    }

    /// Sets its clock ahead of that of the machine.
    pub fn set_ahead(&self, by: Duration) {
        self.state().ahead = by;
    }

    /// How often it was asked at a path.
    pub fn asked(&self, path: &str) -> usize {
        self.state().asked.get(path).copied().unwrap_or_default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl Drop for LyingProvider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Key {
    fn new() -> Self {
        let (algorithm, random) = (&ECDSA_P256_SHA256_FIXED_SIGNING, SystemRandom::new());
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).expect("the same key");
        Self { id: hex::encode(rand::random::<[u8; 4]>()), pair }
    }
}

impl State {
    fn keys(&self) -> Value {
        let point = self.key.pair.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        let mut key = json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256"});
        if self.names_keys {
            key["kid"] = json!(self.key.id);
        }
        json!({"keys": [key, {"kty": "a kind of tomorrow"}]})
    }

    fn id_token(&self, issuer: &str, code: &Code) -> String {
        let now =
            jiff::Timestamp::now().as_second() + i64::try_from(self.ahead.as_secs()).expect("no age of the world");
        let mut claims = json!({"iss": issuer, "aud": "infuse", "iat": now, "exp": now + 300, "nonce": code.nonce});
        for (name, value) in code.person.as_object().expect("claims have names") {
            claims[name] = value.clone();
        }
        (self.change_claims)(&mut claims);
        let mut header = json!({"alg": "ES256", "typ": "JWT"});
        if self.names_keys {
            header["kid"] = json!(self.key.id);
        }
        (self.change_header)(&mut header);
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(&header), part(&claims));
        if header["alg"] == "none" {
            return format!("{signed}.");
        }
        let forged = Key::new();
        let pair = if self.forges { &forged.pair } else { &self.key.pair };
        let signature = pair.sign(&SystemRandom::new(), signed.as_bytes()).expect("a signature");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// RFC 6749, 4.1.3 and RFC 7636, 4.6.
    fn tokens(&mut self, issuer: &str, form: &str) -> (u16, Value) {
        let sent: BTreeMap<String, String> = url::form_urlencoded::parse(form.as_bytes()).into_owned().collect();
        let refused = (400, json!({"error": "invalid_grant"}));
        let Some(code) = self.codes.remove(&sent["code"]) else { return refused };
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(sent["code_verifier"].as_bytes()));
        if challenge != code.challenge || sent["redirect_uri"] != code.redirect_uri || sent["client_id"] != "infuse" {
            return refused;
        }
        (200, json!({"token_type": "Bearer", "access_token": "at", "id_token": self.id_token(issuer, &code)}))
    }

    fn truth(&mut self, issuer: &str, path: &str, body: &str) -> (u16, Value) {
        match path {
            "/.well-known/openid-configuration" => {
                let at = |path: &str| format!("{issuer}{path}");
                let mut document = json!({
                    "issuer": issuer, "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"),
                    "jwks_uri": at("/keys"), "code_challenge_methods_supported": ["S256"],
                });
                if self.tells_log_ins {
                    document["claims_supported"] = json!(["sub", "auth_time"]);
                }
                (200, document)
            }
            "/keys" => (200, self.keys()),
            "/token" => self.tokens(issuer, body),
            _ => (404, json!({"error": "not_found"})),
        }
    }
}

async fn answer(mut stream: TcpStream, issuer: &str, state: &Mutex<State>) {
    let Some((path, body)) = question(&mut stream).await else { return };
    let lie = {
        let mut state = lock(state);
        *state.asked.entry(path.clone()).or_default() += 1;
        state.lies.get(path.as_str()).cloned()
    };
    let (status, extra, text) = match lie {
        Some(Lie::Hang) => return std::future::pending().await,
        Some(Lie::Trickle) => {
            let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{";
            let _ = stream.write_all(head.as_bytes()).await;
            return std::future::pending().await;
        }
        Some(Lie::Huge) => (200, String::new(), format!("{{\"a\": \"{}\"}}", "x".repeat(1024 * 1024))),
        Some(Lie::Status(status, text)) => (status, String::new(), text),
        Some(Lie::Redirect) => (302, format!("location: {issuer}/elsewhere\r\n"), String::new()),
        None => {
            let (status, value) = lock(state).truth(issuer, &path, &body);
            (status, String::new(), value.to_string())
        }
    };
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\nconnection: close\r\n{extra}content-length: {}\r\n\r\n",
        text.len()
    );
    // Whoever asked may have hung up.
    let _ = stream.write_all(head.as_bytes()).await;
    let _ = stream.write_all(text.as_bytes()).await;
}

/// The path and the body of what is asked.
async fn question(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
            if bytes.len() >= end + 4 + length.unwrap_or_default() {
                let path = head.split(' ').nth(1)?.split('?').next()?.to_owned();
                return Some((path, String::from_utf8_lossy(&bytes[end + 4..]).into_owned()));
            }
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}
