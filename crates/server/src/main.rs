//! `infuse-server`: serves, verifies the journals, prints the OpenAPI document.

use std::error::Error;
use std::io::{ErrorKind, IsTerminal as _, Write as _, stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use infuse_server::db::{Db, backup, restore};
use infuse_server::ledger::verify::verify;
use infuse_server::settings::DatabaseSettings;
use infuse_server::{Settings, http_service, serve};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// Requests and rows are many small pieces of memory that one thread takes and another gives back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "infuse-server", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves until it is told to stop (SIGTERM, or Ctrl+C)
    Serve {
        /// The address to listen on
        #[arg(long, env = "INFUSE_LISTEN", default_value = "127.0.0.1:8787", value_name = "ADDRESS:PORT")]
        listen: String,
        #[command(flatten)]
        settings: Box<Settings>,
    },
    /// Proves that every journal is whole and equals its balance; exits with 1 and names the first entry that is not
    Verify {
        #[command(flatten)]
        database: DatabaseSettings,
    },
    /// Copies an SQLite database to a new file, beside a running server or without one
    Backup {
        #[command(flatten)]
        database: DatabaseSettings,
        /// The file to make; one that is there is not overwritten
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Puts a backup in the place of an SQLite database that no server has open; what stood there is set aside
    Restore {
        #[command(flatten)]
        database: DatabaseSettings,
        /// The backup; it is copied
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
    },
    /// Prints the OpenAPI document
    Openapi {
        #[command(flatten)]
        settings: Box<Settings>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let command = command();
    log_to_stderr();
    match run(command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("infuse-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Box<dyn Error>> {
    match command {
        Command::Serve { listen, settings } => {
            let listener = TcpListener::bind(&listen).await.map_err(|error| cannot_listen(&listen, &error))?;
            Ok(serve(*settings, listener, told_to_stop()?).await?)
        }
        Command::Verify { database } => {
            let db = Db::open_read_only(database.url()?.as_str()).await?;
            let report = verify(&db).await;
            db.close().await;
            let report = report?;
            println!("{} entries of {} workspaces are whole", report.entries, report.workspaces);
            Ok(())
        }
        Command::Backup { database, to } => {
            backup(database.url()?.as_str(), &to).await?;
            println!("{} is a copy; prove it with verify", to.display());
            Ok(())
        }
        Command::Restore { database, from } => {
            match restore(database.url()?.as_str(), &from).await? {
                Some(replaced) => println!("restored; what stood there is {} now", replaced.display()),
                None => println!("restored"),
            }
            Ok(())
        }
        Command::Openapi { settings } => {
            let document = http_service::openapi(&settings).to_pretty_json()?;
            match writeln!(stdout(), "{document}") {
                // Who reads no further has what they wanted.
                Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
                written => Ok(written?),
            }
        }
    }
}

fn cannot_listen(address: &str, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!("{address} is in use by another program: choose another --listen"),
        _ => format!("can not listen on {address}: {error}"),
    }
}

/// A token that is cancelled when the system, or the person at the terminal, asks the program to end.
fn told_to_stop() -> std::io::Result<CancellationToken> {
    let told = CancellationToken::new();
    let teller = told.clone();
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::spawn(async move {
        #[cfg(unix)]
        let terminated = terminate.recv();
        #[cfg(not(unix))]
        let terminated = std::future::pending::<Option<()>>();
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated => {}
        }
        teller.cancel();
    });
    Ok(told)
}

/// One JSON object a line, or plain lines where a person reads them. `RUST_LOG` chooses what.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    if stderr().is_terminal() { lines.init() } else { lines.json().init() }
}

fn command() -> Command {
    let matches = without_empty_environment(Cli::command()).get_matches();
    Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()).command
}

/// An environment variable that is empty counts as not set.
fn without_empty_environment(command: clap::Command) -> clap::Command {
    let is_empty = |name: &std::ffi::OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
    command
        .mut_args(|arg| if arg.get_env().is_some_and(is_empty) { arg.env(None) } else { arg })
        .mut_subcommands(without_empty_environment)
}
