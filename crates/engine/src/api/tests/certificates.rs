//! Servers whose certificate is not accepted.

use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;

use super::*;

/// A server on this computer that does no more than to show a certificate. It ends with the test's process.
fn show(certificate: CertificateParams) -> Api {
    install_tls();
    let key = KeyPair::generate().unwrap();
    let certificate = certificate.self_signed(&key).unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder().with_no_client_auth();
    let config = Arc::new(config.with_single_cert(vec![certificate.der().clone()], key).unwrap());
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("https://{}/", listener.local_addr().unwrap()).parse().unwrap();
    std::thread::spawn(move || {
        for socket in listener.incoming() {
            let mut handshake = rustls::ServerConnection::new(config.clone()).unwrap();
            // The client ends it.
            let _ = handshake.complete_io(&mut socket.unwrap());
        }
    });
    Api::new(base).unwrap()
}

fn certificate() -> CertificateParams {
    CertificateParams::new(["127.0.0.1".to_owned()]).unwrap()
}

/// Elsewhere the system's own verifier may name another fault of such a certificate first.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_certificate_out_of_its_time_has_its_own_code() {
    use rcgen::date_time_ymd;

    let mut expired = certificate();
    (expired.not_before, expired.not_after) = (date_time_ymd(2001, 1, 1), date_time_ymd(2002, 1, 1));
    assert_eq!(show(expired).probe().await.unwrap_err().code, ErrorCode::CertificateExpired);
    let mut not_yet_valid = certificate();
    (not_yet_valid.not_before, not_yet_valid.not_after) = (date_time_ymd(4000, 1, 1), date_time_ymd(4001, 1, 1));
    assert_eq!(show(not_yet_valid).probe().await.unwrap_err().code, ErrorCode::CertificateExpired);
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_not_accepted() {
    assert_eq!(show(certificate()).probe().await.unwrap_err().code, ErrorCode::CertificateInvalid);
    let of_another_name = CertificateParams::new(["infuse.example.com".to_owned()]).unwrap();
    assert_eq!(show(of_another_name).probe().await.unwrap_err().code, ErrorCode::CertificateInvalid);
}
