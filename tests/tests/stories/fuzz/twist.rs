//! What is made wrong about a request.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Numbers choose among what the request has, modulo how many there are.
#[derive(Clone, Debug)]
pub(super) enum Twist {
    /// Another value in the place of one in the body, which may be the whole body.
    Replace(usize, Value),
    Remove(usize),
    /// A value is put into an array, or a field that nobody knows into an object.
    Wrap(usize),
    Extra(usize),
    /// Two values change places.
    Swap(usize, usize),
    /// The body is sent in upper case, as ids may be.
    UpperCase,
    Cut(usize),
    Bytes(Vec<u8>),
    ByteOrderMark,
    Parameter(usize, String),
    ParameterTwice(usize),
    ParameterUnknown(String),
    ParameterGone(usize),
    /// As it is: not encoded.
    RawQuery(&'static str),
    /// An id of the path.
    Segment(usize, String),
    Header(&'static str, Vec<u8>),
}

pub(super) fn twists() -> impl Strategy<Value = Vec<Twist>> {
    proptest::collection::vec(twist(), 0..=2)
}

fn twist() -> impl Strategy<Value = Twist> {
    let index = || 0_usize..64;
    let headers = select(vec![
        "if-match",
        "last-event-id",
        "content-type",
        "content-encoding",
        "authorization",
        "accept",
        "x-request-id",
    ]);
    let header_value = prop_oneof![
        texts().prop_map(String::into_bytes),
        select(vec!["gzip", "\"0\"", "\"1\"", "W/\"1\"", "*", "application/json; charset=utf-16", "Bearer ifs_", "br"])
            .prop_map(|value| value.as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 0..40),
    ];
    prop_oneof![
        12 => (index(), values()).prop_map(|(index, value)| Twist::Replace(index, value)),
        2 => index().prop_map(Twist::Remove),
        2 => index().prop_map(Twist::Wrap),
        1 => index().prop_map(Twist::Extra),
        2 => (index(), index()).prop_map(|(one, other)| Twist::Swap(one, other)),
        1 => Just(Twist::UpperCase),
        1 => (0_usize..400).prop_map(Twist::Cut),
        1 => proptest::collection::vec(any::<u8>(), 0..60).prop_map(Twist::Bytes),
        1 => Just(Twist::ByteOrderMark),
        8 => (index(), texts()).prop_map(|(index, text)| Twist::Parameter(index, text)),
        1 => index().prop_map(Twist::ParameterTwice),
        1 => texts().prop_map(Twist::ParameterUnknown),
        2 => index().prop_map(Twist::ParameterGone),
        1 => select(vec!["%zz", "limit=%ff", "a=%", "&&&", "=", "from=+", "limit[]=1", "a;b"]).prop_map(Twist::RawQuery),
        3 => (index(), texts()).prop_map(|(index, text)| Twist::Segment(index, text)),
        2 => (headers, header_value).prop_map(|(name, value)| Twist::Header(name, value)),
    ]
}

/// Any JSON, most of it near to what is asked for somewhere.
fn values() -> impl Strategy<Value = Value> {
    let numbers = vec![
        json!(0),
        json!(-1),
        json!(100),
        json!(100_000),
        json!(100_001),
        json!(1.5),
        json!(-0.0),
        json!(1e308),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(9_007_199_254_740_993_i64),
        // These two are no numbers of this program: they are written into the text.
        json!(RAW_NUMBERS[0].0),
        json!(RAW_NUMBERS[1].0),
    ];
    let shapes = vec![
        Value::Null,
        json!(true),
        json!([]),
        json!({}),
        json!(vec![json!({}); 501]),
        json!({"id": "c", "title": ["t"]}),
        (0..120).fold(json!([]), |inner, _| json!([inner])),
    ];
    let leaf = prop_oneof![4 => select(numbers), 6 => texts().prop_map(Value::from), 3 => select(shapes)];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::vec((texts(), inner), 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn texts() -> impl Strategy<Value = String> {
    let known = [
        "",
        " ",
        "0",
        "-1",
        "1000",
        "1001",
        "9223372036854775807",
        "9223372036854775808",
        "1e3",
        "\u{0}",
        "a\u{0}b",
        "\u{202e}drawkcab\u{2066}",
        "\u{200b}",
        "\u{feff}",
        "e\u{301}\u{301}\u{301}",
        "\u{10ffff}",
        "a\r\nb\tc",
        "=1+1",
        "../..",
        "%00",
        "'; --",
        "\\ud800",
        "message",
        "plan",
        "null",
        "asc",
        "desc",
        "day",
        "json",
        "UTC",
        "../etc/passwd",
        "00000000-0000-0000-0000-000000000000",
        "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
        "0197A2B8-5A1C-7D3E-8F00-000000000001",
        "0197a2b8-5a1c-8d3e-8f00-000000000001",
        "0197a2b85a1c7d3e8f00000000000001",
        "{0197a2b8-5a1c-7d3e-8f00-000000000001}",
        "urn:uuid:0197a2b8-5a1c-7d3e-8f00-000000000001",
        "9999-12-31T23:59:59.999999999999Z",
        "9999-12-31T23:59:59-23:59",
        "0000-01-01T00:00:00+23:59",
        "2026-02-30T00:00:00Z",
        "2016-12-31T23:59:60Z",
        "1970-01-01T00:00:00Z",
        "someone@example.org",
        "@",
    ];
    prop_oneof![
        6 => select(known.map(str::to_owned).to_vec()),
        2 => any::<String>(),
        1 => proptest::collection::vec(any::<char>(), 0..60).prop_map(|characters| characters.into_iter().collect()),
        1 => (select(vec!["a", "\u{202e}", "ß", "\u{1f600}", "\n"]), select(vec![100_usize, 101, 201, 1_000]))
            .prop_map(|(text, count)| text.repeat(count)),
    ]
}

/// What stands for numbers that JSON may write, and hardly anything can hold.
const RAW_NUMBERS: [(&str, &str); 2] =
    [("a huge whole number", "123456789012345678901234567890123456789"), ("a number beyond all", "1e400")];

/// Twists a body.
pub(super) fn twisted(body: &Value, twists: &[Twist]) -> Vec<u8> {
    let mut body = body.clone();
    for twist in twists {
        twist_value(&mut body, twist);
    }
    let mut text = body.to_string();
    for (sign, number) in RAW_NUMBERS {
        text = text.replace(&format!("\"{sign}\""), number);
    }
    let mut bytes = text.into_bytes();
    for twist in twists {
        match twist {
            Twist::UpperCase => bytes.make_ascii_uppercase(),
            Twist::Cut(length) => bytes.truncate(*length),
            Twist::Bytes(garbage) => bytes.clone_from(garbage),
            Twist::ByteOrderMark => drop(bytes.splice(0..0, *b"\xef\xbb\xbf")),
            _ => {}
        }
    }
    bytes
}

fn twist_value(body: &mut Value, twist: &Twist) {
    let mut places = Vec::new();
    collect_places(body, String::new(), &mut places);
    let place = |index: &usize| places[index % places.len()].clone();
    match twist {
        Twist::Replace(index, value) => put(body, &place(index), value.clone()),
        Twist::Wrap(index) => {
            let inner = body.pointer(&place(index)).cloned();
            put(body, &place(index), json!([inner]));
        }
        Twist::Swap(one, other) => {
            let values = (body.pointer(&place(one)).cloned(), body.pointer(&place(other)).cloned());
            put(body, &place(one), values.1.unwrap_or_default());
            put(body, &place(other), values.0.unwrap_or_default());
        }
        Twist::Extra(index) => {
            if let Some(Value::Object(fields)) = body.pointer_mut(&place(index)) {
                fields.insert("extra".to_owned(), json!(1));
            }
        }
        Twist::Remove(index) => {
            let place = place(index);
            let Some((parent, name)) = place.rsplit_once('/') else { return };
            match body.pointer_mut(parent) {
                Some(Value::Object(fields)) => drop(fields.remove(name)),
                Some(Value::Array(items)) => drop(items.pop()),
                _ => {}
            }
        }
        _ => {}
    }
}

/// The place may have gone with another one that it was in.
fn put(body: &mut Value, place: &str, value: Value) {
    if let Some(there) = body.pointer_mut(place) {
        *there = value;
    }
}

/// JSON pointers to all values, the whole first.
fn collect_places(value: &Value, place: String, places: &mut Vec<String>) {
    places.push(place.clone());
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect_places(value, format!("{place}/{name}"), places);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect_places(value, format!("{place}/{index}"), places);
            }
        }
        _ => {}
    }
}
