//! The build tool: everything that a person does with a clone, the same on every system.

mod arrows;
mod bench;
mod generated;
mod postgres;
mod process;
mod rooms;
mod run;
mod setup;
mod shots;
mod tally;
mod test;
mod ui;
mod workspace;

use std::process::ExitCode;

const MANUAL: &str = "\
cargo xtask <command>

  run [--release] [-- <app options>]   set up, build the UI, open the app
  test                                 set up, run every test, close with one line of totals
  bench [<section>…]                   measure the promised figures, or some: debits, reports, streams, engine, desktop;
                                       and growth, only by name: up to 10 million entries, or INFUSE_BENCH_ENTRIES
  bench --soak [<operations> <kills>]  the reference model and kill -9 for hours: 1,000,000 and 1,000
  gen [--check]                        write the generated files anew; with --check, fail where one has drifted
  arrows                               fail where a crate or a room of the server knows what it must not
  shots                                take the pictures of docs/images from the real window, and of every state of the
                                       gallery, in light and dark, two sizes of text and two languages, to target/gallery
  setup                                install or check what `test` needs, and build the UI";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match carry_out(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(arguments: &[&str]) -> anyhow::Result<ExitCode> {
    match arguments {
        ["run", options @ ..] => run::run(options),
        ["test"] => test::test(),
        ["bench", "--soak", counts @ ..] => bench::soak(counts),
        ["bench", sections @ ..] => bench::bench(sections),
        ["gen"] => generated::write().map(|()| ExitCode::SUCCESS),
        ["gen", "--check"] => generated::check().map(|()| ExitCode::SUCCESS),
        ["arrows"] => arrows::check().and_then(|()| rooms::check()).map(|()| ExitCode::SUCCESS),
        ["shots"] => shots::take(),
        ["setup"] => test::set_up().map(|_| ExitCode::SUCCESS),
        ["help" | "--help" | "-h"] => {
            println!("{MANUAL}");
            Ok(ExitCode::SUCCESS)
        }
        _ => anyhow::bail!("this is not a command\n\n{MANUAL}"),
    }
}
