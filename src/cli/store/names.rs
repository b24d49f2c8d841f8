//! Names of annex folders: safe on every system, and the same on every run.
//!
//! An annex is named after its file: `piano-2020.xlsx` goes to `piano-2020/`. That is what one
//! expects, so it holds for every name, a bland one (`annex.xlsx`) too. Only inputs that would
//! meet in one folder get longer names, all of them alike so that no order of arguments matters:
//! the extension is added if they lie in the same folder (`piano-pdf`, `piano-xlsx`), else their
//! folder's name is put before (`siena-annex`, `pisa-annex`). A name once given is kept by the
//! manifest, so that the arrival of another chamber's file renames nothing.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use unicode_normalization::UnicodeNormalization;

/// Longest name in bytes: leaves room for an extension below the 255 of common file systems, and
/// for a path below the 260 of Windows.
const LONGEST: usize = 100;

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// An input that needs a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unnamed {
    /// What tells it from every other input.
    pub key: String,
    /// What tells its folder from every other folder.
    pub folder: String,
    /// Its folder's name.
    pub folder_name: String,
    /// File name without the last extension.
    pub stem: String,
    /// The last extension.
    pub extension: String,
}

impl Unnamed {
    /// The input at `path`, known by `key`.
    #[must_use]
    pub fn new(key: &str, path: &Path) -> Self {
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        if key == "-" {
            let stem = "stdin".to_owned();
            return Self { key: key.to_owned(), stem, ..Self::default() };
        }
        Self {
            key: key.to_owned(),
            folder: folder_of(key).to_owned(),
            folder_name: text(path.parent().and_then(Path::file_name)),
            stem: text(path.file_stem()),
            extension: text(path.extension()),
        }
    }
}

/// The folder of an input's key.
fn folder_of(key: &str) -> &str {
    key.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A name that was given on an earlier run.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The input it was given to.
    pub key: &'a str,
    /// The name.
    pub name: &'a str,
}

/// Gives each input a name that no other has, in any case of letters; in the inputs' order.
#[must_use]
pub fn allocate(inputs: &[Unnamed], given: &[Given<'_>]) -> Vec<String> {
    let mut taken: HashSet<String> = given.iter().map(|g| folded(g.name)).collect();
    taken.insert("manifest.json".to_owned());
    taken.insert("combined".to_owned());
    taken.insert("index.html".to_owned());
    // Which folders the inputs come from that want the same short name.
    let mut homes: HashMap<String, HashSet<&str>> = HashMap::new();
    for given in given {
        homes.entry(folded(given.name)).or_default().insert(folder_of(given.key));
    }
    for input in inputs {
        homes.entry(folded(&safe(&input.stem))).or_default().insert(&input.folder);
    }
    let together = |input: &Unnamed| homes.get(&folded(&safe(&input.stem))).is_some_and(|folders| folders.len() == 1);

    let mut names = vec![String::new(); inputs.len()];
    let mut open: Vec<usize> = (0..inputs.len()).collect();
    for level in 0.. {
        if open.is_empty() {
            break;
        }
        let wanted: Vec<String> = open.iter().map(|&i| candidate(&inputs[i], together(&inputs[i]), level)).collect();
        let mut count: HashMap<String, usize> = HashMap::new();
        for name in &wanted {
            *count.entry(folded(name)).or_default() += 1;
        }
        let mut rest = Vec::new();
        for (&i, name) in open.iter().zip(wanted) {
            let key = folded(&name);
            if count[&key] == 1 && !taken.contains(&key) {
                taken.insert(key);
                names[i] = name;
            } else {
                rest.push(i);
            }
        }
        open = rest;
    }
    names
}

/// The name to try at a level; each level has more to tell inputs apart, the last ones a hash of
/// the key and a count, so that some level always succeeds.
fn candidate(input: &Unnamed, together: bool, level: usize) -> String {
    let Unnamed { key, folder_name, stem, extension, .. } = input;
    match (level, together) {
        (0, _) => safe(stem),
        (1, true) => safe(&format!("{stem}-{extension}")),
        (1, false) => safe(&format!("{folder_name}-{stem}")),
        (2, _) => safe(&format!("{folder_name}-{stem}-{extension}")),
        (3, _) => safe(&format!("{stem}-{}", short_hash(key))),
        _ => safe(&format!("{}-{level}", short_hash(key))),
    }
}

/// The form in which names are compared: equal where a file system may take two names for one.
#[must_use]
pub fn folded(name: &str) -> String {
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// A text made safe as the name of a file or folder on every common system.
#[must_use]
pub fn safe(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => name.push('-'),
            c if c.is_whitespace() => {
                if !name.ends_with(' ') {
                    name.push(' ');
                }
            }
            c if c.is_control() || is_invisible(c) => {}
            c => name.push(c),
        }
    }
    // A leading dot hides a folder, a leading dash looks like an option; Windows drops trailing dots and blanks.
    let mut name = name.trim_start_matches([' ', '.', '-']).trim_end_matches([' ', '.']).to_owned();
    if name.is_empty() {
        name.push_str("annex");
    }
    if is_device(&name) {
        name.insert(0, '_');
    }
    if name.len() > LONGEST {
        let suffix = format!("-{}", short_hash(&name));
        let mut end = LONGEST - suffix.len();
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        name.truncate(end);
        name.push_str(&suffix);
    }
    name
}

/// Characters that show nothing or turn the writing direction, so that two names look alike.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}')
}

fn is_device(name: &str) -> bool {
    let base = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |prefix: &str| {
        let number = base.strip_prefix(prefix).map(|rest| rest.chars().collect::<Vec<_>>());
        matches!(number.as_deref(), Some(['0'..='9' | '¹' | '²' | '³']))
    };
    DEVICES.contains(&base.as_str()) || numbered("com") || numbered("lpt")
}

fn short_hash(text: &str) -> String {
    crate::sha256(text.as_bytes())[..8].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(paths: &[&str]) -> Vec<String> {
        named_beside(paths, &[])
    }

    fn named_beside(paths: &[&str], given: &[Given<'_>]) -> Vec<String> {
        let inputs: Vec<Unnamed> = paths.iter().map(|p| Unnamed::new(p, Path::new(p))).collect();
        allocate(&inputs, given)
    }

    #[test]
    fn an_annex_is_named_after_its_file() {
        assert_eq!(named(&["in/Piano 2020.xlsx", "in/b.v2.txt"]), ["Piano 2020", "b.v2"]);
    }

    #[test]
    fn inputs_that_meet_get_longer_names_whatever_their_order() {
        assert_eq!(named(&["siena/annex.xlsx", "pisa/annex.xlsx"]), ["siena-annex", "pisa-annex"]);
        assert_eq!(named(&["pisa/annex.xlsx", "siena/annex.xlsx"]), ["pisa-annex", "siena-annex"]);
        assert_eq!(named(&["in/piano.xlsx", "in/piano.pdf"]), ["piano-xlsx", "piano-pdf"]);
        assert_eq!(
            named(&["a/x.xls", "a/x.ods", "b/x.xls"]),
            ["a-x-xls", "a-x-ods", "b-x"],
            "the folder tells the third from the others, the extension the first two"
        );
    }

    #[test]
    fn names_that_differ_in_case_alone_meet() {
        assert_eq!(named(&["a/Piano.xlsx", "b/PIANO.xlsx"]), ["a-Piano", "b-PIANO"]);
        assert_eq!(named(&["a/perche\u{301}.txt", "b/perché.txt"]), ["a-perché", "b-perché"]);
    }

    #[test]
    fn folders_of_one_name_need_the_hash() {
        let names = named(&["x/2020/annex.xlsx", "y/2020/annex.xlsx"]);
        assert_ne!(names[0], names[1]);
        assert!(names.iter().all(|n| n.starts_with("annex-") && n.len() == "annex-".len() + 8), "{names:?}");
    }

    #[test]
    fn a_name_once_given_stays_taken() {
        let given = [Given { key: "siena/annex.xlsx", name: "annex" }];
        assert_eq!(named_beside(&["pisa/annex.xlsx"], &given), ["pisa-annex"]);
        assert_eq!(named_beside(&["siena/annex.pdf"], &given), ["annex-pdf"]);
        assert_eq!(named(&["in/manifest.json.xlsx"]), ["manifest.json-xlsx"], "the manifest's own name");
    }

    #[test]
    fn no_name_leaves_the_folder_or_means_a_device() {
        for (text, name) in [
            ("../../etc/passwd", "etc-passwd"),
            ("..", "annex"),
            ("", "annex"),
            ("a\\b:c*d?\"e<f>g|h", "a-b-c-d--e-f-g-h"),
            (".nascosto", "nascosto"),
            ("--force", "force"),
            ("coda. . ", "coda"),
            ("a\u{0}\u{202e}b\u{200b}\n\tc", "ab c"),
            ("CON", "_CON"),
            ("nul.2020", "_nul.2020"),
            ("Com1", "_Com1"),
            ("LPT³", "_LPT³"),
            ("COM10", "COM10"),
            ("console", "console"),
        ] {
            assert_eq!(safe(text), name, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_a_name_that_is_safe_already(text in "\\PC{0,160}|[ -~./\\\\:]{0,20}|(?i)(con|nul|com[0-9])[. ]?[a-z]{0,3}") {
            let name = safe(&text);
            assert_eq!(safe(&name), name);
            assert!(!name.is_empty() && name.len() <= LONGEST);
            assert!(!name.contains(['/', '\\', ':', '\0']) && !name.starts_with('.'));
        }

        #[test]
        fn no_two_inputs_meet(paths in proptest::collection::hash_set("(a|b|A)/(x|X|y)/(p|P|q-a|a-q)[.](csv|CSV|a)?", 0..12)) {
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            let names: HashSet<String> = named(&paths).iter().map(|name| folded(name)).collect();
            assert_eq!(names.len(), paths.len());
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_different() {
        let (a, b) = (safe(&format!("{}a", "è".repeat(200))), safe(&format!("{}b", "è".repeat(200))));
        assert!(a.len() <= LONGEST && b.len() <= LONGEST);
        assert_ne!(a, b);
        assert_eq!(safe(&a), a, "a safe name is left as it is");
    }
}
