//! Language, help, suggestions, standard input and output, and what is never overwritten or obeyed.

use std::fs;

use crate::desk::{COLON, Desk, MADE, RUBRIC_HEAD, SHEET_HEAD, cut_off, fed, outcome};

const RUBRIC: &str = "编号,名称,类别,分值\n1,一,方法类,1000\n";

/// A desk with a rubric r.json and a sheet a.json, and their tables beside them.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.import_rubric("r", RUBRIC, 1000).silent();
    desk.import_sheet("a", &format!("{SHEET_HEAD}1,55\n")).silent();
    desk
}

/// SPEC C16
#[test]
fn an_english_locale_means_english_and_lang_wins() {
    let desk = Desk::new();
    let chinese = "不认识";
    let english = "is unknown";
    let cases = [
        ("", "grade", chinese),
        ("LANG=en_US.UTF-8", "grade", english),
        ("LANG=en", "grade", english),
        ("LANG=EN_GB", "grade", english),
        ("LANG=en@quot", "grade", english),
        ("LANG=enm", "grade", chinese),
        ("LANG=zh_CN.UTF-8", "grade", chinese),
        ("LANG=C", "grade", chinese),
        ("LANG=POSIX", "grade", chinese),
        ("LANG=", "grade", chinese),
        ("LANG=fr_FR.UTF-8", "grade", chinese),
        ("LC_MESSAGES=en_US LANG=zh_CN", "grade", english),
        ("LC_ALL=zh_CN LC_MESSAGES=en_US", "grade", chinese),
        ("LC_ALL= LANG=en_US", "grade", english),
        ("LC_ALL=C.UTF-8 LANG=en_US", "grade", chinese),
        ("LC_ALL=en_US", "--lang zh grade", chinese),
        ("LC_ALL=zh_CN", "--lang=en grade", english),
        // Behind two dashes there are names only.
        ("LC_ALL=zh_CN", "check -- --lang en", "打不开文件"),
    ];
    for (locale, line, told) in cases {
        let words: Vec<&str> = line.split(' ').collect();
        let mut command = desk.command(&words);
        command.envs(locale.split(' ').filter_map(|set| set.split_once('=')));
        let err = outcome(&mut command).refused(2);
        assert!(err.contains(told), "{locale} {line}: {err}");
    }
}

/// Every command, as one asks for its help.
const COMMANDS: [&str; 28] = [
    "",
    "rubric",
    "rubric check",
    "rubric import",
    "sheet import",
    "check",
    "total",
    "aggregate",
    "rank",
    "cycle",
    "cycle new",
    "cycle check",
    "pool import",
    "register",
    "register import",
    "register list",
    "register check",
    "application check",
    "assignment new",
    "panel check",
    "report check",
    "docket show",
    "docket verify",
    "standing",
    "audit",
    "paper",
    "archive",
    "demo",
];

/// SPEC C17
#[test]
fn help_is_the_same_however_it_is_asked_for() {
    let desk = Desk::new();
    for lang in ["zh", "en"] {
        for command in COMMANDS {
            let ask = |line: &str| desk.say(&format!("--lang {lang} {line}")).silent();
            let help = ask(&format!("{command} --help"));
            assert_eq!(ask(&format!("{command} -h")), help);
            assert_eq!(ask(&format!("help {command}")), help);
            assert!(help.contains("scoresheets"), "{help}");
        }
        // Nothing to do is answered with help too, wherever the language was said.
        for command in ["", "rubric", "sheet"] {
            let help = desk.say(&format!("--lang {lang} {command} --help")).silent();
            for line in [
                format!("--lang {lang} {command}"),
                format!("{command} --lang {lang}"),
            ] {
                assert_eq!(desk.say(&line).refused(2), help, "{line}");
            }
        }
    }
    let version = format!("scoresheets {}\n", env!("CARGO_PKG_VERSION"));
    for line in ["--version", "-V", "--lang en --version"] {
        assert_eq!(desk.say(line).silent(), version);
    }
}

/// SPEC C17
#[test]
fn help_has_the_same_parts_in_both_languages_and_no_word_of_the_other() {
    let desk = Desk::new();
    for command in COMMANDS {
        let ask = |lang: &str| desk.say(&format!("--lang {lang} help {command}")).silent();
        let (chinese, english) = (ask("zh"), ask("en"));
        // Line by line the same options, and no value that only one of them names.
        assert_eq!(chinese.lines().count(), english.lines().count(), "{command}");
        for (one, other) in chinese.lines().zip(english.lines()) {
            let (one, other) = (words_of(one), words_of(other));
            let options = |words: &[String]| -> Vec<String> {
                let is_option = |word: &&String| word.starts_with("--");
                words.iter().filter(is_option).cloned().collect()
            };
            assert_eq!(options(&one), options(&other), "{command}");
            assert!(
                one.iter().all(|word| other.contains(word)),
                "{command}: {one:?} and {other:?}"
            );
        }
        // What explains an option or a command begins as a sentence does.
        for line in english.lines().filter(|line| line.starts_with("  ")) {
            let text = line
                .trim_start()
                .split("  ")
                .nth(1)
                .unwrap_or_default()
                .trim_start();
            assert!(
                !text.starts_with(|character: char| character.is_ascii_lowercase()),
                "{command}: {line}"
            );
        }
        assert!(!english.contains(":announcement"), "{english}");
        let han = |character: char| ('\u{4E00}'..='\u{9FFF}').contains(&character);
        for line in chinese.lines().filter(|line| !line.is_empty()) {
            assert!(line.contains(han), "{command}: {line}");
            assert!(!line.ends_with(':'), "{command}: {line}");
        }
        for word in [
            "OPTIONS", "COMMAND", "FILE", "default", "possible", "Print", "Usage",
        ] {
            assert!(!chinese.contains(word), "{command}: {word} in {chinese}");
        }
        for line in english.lines() {
            // The headings of tables are Chinese in every language.
            let is_of_tables = line.contains("编号");
            assert!(is_of_tables || !line.contains(han), "{command}: {line}");
        }
    }
}

/// What a line of help has of the command line's own words, sorted: in Chinese help all that is written in ASCII.
fn words_of(line: &str) -> Vec<String> {
    let is_part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    let words = line
        .split(|character| !is_part(character))
        .filter(|word| word.len() > 1);
    let mut words: Vec<String> = words.map(str::to_owned).collect();
    words.sort();
    words
}

/// SPEC C18
#[test]
fn a_mistyped_word_is_answered_with_the_one_that_was_meant() {
    let desk = desk();
    for (line, meant) in [
        ("totl a.json", "total"),
        ("chekc a.json", "check"),
        ("rubric imprt r.csv", "import"),
        ("help agregate", "aggregate"),
        ("total a.json --rubrc r.json", "--rubric"),
        ("rank a.json --rubric r.json --formt csv", "--format"),
        ("CHECK a.json", "check"),
        ("ｒａｎｋ a.json", "rank"),
        ("rubric IMPORT r.csv", "import"),
        ("help CHECK", "check"),
        ("total a.json --RUBRIC r.json", "--rubric"),
        ("total a.json --rubric r.json --format JSON", "json"),
        ("paper 公示搞 folder", "公示稿"),
        ("paper 会议记要 folder", "会议纪要"),
        ("paper 请示 folder", "请示稿"),
        ("paper PUBLIC-NOTICE folder", "public-notice"),
        ("sheet check a.json", "check"),
        ("validate a.json", "check"),
        ("version", "--version"),
        ("total a.json \u{2013}\u{2013}rubric r.json", "--rubric"),
        ("total a.json \u{2014}rubric r.json", "--rubric"),
    ] {
        let err = desk.say(line).refused(2);
        assert!(err.contains(&format!("是不是要写「{meant}」")), "{line}: {err}");
        let err = desk.say(&format!("--lang en {line}")).refused(2);
        assert!(
            err.contains(&format!("Did you mean \u{201C}{meant}\u{201D}?")),
            "{line}: {err}"
        );
    }
    // A word of another place is named with that.
    let err = desk.say("IMPORT r.csv").refused(2);
    let meant = "「rubric import」或「sheet import」或「pool import」或「register import」";
    assert!(err.contains(&format!("是不是要写{meant}")), "{err}");
    let err = desk.say("--lang en import r.csv").refused(2);
    assert!(
        err.contains("\u{201C}sheet import\u{201D} or \u{201C}pool import\u{201D}"),
        "{err}"
    );
    let err = desk.say("xyzzy").refused(2);
    assert!(!err.contains("是不是"), "{err}");
}

/// SPEC C19
#[test]
fn an_output_that_is_an_input_is_refused_under_every_name() {
    let desk = desk();
    fs::create_dir(desk.path("folder")).expect("a folder");
    fs::hard_link(desk.path("a.csv"), desk.path("second.csv")).expect("a link");
    let absolute = desk.path("a.csv").to_string_lossy().into_owned();
    let mut outputs = vec![
        "a.csv",
        "./a.csv",
        "folder/../a.csv",
        "second.csv",
        &absolute,
        "r.json",
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.csv", desk.path("link.csv")).expect("a link");
        std::os::unix::fs::symlink("link.csv", desk.path("link to link.csv")).expect("a link");
        outputs.extend(["link.csv", "link to link.csv"]);
    }
    // Where names that differ in case are one file, such an output is the input too.
    if desk.path("A.CSV").exists() {
        outputs.push("A.CSV");
    }
    let (before, table, rubric) = (desk.names(), desk.read("a.csv"), desk.read("r.json"));
    let import = |output: &str| desk.import_table("a.csv", "r.json", output);
    for output in outputs {
        let err = import(output).refused(2);
        assert!(err.contains("是同一个文件"), "{output}: {err}");
        assert_eq!(
            (desk.names(), desk.read("a.csv"), desk.read("r.json")),
            (before.clone(), table.clone(), rubric.clone())
        );
    }
    let err = desk.run(&["rubric", "import", "r.csv", "-o", "r.csv"]).refused(2);
    assert!(err.starts_with("r.csv: "), "{err}");
    assert_eq!(desk.read("r.csv"), RUBRIC);
    // The input behind standard input is one as well.
    let mut command = desk.command(&["rubric", "import", "-", "--id", "r", "-o", "r.csv"]);
    command.stdin(fs::File::open(desk.path("r.csv")).expect("the table"));
    let err = outcome(&mut command).refused(2);
    assert!(err.contains("标准输入"), "{err}");
    assert_eq!(desk.read("r.csv"), RUBRIC);
    // Another file with the same contents is another file.
    desk.write("copy.csv", &table);
    import("copy.csv").well();
}

/// SPEC C20
#[test]
fn two_dashes_less_are_standard_input_and_output() {
    let desk = desk();
    let command = |line: &str| desk.command(&line.split(' ').collect::<Vec<_>>());
    let created = format!("--created {MADE}");
    let import = format!("rubric import - --id r --title r {created} -o -");
    assert_eq!(fed(&mut command(&import), RUBRIC).silent(), desk.read("r.json"));
    // Without a file's name the identity has to be said, and is the title where none is said.
    let untitled = fed(
        &mut command(&format!("rubric import - --id r {created} -o -")),
        RUBRIC,
    )
    .silent();
    assert_eq!(untitled, desk.read("r.json"));
    let err = fed(&mut command("rubric import - -o x.json"), RUBRIC).refused(2);
    assert!(err.contains("--id"), "{err}");

    let sheet = format!(
        "sheet import - --rubric r.json --stage site --assessor a --applicant 某区图书馆 --overall 总体良好。 {created} -o -"
    );
    let table = format!("{SHEET_HEAD}1,55\n");
    assert_eq!(fed(&mut command(&sheet), &table).silent(), desk.read("a.json"));

    let total = desk.say("total a.json --rubric r.json").well();
    let a = desk.read("a.json");
    assert_eq!(fed(&mut command("total - --rubric r.json"), a).well(), total);
    let r = desk.read("r.json");
    assert_eq!(fed(&mut command("total a.json --rubric -"), &r).well(), total);
    fed(&mut command("rubric check -"), &r).silent();

    // What is wrong names where it came from; an error leaves standard output empty.
    let err = fed(&mut command(&sheet), "编号,百分比\n9,55\n").refused(1);
    assert!(err.starts_with("标准输入: 错误"), "{err}");
    let english = format!("--lang en {sheet}");
    let err = fed(&mut command(&english), "编号,百分比\n9,55\n").refused(1);
    assert!(err.starts_with("standard input: error"), "{err}");
    let err = desk.say("total - --rubric -").refused(2);
    assert!(err.contains("只能用一次"), "{err}");

    // A file of that name has a longer one.
    desk.write("-", desk.read("a.json"));
    assert_eq!(desk.say("total ./- --rubric r.json").well(), total);
}

/// SPEC C20
#[test]
fn a_reader_of_a_written_file_who_goes_away_is_no_error() {
    let desk = desk();
    let told = cut_off(&mut desk.command(&["rubric", "import", "r.csv", "-o", "-"]));
    assert_eq!((told.code, told.err.as_str()), (0, ""), "{told:?}");
}

/// SPEC C21
#[test]
fn names_cannot_steer_a_terminal() {
    let desk = Desk::new();
    // A title that clears the screen and rings, a name that turns a line around, a file that colours.
    let table = format!("{RUBRIC_HEAD}1,\"一\u{202E}\u{9B}31m\",方法类,1000\n");
    desk.write("r.csv", table);
    desk.run(&[
        "rubric",
        "import",
        "r.csv",
        "-o",
        "r.json",
        "--title",
        "\u{1B}[2J\u{7}标准",
    ])
    .silent();
    desk.import_sheet("a", &format!("{SHEET_HEAD}1,55\n")).silent();
    let text = desk.say("total a.json --rubric r.json --format text").silent();
    assert!(text.starts_with("\u{241B}[2J\u{2407}标准\n"), "{text:?}");
    assert!(text.contains("一\\u{202e}\\u{9b}31m"), "{text:?}");
    obeys_nothing(&text);

    desk.write("\u{1B}[31m.json", "{");
    for words in [
        &["check", "\u{1B}[31m.json"][..],
        &["total", "\u{1B}[31m.json", "--rubric", "r.json"],
        &["rubric", "check", "none\u{9B}\u{202E}.json"],
        &["\u{1B}]0;title\u{7}"],
        &["total", "--\u{1B}[31m"],
        &["total", "a.json", "--rubric", "r.json", "--format", "\u{1B}c"],
    ] {
        let told = desk.run(words);
        assert_ne!(told.code, 0, "{words:?}");
        assert!(!told.err.is_empty(), "{words:?}");
        obeys_nothing(&told.err);
        obeys_nothing(&told.out);
    }
    // The other outputs keep every character, and keep it harmless.
    desk.import_sheet_of(
        "b",
        &format!("{SHEET_HEAD}1,55\n"),
        "site",
        "b",
        "馆\u{9B}31m\u{202E}",
    )
    .silent();
    let json = desk.say("rank b.json --rubric r.json").well();
    assert!(json.contains("馆\\u009b31m\\u202e"), "{json:?}");
    obeys_nothing(&json);
}

/// Nothing but line breaks acts.
#[track_caller]
fn obeys_nothing(text: &str) {
    let acts = |character: char| {
        (character.is_control() && character != '\n') || ('\u{202A}'..='\u{202E}').contains(&character)
    };
    assert!(!text.contains(acts), "{text:?}");
}

/// SPEC C14
#[cfg(unix)]
#[test]
fn the_system_is_quoted_in_the_reader_s_language() {
    let desk = desk();
    let long = "x".repeat(300);
    for (words, reason) in [
        (&["check", "a.json/x"][..], "路径中有一段不是文件夹"),
        (&["check", &long], "文件名不能用"),
        (
            &["rubric", "import", "r.csv", "-o", "a.json/x"],
            "路径中有一段不是文件夹",
        ),
    ] {
        let err = desk.run(words).refused(2);
        assert!(err.contains(reason), "{err}");
        assert!(!err.contains("os error"), "{err}");
        assert!(err.starts_with(words.last().expect("a word")), "{err}");
        assert!(err.contains(COLON), "{err}");
    }
}

/// SPEC T10
#[test]
fn the_limit_that_is_told_is_the_limit_that_holds() {
    let desk = desk();
    let import = |percent: &str| desk.import_sheet("x", &format!("{SHEET_HEAD}1,{percent}\n"));
    for too_long in ["5.00000000001", "5.0000000000001", "1234567890"] {
        let err = import(too_long).refused(1);
        assert!(err.contains("小数部分最多 10 位"), "{too_long}: {err}");
        assert!(!err.contains("12 位"), "{too_long}: {err}");
    }
}
