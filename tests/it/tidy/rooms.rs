//! Which room may import which, and what only one room may name.

use std::collections::BTreeMap;

use super::{Source, assert_none, assert_unnamed, code_of, library, line_of, rooms, sources, words_in};
use crate::support::read;

/// What a row of a table in ARCHITECTURE.md allows: rooms, and single names of rooms.
type Allowed = BTreeMap<String, Vec<String>>;

/// The table under a heading `| <first column> | … | may import |`.
fn table(first_column: &str) -> Allowed {
    let architecture = read("ARCHITECTURE.md");
    let head =
        |line: &&str| line.starts_with(&format!("| {first_column} |")) && line.ends_with("| may import |");
    let start = architecture.lines().position(|line| head(&line));
    let start =
        start.unwrap_or_else(|| panic!("ARCHITECTURE.md has no table `| {first_column} | … | may import |`"));
    architecture
        .lines()
        .skip(start + 2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let names = |cell: &str| {
                cell.split('`')
                    .skip(1)
                    .step_by(2)
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            let room = names(cells[0])
                .pop()
                .unwrap_or_else(|| panic!("no room in the row {line}"));
            (room, names(cells.last().expect("a cell")))
        })
        .collect()
}

/// One `prefix::room::name` in code: room, name (empty where a whole room is meant), and place.
struct Import {
    room: String,
    name: String,
    at: usize,
}

/// Everything that code names behind `prefix::`.
fn imports(code: &str, prefix: &str) -> Vec<Import> {
    let mut found = Vec::new();
    for at in words_in(code, prefix.split("::").next().expect("a word")) {
        let Some(rest) = code[at..]
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_prefix("::"))
        else {
            continue;
        };
        let word = |text: &str| {
            text.chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect::<String>()
        };
        let room = word(rest);
        let behind = &rest[room.len()..];
        let names: Vec<String> = match behind.strip_prefix("::") {
            None => vec![String::new()],
            Some(behind) => match behind.strip_prefix('{') {
                None => vec![word(behind)],
                Some(list) => {
                    let list = list.split('}').next().unwrap_or_default();
                    list.split(',')
                        .map(str::trim)
                        .filter(|name| !name.is_empty())
                        .map(word)
                        .collect()
                }
            },
        };
        found.extend(names.into_iter().map(|name| Import {
            room: room.clone(),
            name,
            at,
        }));
    }
    found
}

fn assert_directions(sources: &[(String, Source)], prefix: &str, allowed: &Allowed, what: &str) {
    let mut findings = Vec::new();
    for (room, source) in sources {
        let code = code_of(&source.text);
        let row = allowed.get(room).unwrap_or_else(|| {
            panic!(
                "{}: `{room}` has no row in ARCHITECTURE.md. Say there what it holds and may import.",
                source.path
            )
        });
        for Import {
            room: other,
            name,
            at,
        } in imports(&code, prefix)
        {
            let place = format!("{}:{}", source.path, line_of(&code, at));
            if other.is_empty() {
                findings.push(format!(
                    "{place}: write one `use {prefix}::room::…` for each room"
                ));
            } else if allowed.contains_key(&other)
                && other != *room
                && !row.contains(&other)
                && !row.contains(&format!("{other}::{name}"))
            {
                findings.push(format!("{place}: `{room}` may not import `{other}::{name}`"));
            }
        }
    }
    assert_none(
        &findings,
        &format!(
            "{what} import only what their row in ARCHITECTURE.md allows. Move the code to the room it belongs to, \
             or hand the value in as an argument; a new arrow needs a reason and a row there:"
        ),
    );
}

/// The room of a file of the library; nothing for lib.rs.
fn room_of(path: &str) -> Option<String> {
    let inside = path.strip_prefix("src/")?;
    inside.split_once('/').map(|(room, _)| room.to_owned())
}

#[test]
fn rooms_import_only_what_their_row_allows() {
    let files: Vec<(String, Source)> = library()
        .into_iter()
        .filter_map(|source| Some((room_of(&source.path)?, source)))
        .collect();
    assert_directions(&files, "crate", &table("room"), "Rooms");
}

#[test]
fn parts_of_the_page_import_only_what_their_row_allows() {
    let part_of = |path: &str| {
        let inside = path.strip_prefix("src/app/")?;
        let part = inside
            .split_once('/')
            .map_or(inside.trim_end_matches(".rs"), |(part, _)| part);
        (part != "mod").then(|| part.to_owned())
    };
    let parts: Vec<(String, Source)> = sources(&["src/app"], ".rs")
        .into_iter()
        .filter_map(|source| Some((part_of(&source.path)?, source)))
        .collect();
    assert_directions(
        &parts,
        "crate::app",
        &table("part of the page"),
        "Parts of the page",
    );
}

#[test]
fn the_state_of_a_desk_does_not_know_what_is_drawn() {
    const DRAWN: [&str; 4] = ["components", "pages", "page", "long_list"];
    let of_a_desk = [
        "src/app/drafting",
        "src/app/secretariat/desk",
        "src/app/secretariat/desk.rs",
    ];
    let mut findings = Vec::new();
    for source in sources(&of_a_desk, ".rs") {
        let drawn = ["/components/", "/pages/", "/root.rs"];
        if drawn.iter().any(|part| source.path.contains(part)) {
            continue;
        }
        let code = code_of(&source.text);
        for part in ["crate::app", "crate::app::drafting", "crate::app::secretariat"] {
            for import in imports(&code, part) {
                if DRAWN.contains(&import.room.as_str()) {
                    findings.push(format!(
                        "{}:{}: {part}::{}",
                        source.path,
                        line_of(&code, import.at),
                        import.room
                    ));
                }
            }
        }
    }
    assert_none(
        &findings,
        "Pages read the state of a desk and call it; the state names no page and no piece of one:",
    );
}

#[test]
fn every_room_has_a_row_and_every_row_a_room() {
    let library = read("src/lib.rs");
    let mut rooms = rooms();
    rooms.sort();
    let rows = table("room");
    assert_eq!(
        rooms,
        rows.keys().cloned().collect::<Vec<_>>(),
        "src/lib.rs and the table of rooms in ARCHITECTURE.md name different rooms; a new room begins with its row"
    );
    for room in rooms {
        let listed = library.contains(&format!("[`{room}`]"));
        assert!(
            listed,
            "the header of src/lib.rs lists the rooms in the order of the data; {room} is missing"
        );
    }
    // Rows allow only what stands above them, so that no circle can come about.
    let architecture = read("ARCHITECTURE.md");
    let position = |room: &str| architecture.find(&format!("\n| `{room}` |")).expect("a row");
    for (room, allowed) in &rows {
        for other in allowed {
            let other = other.split("::").next().expect("a room");
            assert!(
                position(other) < position(room),
                "`{room}` may not import `{other}`, which stands below it"
            );
        }
    }
}

#[test]
fn no_room_climbs_out_of_itself() {
    let mut findings = Vec::new();
    for source in library() {
        let code = code_of(&source.text);
        let climbs = code.match_indices("super::super").map(|(at, _)| at);
        // In the mod.rs of a room, `super` is the crate.
        let from_the_top: Vec<usize> = if source.path.ends_with("mod.rs") {
            code.match_indices("super::").map(|(at, _)| at).collect()
        } else {
            Vec::new()
        };
        findings.extend(
            climbs
                .chain(from_the_top)
                .map(|at| format!("{}:{}", source.path, line_of(&code, at))),
        );
    }
    assert_none(
        &findings,
        "`super` reaches other rooms unseen; write `crate::room::…`, which the table of rooms checks:",
    );
}

/// The rooms that make and read JSON.
const JSON_ROOMS: [&str; 3] = ["src/files/", "src/stored/", "src/figures/"];

#[test]
fn serde_stays_where_json_is_made() {
    let others: Vec<Source> = sources(&["src"], ".rs")
        .into_iter()
        .filter(|source| !JSON_ROOMS.iter().any(|room| source.path.starts_with(room)))
        .collect();
    assert_unnamed(
        &others,
        &[
            "serde",
            "serde_json",
            "serde_json_canonicalizer",
            "serde_path_to_error",
        ],
        "Only src/files, src/stored and src/figures know serde, so that a format is one room's business. Give the \
         type a wire twin there and convert by hand:",
    );
}

#[test]
fn the_browser_stays_in_its_room() {
    // The start program has no Leptos between it and its elements.
    const OF_THE_BROWSER: [&str; 2] = ["src/app/browser/", "src/start/element.rs"];
    let others: Vec<Source> = sources(&["src"], ".rs")
        .into_iter()
        .filter(|source| !OF_THE_BROWSER.iter().any(|place| source.path.starts_with(place)))
        .collect();
    assert_unnamed(
        &others,
        &[
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "gloo_storage",
            "gloo",
        ],
        "Only src/app/browser talks to the browser. Put a small function there and call it:",
    );
    let core_and_cli: Vec<Source> = library()
        .into_iter()
        .chain(sources(&["src/cli"], ".rs"))
        .collect();
    assert_unnamed(&core_and_cli, &["leptos"], "Only the page knows Leptos:");
    let without_leptos = sources(
        &[
            "src/start",
            "src/app/start_screen",
            "src/app/browser",
            "src/app/route.rs",
        ],
        ".rs",
    );
    assert_unnamed(
        &without_leptos,
        &["leptos"],
        "The start program has no Leptos, so that it is there at once:",
    );
}

#[test]
fn the_library_has_no_features() {
    assert_unnamed(
        &library(),
        &["feature", "target_arch", "target_os"],
        "The core is the same in the page and on the command line: no `cfg` by feature or target in the library. \
         What differs belongs to a shell:",
    );
}

#[test]
fn no_desk_imports_another() {
    let mut findings = Vec::new();
    for source in sources(&["src/desks"], ".rs") {
        let own = source.path.trim_start_matches("src/desks/").split('/').next();
        let code = code_of(&source.text);
        for import in imports(&code, "crate::desks") {
            // A desk is a folder; a file beside them is what every desk has.
            let is_desk = !std::path::Path::new(&format!("src/desks/{}.rs", import.room)).exists();
            if is_desk && Some(import.room.as_str()) != own {
                let line = line_of(&code, import.at);
                findings.push(format!("{}:{line}: crate::desks::{}", source.path, import.room));
            }
        }
    }
    assert_none(&findings, "What two desks need belongs in a room below them:");
}

#[test]
fn the_core_asks_for_nothing() {
    let mut library = library();
    // An archive is written into memory through the trait for that, and through nothing else of `std::io`.
    const INTO_MEMORY: &str = "use std::io::Write as _;\n";
    for source in library
        .iter_mut()
        .filter(|source| source.path == "src/files/archive/mod.rs")
    {
        source.text = source.text.replacen(INTO_MEMORY, "", 1);
    }
    assert_unnamed(
        &library,
        &[
            "std::env",
            "std::fs",
            "std::io",
            "std::net",
            "std::process",
            "std::thread",
            "std::time",
            // Not all of std::sync: an `Arc` shares a value that nobody changes.
            "std::sync::atomic",
            "std::sync::mpsc",
            "Condvar",
            "Mutex",
            "RwLock",
            "SystemTime",
            "OnceLock",
            "LazyLock",
            "thread_local",
            "rand",
            "getrandom",
        ],
        "The core has no clock, disk, network, environment, thread or random number, and no state of its own. Times \
         and ids are arguments; texts come in and go out as values:",
    );
    assert_unnamed(
        &library,
        &["HashMap", "HashSet", "RandomState", "DefaultHasher"],
        "The same input gives the same bytes: BTreeMap and BTreeSet keep an order:",
    );
}

#[test]
fn floats_stay_in_charts() {
    let others: Vec<Source> = library()
        .into_iter()
        .filter(|source| !source.path.starts_with("src/chart/"))
        // The writer of JSON names them to refuse them.
        .filter(|source| source.path != "src/files/json/write.rs")
        .collect();
    assert_unnamed(
        &others,
        &["f32", "f64"],
        "Scores are exact; only src/chart draws with floats:",
    );
}

#[test]
fn imports_are_found_in_every_form() {
    let code = "use crate::one::{A, B as C};\nuse crate::two;\nlet x = crate::three::four(1);\nuse crate::{five, six};\n\
                let crates = 1; mycrate::seven;";
    let found: Vec<(String, String, usize)> = imports(code, "crate")
        .into_iter()
        .map(|one| (one.room, one.name, line_of(code, one.at)))
        .collect();
    let import = |room: &str, name: &str, line| (room.to_owned(), name.to_owned(), line);
    assert_eq!(
        found,
        [
            import("one", "A", 1),
            import("one", "B", 1),
            import("two", "", 2),
            import("three", "four", 3),
            import("", "", 4),
        ]
    );
}
