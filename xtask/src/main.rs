//! The build tool: everything that a person does with a clone, the same on every system.

mod arrows;
mod bench;
mod deny;
mod generated;
mod photograph;
mod platforms;
mod postgres;
mod process;
mod rooms;
mod run;
mod setup;
mod shots;
mod tally;
mod test;
mod ui;
mod voices;
mod workspace;

use std::process::ExitCode;

const MANUAL: &str = "\
cargo xtask <command>

  run [--release] [-- <app options>]   set up, build the UI, open the app
  test                                 set up, run every test, close with one line of totals
  bench [<section>…]                   measure the promised figures, or some: debits, access, reports, streams, engine,
                                       desktop;
                                       and only by name: growth, up to 10 million entries or INFUSE_BENCH_ENTRIES,
                                       and history, 10 million entries in the app's cache
  bench --soak [<operations> <kills>]  the reference model and kill -9 for hours: 1,000,000 and 1,000
  gen [--check]                        write the generated files anew; with --check, fail where one has drifted
  check-platforms                      on Debian: fail where the code is not sound on Windows or macOS
  test-windows                         build for Windows with MinGW, run the tests under Wine, name what is not here
  deny                                 fail where what it is built from has a licence that deny.toml does not allow, or
                                       comes from elsewhere
  arrows                               fail where a crate or a room of the server knows what it must not
  shots                                take the pictures of docs/images from the real window, and of every state of the
                                       gallery, in light and dark, two sizes of text and two languages, to target/gallery
  voices                               make the clips of the built-in voices anew, from packages: docs/voices.md
  photograph <program> <picture>       start a built app, and keep what it shows as a picture
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
        ["deny"] => deny::check().map(|()| ExitCode::SUCCESS),
        ["arrows"] => arrows::check().and_then(|()| rooms::check()).map(|()| ExitCode::SUCCESS),
        ["check-platforms"] => platforms::check().map(|()| ExitCode::SUCCESS),
        ["test-windows"] => platforms::windows::test(),
        ["shots"] => shots::take(),
        ["voices"] => voices::make().map(|()| ExitCode::SUCCESS),
        ["photograph", program, picture] => {
            photograph::take(program.as_ref(), picture.as_ref()).map(|()| ExitCode::SUCCESS)
        }
        ["setup"] => test::set_up().map(|_| ExitCode::SUCCESS),
        ["help" | "--help" | "-h"] => {
            println!("{MANUAL}");
            Ok(ExitCode::SUCCESS)
        }
        _ => anyhow::bail!("this is not a command\n\n{MANUAL}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The lines of the manual that go on are set further in.
    fn commands() -> impl Iterator<Item = &'static str> {
        let lines = MANUAL.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
        lines.filter(|command| !command.is_empty())
    }

    #[test]
    fn every_command_that_the_documents_and_the_workflows_name_is_one() {
        let root = workspace::root();
        for file in [
            "README.md",
            "CHANGELOG.md",
            "docs/architecture.md",
            "docs/decisions.md",
            "docs/operations.md",
            "tests/README.md",
            ".ci/run",
            ".github/workflows/check.yml",
            ".github/workflows/release.yml",
        ] {
            let text = std::fs::read_to_string(root.join(file)).unwrap();
            for named in text.split("cargo xtask ").skip(1) {
                let name: String = named.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
                let is_one = commands().any(|command| command == name);
                assert!(is_one, "{file} names `cargo xtask {name}`");
            }
        }
    }

    /// The tests of a source that are run: neither those that are ignored, nor stories that no test is made from.
    fn tests_of(source: &str) -> BTreeSet<String> {
        let (mut tests, mut is_test, mut on_both) = (BTreeSet::new(), false, false);
        for line in source.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
            if line.starts_with("on_both_databases!(") {
                on_both = !line.ends_with(");");
                let one = line.trim_start_matches("on_both_databases!(").trim_end_matches(");");
                tests.extend(Some(one.to_owned()).filter(|name| !name.is_empty()));
            } else if on_both {
                on_both = line != ");";
                tests.extend(on_both.then(|| line.trim_end_matches(',').to_owned()));
            } else if line.starts_with("#[") {
                is_test = (is_test || line.starts_with("#[test]") || line.starts_with("#[tokio::test"))
                    && !line.starts_with("#[ignore");
            } else if let Some((name, _)) = line.split_once("fn ").and_then(|(_, rest)| rest.split_once('(')) {
                tests.extend(is_test.then(|| name.to_owned()));
                is_test = false;
            } else {
                is_test = false;
            }
        }
        tests
    }

    #[test]
    fn a_test_that_is_not_run_is_none() {
        let source = "on_both_databases!(\n    first,\n    // second,\n);\nasync fn first() {}\nasync fn second() {}\n\
                      #[test]\nfn third() {}\n// #[test]\nfn fourth() {}\n#[test]\n#[ignore]\nfn fifth() {}\n\
                      // #[test]\n// fn sixth() {}\n";
        assert_eq!(tests_of(source), BTreeSet::from(["first".to_owned(), "third".to_owned()]));
    }

    /// The table of requirements names tests: who changes the name of one, or deletes it, finds here what it held.
    #[test]
    fn every_test_that_the_table_of_requirements_names_is_there() {
        let root = workspace::root();
        let text = std::fs::read_to_string(root.join("docs/security.md")).unwrap();
        let table = text.split("## Against a standard").nth(1).unwrap();
        let rows = table.lines().filter(|line| line.starts_with("| ") && line.contains('`'));
        let named: BTreeSet<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
        assert!(named.len() > 40, "{named:?}");
        let mut run = BTreeSet::new();
        for folder in ["crates", "tests", "src-tauri"] {
            for file in rooms::rust_files(&root.join(folder)).unwrap() {
                run.extend(tests_of(&std::fs::read_to_string(file).unwrap()));
            }
        }
        let missing: Vec<&&str> = named.iter().filter(|name| !run.contains(**name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
