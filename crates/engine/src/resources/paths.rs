//! Fields within fields, by their paths: what is kept, edited and merged is a leaf, so that two devices that change two
//! of them meet in no conflict. A path with a slash before it is the leaf's JSON pointer (RFC 6901); no name in the
//! contract holds a slash or a tilde.

use serde_json::Value;

use super::kept::Fields;

/// The leaves of an object, each by its path.
pub(super) fn flat(object: Fields) -> Fields {
    let mut leaves = Fields::new();
    for (name, value) in object {
        match value {
            Value::Object(within) => {
                leaves.extend(flat(within).into_iter().map(|(path, leaf)| (format!("{name}/{path}"), leaf)));
            }
            leaf => {
                leaves.insert(name, leaf);
            }
        }
    }
    leaves
}

/// The object that has these leaves.
pub(crate) fn nested(leaves: Fields) -> Value {
    let mut object = Fields::new();
    for (path, leaf) in leaves {
        insert(&mut object, &path, leaf);
    }
    Value::Object(object)
}

fn insert(object: &mut Fields, path: &str, leaf: Value) {
    let Some((name, rest)) = path.split_once('/') else {
        object.insert(path.to_owned(), leaf);
        return;
    };
    let within = object.entry(name).or_insert_with(|| Value::Object(Fields::new()));
    if let Value::Object(within) = within {
        insert(within, rest, leaf);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_object_is_told_by_its_leaves_and_made_of_them_again() {
        let object = json!({
            "version": 3, "alerts": { "low": { "desktop": true, "email": null }, "failed": { "desktop": false } },
            "languages": ["en", { "de": 1 }],
        });
        let Value::Object(fields) = object.clone() else { unreachable!("it is one") };
        let leaves = flat(fields);
        assert_eq!(leaves["alerts/low/desktop"], true);
        assert_eq!(leaves.len(), 5);
        assert_eq!(nested(leaves), object);
    }
}
