//! Differences of two texts: both can be rebuilt from the runs, and the runs read well.

use proptest::prelude::*;
use scoring::difference::{Run, difference};

use crate::support::chances;
use test_support::random::Random;

/// Runs in one line: what went in `[-…-]`, what came in `{+…+}`.
fn line(before: &str, after: &str) -> String {
    let mark = |run: &Run| match run {
        Run::Same(text) => text.clone(),
        Run::Gone(text) => format!("[-{text}-]"),
        Run::New(text) => format!("{{+{text}+}}"),
    };
    difference(before, after).iter().map(mark).collect()
}

fn rebuilt(runs: &[Run]) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    for run in runs {
        match run {
            Run::Same(text) => {
                before += text;
                after += text;
            }
            Run::Gone(text) => before += text,
            Run::New(text) => after += text,
        }
    }
    (before, after)
}

/// Changed and unchanged stretches in turn, with the signs of their longer side.
fn sizes(runs: &[Run]) -> Vec<(bool, usize)> {
    let mut sizes: Vec<(bool, usize)> = Vec::new();
    for run in runs {
        let (Run::Same(text) | Run::Gone(text) | Run::New(text)) = run;
        let (changed, size) = (!matches!(run, Run::Same(_)), text.chars().count());
        match sizes.last_mut() {
            Some((true, last)) if changed => *last = size.max(*last),
            _ => sizes.push((changed, size)),
        }
    }
    sizes
}

/// SPEC E12, E13, E14
#[test]
fn differences_as_people_read_them() {
    for (before, after, expected) in [
        ("", "", ""),
        ("有制度", "有制度", "有制度"),
        ("", "有制度", "{+有制度+}"),
        ("有制度", "", "[-有制度-]"),
        (
            "提高服务质量",
            "提升服务效率",
            "提[-高-]{+升+}服务[-质量-]{+效率+}",
        ),
        ("每年评估两次", "每年至少评估两次", "每年{+至少+}评估两次"),
        // Numbers and words of ASCII change whole.
        ("满意度85分", "满意度86分", "满意度[-85-]{+86+}分"),
        (
            "use the colours",
            "use the colors",
            "use the [-colours-]{+colors+}",
        ),
        // A character that stands by chance in both is no anchor.
        ("甲乙的丙丁", "戊己的庚辛", "[-甲乙的丙丁-]{+戊己的庚辛+}"),
        // Sentences that stayed are not torn.
        (
            "有制度。有记录。未检查。",
            "有制度。每季度有人复核。未检查。",
            "有制度。[-有记录-]{+每季度有人复核+}。未检查。",
        ),
        ("有制度。", "有人管。有制度。", "{+有人管。+}有制度。"),
        ("一\n二\n三", "一\n三", "一\n[-二\n-]三"),
        // A character and its marks stay together.
        ("cafe\u{301}", "cafe", "[-cafe\u{301}-]{+cafe+}"),
        (
            "\u{1F44D}",
            "\u{1F44D}\u{1F3FD}",
            "[-\u{1F44D}-]{+\u{1F44D}\u{1F3FD}+}",
        ),
    ] {
        assert_eq!(line(before, after), expected);
    }
}

/// Random characters of so many kinds.
fn characters(count: usize, kinds: usize, seed: u64) -> String {
    let mut random = Random::of_seed(seed);
    let mut next = || {
        let kind = u32::try_from(random.below(kinds)).expect("a small number");
        char::from_u32(0x4E00 + kind).expect("a character")
    };
    (0..count).map(|_| next()).collect()
}

/// Texts of the greatest length that a field has, with nothing in common that helps: they come to an end.
///
/// SPEC E12, E15
#[test]
fn long_texts_come_to_an_end() {
    for kinds in [2, 50, 3000] {
        let (before, after) = (characters(30_000, kinds, 1), characters(30_000, kinds, 2));
        let runs = difference(&before, &after);
        assert_eq!(rebuilt(&runs), (before, after), "{kinds}");
    }
    // Beyond the bound a passage is reported whole, at once.
    let (before, after) = (characters(60_000, 50, 1), characters(60_000, 50, 2));
    assert_eq!(
        difference(&before, &after),
        [Run::Gone(before.clone()), Run::New(after.clone())]
    );
    let long = format!("开头。{before}。结尾。");
    let other = format!("开头。{before}。结束。");
    assert_eq!(
        difference(&long, &other),
        [
            Run::Same(format!("开头。{before}。结")),
            Run::Gone("尾".to_owned()),
            Run::New("束".to_owned()),
            Run::Same("。".to_owned()),
        ]
    );
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC E12, E13
    #[test]
    fn both_texts_can_be_rebuilt(
        before in "[有制度无a1 。\n]{0,60}|\\PC{0,40}",
        after in "[有制度无a1 。\n]{0,60}|\\PC{0,40}",
    ) {
        let runs = difference(&before, &after);
        prop_assert_eq!(rebuilt(&runs), (before.clone(), after.clone()));
        prop_assert_eq!(&runs, &difference(&before, &after));
        for run in &runs {
            let (Run::Same(text) | Run::Gone(text) | Run::New(text)) = run;
            prop_assert!(!text.is_empty());
        }
        let kind = |run: &Run| match run {
            Run::Same(_) => 0,
            Run::Gone(_) => 1,
            Run::New(_) => 2,
        };
        for pair in runs.windows(2) {
            let order = (kind(&pair[0]), kind(&pair[1]));
            prop_assert!(matches!(order, (0, 1 | 2) | (1, 0 | 2) | (2, 0)), "{:?}", runs);
        }
        let sizes = sizes(&runs);
        for three in sizes.windows(3) {
            let [(true, before), (false, between), (true, after)] = three else { continue };
            prop_assert!(between > before.min(after), "{:?}", runs);
        }
        let stayed = runs.iter().all(|run| matches!(run, Run::Same(_)));
        prop_assert_eq!(stayed, before == after);
    }

    /// SPEC E12
    #[test]
    fn one_edit_is_one_change(
        text in "[\u{4E00}-\u{4E40}。]{1,80}",
        from in any::<prop::sample::Index>(),
        length in 0_usize..10,
        new in "[\u{5E00}-\u{5E40}]{1,10}",
    ) {
        let letters: Vec<char> = text.chars().collect();
        let from = from.index(letters.len());
        let to = (from + length).min(letters.len());
        let piece = |range: core::ops::Range<usize>| letters[range].iter().collect::<String>();
        let after = format!("{}{new}{}", piece(0..from), piece(to..letters.len()));
        let mut expected = vec![Run::Same(piece(0..from)), Run::Gone(piece(from..to)), Run::New(new)];
        expected.push(Run::Same(piece(to..letters.len())));
        expected.retain(|run| {
            let (Run::Same(text) | Run::Gone(text) | Run::New(text)) = run;
            !text.is_empty()
        });
        prop_assert_eq!(difference(&text, &after), expected);
    }
}
