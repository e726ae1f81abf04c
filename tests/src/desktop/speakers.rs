//! Speakers that nobody hears: PulseAudio with an output that only records.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{DesktopSession, Program};
use crate::wait::until;

/// Samples in a second of a recording: one channel of 16 bits.
const RATE: usize = 48_000;
const BYTES: usize = 2;

/// What is quieter is silence, in dBFS. Breaths between words are louder.
const SILENCE: f64 = -60.0;

impl DesktopSession {
    /// Plugs speakers in.
    pub async fn add_speakers(&mut self) {
        let sink = "module-null-sink sink_name=speakers rate=48000";
        let arguments =
            ["--daemonize=no", "-n", "--exit-idle-time=-1", "-L", sink, "-L", "module-native-protocol-unix"];
        self.launch("pulseaudio", &arguments);
        until("there are speakers", async || {
            let asked = self.command("pactl").arg("info").output().await.expect("pactl is installed");
            asked.status.success().then_some(())
        })
        .await;
    }

    /// Pulls them out again, whatever plays.
    pub async fn pull_speakers(&self) {
        let _ = self.run("pactl", &["unload-module", "module-null-sink"]).await;
    }

    /// Records what is heard from now on.
    pub async fn record(&self) -> Recording {
        let file = self.home().join("recording.raw");
        let mut command = self.command("parec");
        command.args(["--raw", "--format=s16le", "--rate=48000", "--channels=1", "--latency-msec=20"]);
        command.arg("--device=speakers.monitor").arg(&file);
        let program = Program::start(command, "parec", &self.logs());
        let recording = Recording { file, _program: program };
        recording.wait_for(Duration::from_millis(100)).await;
        recording
    }
}

/// What is heard, as it goes on.
pub struct Recording {
    file: PathBuf,
    _program: Program,
}

/// What was heard between two silences.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heard {
    pub length: Duration,
    /// The root mean square of all of it, in dBFS.
    pub level: f64,
    /// The loudest sample, in dBFS.
    pub peak: f64,
}

impl Recording {
    /// Waits until so much more is recorded.
    pub async fn wait_for(&self, length: Duration) {
        let wanted = bytes(&self.file).len() + (length.as_secs_f64() * RATE as f64) as usize * BYTES;
        until("the recording goes on", async || (bytes(&self.file).len() >= wanted).then_some(())).await;
    }

    /// Whether the last part of it, so long, is silent.
    pub fn is_silent_for(&self, length: Duration) -> bool {
        let samples = samples(&self.file);
        let last = (length.as_secs_f64() * RATE as f64) as usize;
        level(&samples[samples.len().saturating_sub(last)..]) < SILENCE
    }

    /// All that was heard; `None` where that is nothing.
    pub fn heard(&self) -> Option<Heard> {
        let samples = samples(&self.file);
        let threshold = 10_f64.powf(SILENCE / 20.0);
        let first = samples.iter().position(|sample| sample.abs() > threshold)?;
        let last = samples.iter().rposition(|sample| sample.abs() > threshold)?;
        let heard = &samples[first..=last];
        let peak = heard.iter().fold(0_f64, |peak, sample| peak.max(sample.abs()));
        let length = Duration::from_secs_f64(heard.len() as f64 / RATE as f64);
        Some(Heard { length, level: level(heard), peak: 20.0 * peak.log10() })
    }
}

fn bytes(file: &Path) -> Vec<u8> {
    fs::read(file).unwrap_or_default()
}

/// From -1 to 1.
fn samples(file: &Path) -> Vec<f64> {
    let pairs = bytes(file);
    pairs.chunks_exact(BYTES).map(|pair| f64::from(i16::from_le_bytes([pair[0], pair[1]])) / 32_768.0).collect()
}

/// In dBFS.
fn level(samples: &[f64]) -> f64 {
    let square: f64 = samples.iter().map(|sample| sample * sample).sum();
    10.0 * (square / samples.len().max(1) as f64).log10()
}
