//! The system's audio output. A thread holds it as long as a clip plays, and no longer.

use std::io::Cursor;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use infuse_engine::error::causes;
use infuse_engine::ports::{Playing, Speaker, SpeakerError};
use infuse_engine::snapshot::Volume;
use rodio::buffer::SamplesBuffer;
use rodio::cpal::{self, ErrorKind};
use rodio::{Decoder, DeviceSinkBuilder, MixerDeviceSink, Player, Source as _};
use tokio::sync::{Semaphore, oneshot, watch};
use tokio::time::timeout;

/// An output has so long to be opened.
const OPENING: Duration = Duration::from_secs(5);

/// How often it is looked whether a clip is over, and how loud it is to be.
const LOOK: Duration = Duration::from_millis(30);

/// An output that takes no sound for so long is gone, whether or not it says so.
const STALLED: Duration = Duration::from_secs(2);

/// What was handed over to the output is still to be heard.
const IN_THE_AIR: Duration = Duration::from_millis(150);

/// No clip is longer. One that claims to be is not unpacked any further.
const LONGEST: Duration = Duration::from_secs(60);

/// What samples may come in. Beyond it nobody hears more, and what says so is no clip of a voice.
const RATES: RangeInclusive<u32> = 8_000..=192_000;
const MOST_CHANNELS: u16 = 2;

pub(super) struct SystemSpeaker {
    /// One clip holds the output; the next one waits until it was let go.
    turn: Arc<Semaphore>,
}

impl SystemSpeaker {
    pub(super) fn new() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)) }
    }
}

#[async_trait]
impl Speaker for SystemSpeaker {
    async fn play(&self, ogg: Vec<u8>, volume: watch::Receiver<Volume>) -> Result<Playing, SpeakerError> {
        // Where the system's sound does not answer, there is one thread that waits for it, and no more.
        let turn = timeout(OPENING, self.turn.clone().acquire_owned()).await;
        let turn = turn.ok().and_then(Result::ok).ok_or_else(silent)?;
        let (begun, begins) = oneshot::channel();
        let (over, ended) = oneshot::channel();
        let (listening, listener) = oneshot::channel();
        let playing = move || {
            match Sound::begin(ogg, volume) {
                Ok(sound) => {
                    if begun.send(Ok(sound.length)).is_ok() {
                        drop(over.send(sound.follow(listener)));
                    }
                }
                Err(error) => drop(begun.send(Err(error))),
            }
            drop(turn);
        };
        let thread = thread::Builder::new().name("voice".to_owned()).spawn(playing);
        thread.map_err(|error| SpeakerError::NoOutput(error.to_string()))?;
        let length = match timeout(OPENING, begins).await {
            Ok(Ok(begun)) => begun?,
            // The thread has ended by a panic of the system's sound.
            Ok(Err(_)) => return Err(SpeakerError::NoOutput("it could not be opened".to_owned())),
            Err(_) => return Err(silent()),
        };
        Ok(Playing { length, ended, listening })
    }
}

fn silent() -> SpeakerError {
    SpeakerError::NoOutput("it does not answer".to_owned())
}

/// A clip that plays.
struct Sound {
    length: Duration,
    player: Player,
    volume: watch::Receiver<Volume>,
    faults: mpsc::Receiver<cpal::Error>,
    /// Silence, once it is dropped.
    _output: MixerDeviceSink,
}

impl Sound {
    fn begin(ogg: Vec<u8>, volume: watch::Receiver<Volume>) -> Result<Self, SpeakerError> {
        let clip = unpack(ogg)?;
        let (fault, faults) = mpsc::channel();
        let no_output = |error: rodio::DeviceSinkError| SpeakerError::NoOutput(causes(&error));
        let mut output = DeviceSinkBuilder::from_default_device()
            .map_err(no_output)?
            .with_error_callback(move |error| drop(fault.send(error)))
            .open_stream()
            .map_err(no_output)?;
        output.log_on_drop(false);
        let player = Player::connect_new(output.mixer());
        player.set_volume(volume.borrow().factor());
        let length = clip.total_duration().unwrap_or_default();
        player.append(clip);
        Ok(Self { length, player, volume, faults, _output: output })
    }

    /// Plays to the end, or until nobody listens.
    fn follow(mut self, mut listener: oneshot::Receiver<()>) -> Result<(), SpeakerError> {
        let mut heard = Duration::ZERO;
        let mut since = Instant::now();
        while !self.player.empty() {
            if listener.try_recv() == Err(oneshot::error::TryRecvError::Closed) {
                return Ok(());
            }
            match self.faults.recv_timeout(LOOK) {
                Ok(error) if is_end(error.kind()) => return Err(SpeakerError::Lost(error.to_string())),
                Ok(error) => tracing::debug!(%error, "the audio output stumbles"),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(SpeakerError::Lost("it was closed".to_owned())),
            }
            if self.volume.has_changed().unwrap_or(false) {
                self.player.set_volume(self.volume.borrow_and_update().factor());
            }
            let now = self.player.get_pos();
            if now != heard {
                (heard, since) = (now, Instant::now());
            } else if since.elapsed() > STALLED {
                return Err(SpeakerError::Lost("it takes no sound".to_owned()));
            }
        }
        thread::sleep(IN_THE_AIR);
        Ok(())
    }
}

/// The clip's samples.
fn unpack(ogg: Vec<u8>) -> Result<SamplesBuffer, SpeakerError> {
    let broken = |error: rodio::decoder::DecoderError| SpeakerError::Broken(causes(&error));
    let length = ogg.len() as u64;
    let decoder = Decoder::builder().with_data(Cursor::new(ogg)).with_byte_len(length).with_hint("ogg");
    let mut decoder = decoder.build().map_err(broken)?;
    let (channels, rate) = (decoder.channels(), decoder.sample_rate());
    if !RATES.contains(&rate.get()) || channels.get() > MOST_CHANNELS {
        return Err(SpeakerError::Broken(format!("{channels} channels of {rate} Hz are no voice")));
    }
    let most = LONGEST.as_secs() * u64::from(rate.get()) * u64::from(channels.get());
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let samples: Vec<f32> = decoder.by_ref().take(most).collect();
    if samples.is_empty() {
        return Err(SpeakerError::Broken("there is no sound in it".to_owned()));
    }
    if decoder.next().is_some() {
        return Err(SpeakerError::Broken("it is too long".to_owned()));
    }
    Ok(SamplesBuffer::new(channels, rate, samples))
}

/// Whether nothing will be heard after it.
fn is_end(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable | ErrorKind::StreamInvalidated)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use ebur128::{EbuR128, Mode};

    use super::*;

    /// In samples from 0 to 1: what is quieter is silence.
    const SILENCE: f32 = 0.003;

    #[test]
    fn each_clip_is_as_long_and_as_loud_as_the_others_and_begins_and_ends_in_silence() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/server/voices");
        let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let clips: Vec<_> = files.filter(|path| path.extension().is_some_and(|ending| ending == "ogg")).collect();
        assert!(clips.len() >= 12);
        let mut faults = Vec::new();
        for path in clips {
            let ogg = fs::read(&path).unwrap();
            let size = ogg.len();
            let clip = unpack(ogg).unwrap();
            let (rate, channels) = (clip.sample_rate().get(), clip.channels().get());
            let samples: Vec<f32> = clip.collect();
            let length = samples.len() as f64 / f64::from(rate);
            let mut meter = EbuR128::new(1, rate, Mode::I | Mode::TRUE_PEAK).unwrap();
            meter.add_frames_f32(&samples).unwrap();
            let loudness = meter.loudness_global().unwrap();
            let peak = 20.0 * meter.true_peak(0).unwrap().log10();
            let silence = |samples: &mut dyn Iterator<Item = &f32>| {
                samples.take_while(|sample| sample.abs() < SILENCE).count() as f64 / f64::from(rate)
            };
            let (before, after) = (silence(&mut samples.iter()), silence(&mut samples.iter().rev()));
            let is_fine = (rate, channels) == (24_000, 1)
                && size <= 40_000
                && (3.0..=5.0).contains(&length)
                && (-21.0..=-19.0).contains(&loudness)
                && peak <= -2.0
                && [before, after].iter().all(|silence| (0.07..=0.25).contains(silence));
            if !is_fine {
                let name = path.file_name().unwrap_or_default();
                faults.push(format!(
                    "{name:?}: {rate} Hz × {channels}, {size} bytes, {length:.2} s, {loudness:.1} LUFS, {peak:.1} dB, \
                     {before:.2} s and {after:.2} s of silence"
                ));
            }
        }
        assert!(faults.is_empty(), "{faults:#?}");
    }

    #[test]
    fn what_is_no_clip_is_said_to_be_broken_and_nothing_is_opened_for_it() {
        for broken in [&b""[..], b"OggS", &[0; 4_096], b"RIFF....WAVEfmt "] {
            assert!(matches!(unpack(broken.to_vec()), Err(SpeakerError::Broken(_))));
        }
    }
}
