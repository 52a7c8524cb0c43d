//! Locks: what is encrypted opens as it was, and every change, swap and wrong passphrase is refused as what it is.

use proptest::prelude::*;
use scoring::files::FileFault;
use scoring::foundations::Lang;
use scoring::lock::{Cost, DataKey, Lock, LockFault, MIN_CHARACTERS, Passphrase, VERSION, is_encrypted};
use scoring::problem::{Place, Problem};
use scoring::scoresheet::{DraftHead, DraftKind};
use scoring::stored::{read_draft_head, read_lock, write_draft_head, write_lock};
use scoring::words;
use serde_json::{Value as Json, json};

use crate::support::{chances, draft, small};

/// The least work there is: tests open many locks.
const LEAST: Cost = Cost { m_kib: 8, t: 1, p: 1 };

const PASSPHRASE: &str = "春眠不觉晓 7 am";
const PLACE: &str = "draft-7/field/clause/1.1/strengths";

fn key() -> DataKey {
    DataKey::of([7; 32])
}

fn lock() -> Lock {
    key()
        .lock(PASSPHRASE, LEAST, [3; 16], [5; 24])
        .expect("a good passphrase")
}

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

/// The expected text was computed by libsodium, too.
///
/// SPEC E1, E9
#[test]
fn encrypted_texts_of_version_one_open_for_ever() {
    let text = "有制度\u{FF0C}有记录。\n“两次” \u{0}";
    let encrypted = key().encrypt([1; 24], PLACE, text);
    assert_eq!(
        encrypted,
        "locked1:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBV-iKqEFaCCWbBCsPwZfeZRn3d5gxl4stu_0_qYRR3anTT630Ea1N2szWcAJWSUGJ\
         fIJ7Wqsa0w"
    );
    assert_eq!(key().decrypt(PLACE, &encrypted).as_deref(), Ok(text));
    assert!(is_encrypted(&encrypted));
    assert_eq!(VERSION, 1);
}

/// The cost that the page uses, for real. The expected record was computed by libsodium, too.
///
/// SPEC E4, E9
#[test]
fn locks_of_version_one_open_for_ever() {
    let lock = key()
        .lock(PASSPHRASE, Cost::DEFAULT, [3; 16], [5; 24])
        .expect("a good passphrase");
    let record = concat!(
        r#"{"version":1,"kdf":"argon2id","m_kib":19456,"t":2,"p":1,"salt":"AwMDAwMDAwMDAwMDAwMDAw","#,
        r#""nonce":"BQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUF","#,
        r#""key":"p9FHn0ub72Bs8pi5mF5Vkoz31wx3meYbyjGl4-5OX3-C3vRhhT8K-CPLu-3oudD9","#,
        r#""check":"sha256:64ba68505197bf4055638825e05e654dd23e734b68b303b916abf9fa5e33948a"}"#
    );
    assert_eq!(write_lock(&lock), record);
    let read = read_lock(record).expect("it reads");
    assert_eq!(read, lock);
    let encrypted = key().encrypt([1; 24], PLACE, "有");
    let opened = read.open(PASSPHRASE).expect("it opens");
    assert_eq!(opened.decrypt(PLACE, &encrypted).as_deref(), Ok("有"));
}

/// SPEC E4, E6
#[test]
fn another_passphrase_leaves_the_texts_alone() {
    let encrypted = key().encrypt([1; 24], PLACE, "有");
    let other = lock()
        .open(PASSPHRASE)
        .expect("it opens")
        .lock("another passphrase", LEAST, [4; 16], [6; 24])
        .expect("a good passphrase");
    let text =
        |lock: &Lock, passphrase: &str| lock.open(passphrase).map(|key| key.decrypt(PLACE, &encrypted));
    assert_eq!(text(&other, "another passphrase"), Ok(Ok("有".to_owned())));
    assert_eq!(text(&other, PASSPHRASE), Err(LockFault::WrongPassphrase));
    assert_eq!(
        text(&lock(), "another passphrase"),
        Err(LockFault::WrongPassphrase)
    );
    // Who kept the old record opens it with the old passphrase: DESIGN says so.
    assert_eq!(text(&lock(), PASSPHRASE), Ok(Ok("有".to_owned())));
}

/// SPEC E8
#[test]
fn passphrases_as_they_are_meant() {
    let lock = |passphrase: &str| key().lock(passphrase, LEAST, [3; 16], [5; 24]);
    let whole = lock("Abc, 12. 晓晓").expect("long enough");
    for same in [
        "Abc, 12. 晓晓",
        " Abc, 12. 晓晓\n",
        "\u{FF21}bc\u{FF0C} 12. 晓晓\u{3000}",
        "Abc, 12。 晓晓",
        "Abc,\u{3000}\u{FF11}\u{FF12}\u{FF0E} 晓晓",
    ] {
        assert!(whole.open(same).is_ok(), "{same:?}");
    }
    for other in [
        "abc, 12. 晓晓",
        "Abc,12. 晓晓",
        "Abc, 12. 曉曉",
        "Abc, 12. 晓",
        "",
    ] {
        assert_eq!(
            whole.open(other).err(),
            Some(LockFault::WrongPassphrase),
            "{other:?}"
        );
    }
    let short = |count| {
        Some(LockFault::ShortPassphrase {
            count,
            min: MIN_CHARACTERS,
        })
    };
    assert_eq!(lock("1234567").err(), short(7));
    assert_eq!(lock(" 春眠不觉晓\u{3000} ").err(), short(5));
    assert_eq!(lock("").err(), short(0));
    assert!(lock("12345678").is_ok());
    assert!(lock("春眠不觉晓处处闻").is_ok());
}

/// SPEC E7
#[test]
fn costs_out_of_bounds_are_refused_without_work() {
    for (m_kib, t, p) in [
        (64 * 1024 + 1, 1, 1),
        (64 * 1024, 5, 1),
        (19 * 1024, 14, 1),
        (8, u32::MAX, 1),
        (u32::MAX, u32::MAX, 1),
        (u32::MAX, 0, 1),
        (1024, 1, 5),
        (1024, 1, u32::MAX),
        (7, 1, 1),
        (31, 1, 4),
        (1024, 0, 1),
        (1024, 1, 0),
        (0, 0, 0),
    ] {
        let cost = Cost { m_kib, t, p };
        let fault = Some(LockFault::CostOutOfBounds { m_kib, t, p });
        // With work done, u32::MAX passes would not come to an end here.
        assert_eq!(key().lock(PASSPHRASE, cost, [3; 16], [5; 24]).err(), fault);
        let forged = Lock { cost, ..lock() };
        // Such a record may be whole: only opening it is refused.
        assert_eq!(read_lock(&write_lock(&forged)).as_ref(), Ok(&forged));
        assert_eq!(forged.open(PASSPHRASE).err(), fault, "{cost:?}");
    }
    let four_lanes = Cost {
        m_kib: 32,
        t: 1,
        p: 4,
    };
    assert!(key().lock(PASSPHRASE, four_lanes, [3; 16], [5; 24]).is_ok());
    let last = Cost {
        m_kib: 8,
        t: 32 * 1024,
        p: 1,
    };
    let work = u64::from(last.m_kib) * u64::from(last.t);
    assert_eq!(work, Cost::MAX_WORK_KIB);
    assert!(Lock { cost: last, ..lock() }.open(PASSPHRASE).is_err());
    let beyond = Cost {
        t: last.t + 1,
        ..last
    };
    assert!(matches!(
        Lock {
            cost: beyond,
            ..lock()
        }
        .open(PASSPHRASE)
        .err(),
        Some(LockFault::CostOutOfBounds { .. })
    ));
}

/// SPEC E3
#[test]
fn texts_that_were_never_encrypted_and_newer_ones() {
    for text in [
        "",
        "有",
        r#"{"text":"有","at":""}"#,
        "locked",
        "locked:",
        "locked1",
        "locked01:AA",
        "lockedx:AA",
        "locked+1:AA",
        " locked1:AA",
        "Locked1:AA",
    ] {
        assert!(!is_encrypted(text), "{text:?}");
        assert_eq!(
            key().decrypt(PLACE, text),
            Err(LockFault::NotEncrypted),
            "{text:?}"
        );
    }
    for version in [2, 10, u64::MAX] {
        let text = format!("locked{version}:anything at all");
        let newer = LockFault::NewerLock {
            found: version,
            known: VERSION,
        };
        assert!(is_encrypted(&text));
        assert_eq!(key().decrypt(PLACE, &text), Err(newer));
    }
    for text in ["locked1:", "locked1:AA", "locked1:?", "locked1:\u{4E00}"] {
        assert!(is_encrypted(text));
        assert_eq!(
            key().decrypt(PLACE, text),
            Err(LockFault::DamagedText),
            "{text:?}"
        );
    }
}

/// SPEC E2
#[test]
fn every_change_of_an_encrypted_text_is_refused() {
    let encrypted = key().encrypt([1; 24], PLACE, "有制度");
    let mut met = 0;
    for at in 0..encrypted.len() {
        for byte in 0..=127_u8 {
            let mut bytes = encrypted.clone().into_bytes();
            if bytes[at] == byte {
                continue;
            }
            bytes[at] = byte;
            let text = String::from_utf8(bytes).expect("ASCII");
            assert!(key().decrypt(PLACE, &text).is_err(), "{text}");
            met += 1;
        }
    }
    assert_eq!(met, encrypted.len() * 127);
    for cut in 0..encrypted.len() {
        assert!(key().decrypt(PLACE, &encrypted[..cut]).is_err());
    }
    for more in ["A", "AAAA", "=", "\n", " "] {
        assert!(key().decrypt(PLACE, &format!("{encrypted}{more}")).is_err());
    }
}

/// SPEC E2
#[test]
fn swapped_texts_are_refused() {
    let damaged = Err(LockFault::DamagedText);
    let encrypted = key().encrypt([1; 24], PLACE, "有");
    for place in [
        "draft-7/field/clause/1.1/areas",
        "draft-8/field/clause/1.1/strengths",
        "draft-7/field/clause/1.1/strengths/",
        "draft-7/field/clause/1.1/strength",
        "",
    ] {
        assert_eq!(key().decrypt(place, &encrypted), damaged, "{place}");
    }
    assert_eq!(DataKey::of([8; 32]).decrypt(PLACE, &encrypted), damaged);
    // A wrapped key is no text at any place, and a text is no key.
    let wrapped = lock();
    for place in ["", "scoring-workbench/key/1"] {
        let kept: Vec<u8> = wrapped.nonce.iter().chain(&wrapped.wrapped).copied().collect();
        let text = format!("locked1:{}", base64url(&kept));
        assert_eq!(key().decrypt(place, &text), damaged);
    }
}

fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let mut bits = 0_usize;
        for at in 0..3 {
            bits = bits << 8 | usize::from(three.get(at).copied().unwrap_or(0));
        }
        for at in 0..=three.len() {
            text.push(char::from(DIGITS[bits >> (18 - 6 * at) & 63]));
        }
    }
    text
}

/// SPEC E5
#[test]
fn every_change_of_a_record_is_refused_as_what_it_is() {
    let record = write_lock(&lock());
    for at in 0..record.len() {
        for byte in 0..=127_u8 {
            let mut bytes = record.clone().into_bytes();
            if bytes[at] == byte {
                continue;
            }
            bytes[at] = byte;
            let text = String::from_utf8(bytes).expect("ASCII");
            let fault = read_lock(&text).expect_err(&text);
            let as_what_it_is = match &fault {
                LockFault::NewerLock { .. } => record[..at].ends_with("\"version\":"),
                LockFault::UnknownDerivation { .. } => text.contains(",\"m_kib\":"),
                other => *other == LockFault::DamagedLock,
            };
            assert!(as_what_it_is, "{text}: {fault:?}");
        }
    }
    for cut in 0..record.len() {
        assert_eq!(read_lock(&record[..cut]), Err(LockFault::DamagedLock));
    }
}

/// SPEC E4, E5
#[test]
fn records_that_cannot_be_read() {
    let with = |name: &str, new: Json| {
        let mut record = json(&write_lock(&lock()));
        record[name] = new;
        read_lock(&record.to_string())
    };
    let newer = |found| Err(LockFault::NewerLock { found, known: 1 });
    assert_eq!(with("version", json!(2)), newer(2));
    assert_eq!(read_lock(r#"{"version":7,"everything":"else"}"#), newer(7));
    let unknown = LockFault::UnknownDerivation {
        found: "scrypt".to_owned(),
    };
    assert_eq!(with("kdf", json!("scrypt")), Err(unknown));
    for (name, new) in [
        ("version", json!(0)),
        ("version", json!("1")),
        ("kdf", json!(null)),
        ("kdf", json!(1)),
        ("m_kib", json!(9)),
        ("t", json!(-1)),
        ("p", json!(4_294_967_296_u64)),
        ("salt", json!("AAAA")),
        ("salt", json!("AwMDAwMDAwMDAwMDAwMDAw==")),
        ("nonce", json!("")),
        ("key", json!("?")),
        ("check", json!("sha256:0")),
        ("note", json!("more")),
    ] {
        assert_eq!(
            with(name, new.clone()),
            Err(LockFault::DamagedLock),
            "{name}: {new}"
        );
    }
    for text in ["", "{", "{}", "[]", "null", "1"] {
        assert_eq!(read_lock(text), Err(LockFault::DamagedLock), "{text:?}");
    }
}

fn locked_head() -> DraftHead {
    let (rubric, fingerprint) = small();
    DraftHead {
        lock: Some(lock()),
        ..draft(DraftKind::SelfAssessment, &rubric, fingerprint).head
    }
}

/// SPEC D8, E10
#[test]
fn a_head_keeps_its_lock() {
    let head = locked_head();
    let written = write_draft_head(&head);
    assert_eq!(json(&written)["lock"], json(&write_lock(&lock())));
    assert_eq!(
        read_draft_head(&written).map(|stored| stored.head),
        Ok(head.clone())
    );
    let open = DraftHead { lock: None, ..head };
    assert!(!write_draft_head(&open).contains("lock"));
    assert_eq!(
        read_draft_head(&write_draft_head(&open)).map(|stored| stored.head),
        Ok(open)
    );
}

/// SPEC E10
#[test]
fn a_head_with_an_unreadable_lock_is_refused() {
    for (new, fault) in [
        (json!({"version": 2}), LockFault::NewerLock { found: 2, known: 1 }),
        (json!({"version": 1}), LockFault::DamagedLock),
        (json!("open"), LockFault::DamagedLock),
        (json!({}), LockFault::DamagedLock),
    ] {
        let mut head = json(&write_draft_head(&locked_head()));
        head["lock"] = new;
        let found = read_draft_head(&head.to_string()).expect_err("refused");
        assert_eq!(found, FileFault::Lock(fault));
    }
}

/// SPEC E11
#[test]
fn a_key_shows_its_bytes_to_nobody() {
    let entered = format!("{:?}", Passphrase::new(PASSPHRASE.to_owned()));
    assert_eq!(entered, "Passphrase(…)");
    let shown = format!("{:?}", DataKey::of([171; 32]));
    assert_eq!(shown, "DataKey(…)");
}

/// One sample of every fault of a lock.
pub(crate) fn samples() -> Vec<LockFault> {
    let known = |fault: &LockFault| match fault {
        LockFault::ShortPassphrase { .. }
        | LockFault::WrongPassphrase
        | LockFault::DamagedLock
        | LockFault::NewerLock { .. }
        | LockFault::UnknownDerivation { .. }
        | LockFault::CostOutOfBounds { .. }
        | LockFault::NoMemory { .. }
        | LockFault::NotEncrypted
        | LockFault::DamagedText => {}
    };
    let samples = vec![
        LockFault::ShortPassphrase { count: 3, min: 8 },
        LockFault::WrongPassphrase,
        LockFault::DamagedLock,
        LockFault::NewerLock { found: 7, known: 1 },
        LockFault::UnknownDerivation {
            found: "scrypt".to_owned(),
        },
        LockFault::CostOutOfBounds {
            m_kib: 901,
            t: 802,
            p: 703,
        },
        LockFault::NoMemory { m_kib: 19_456 },
        LockFault::NotEncrypted,
        LockFault::DamagedText,
    ];
    samples.iter().for_each(known);
    samples
}

/// SPEC W1, W3
#[test]
fn every_fault_of_a_lock_has_its_sentence() {
    let mut seen = Vec::new();
    for fault in samples() {
        for lang in [Lang::Zh, Lang::En] {
            let text = words::lock_fault(&fault, lang);
            let problem = Problem::error(Place::File, FileFault::Lock(fault.clone()));
            assert_eq!(words::fault(&problem, lang), text);
            assert!(
                text.ends_with(if lang == Lang::Zh { '。' } else { '.' }),
                "{text}"
            );
            assert!(!text.contains(['{', '}', '\n']), "{text}");
            assert!(
                !seen.contains(&text),
                "{fault:?} says the same as another: {text}"
            );
            seen.push(text);
        }
    }
}

proptest! {
    #![proptest_config(chances())]

    /// SPEC E1, E2
    #[test]
    fn any_text_opens_as_it_was(
        text in "\\PC*|[\u{0}-\u{20}\u{4E00}\"\\\\\u{10FFFF}]{0,40}",
        place in "[a-z0-9/.\u{4E00}-\u{4E10}-]{0,20}",
        other in "[a-z0-9/.\u{4E00}-\u{4E10}-]{0,20}",
        nonce in any::<[u8; 24]>(),
        bytes in any::<[u8; 32]>(),
    ) {
        let key = DataKey::of(bytes);
        let encrypted = key.encrypt(nonce, &place, &text);
        prop_assert!(is_encrypted(&encrypted));
        prop_assert_eq!(&encrypted, &key.encrypt(nonce, &place, &text));
        prop_assert_eq!(key.decrypt(&place, &encrypted), Ok(text));
        if other != place {
            prop_assert_eq!(key.decrypt(&other, &encrypted), Err(LockFault::DamagedText));
        }
        let plain = encrypted.bytes().all(|character| character.is_ascii_alphanumeric() || b"-_:".contains(&character));
        prop_assert!(plain, "{}", encrypted);
    }

    /// SPEC E2, E3
    #[test]
    fn no_text_makes_opening_stumble(junk in "(locked[0-9]{0,25}:)?[A-Za-z0-9_=\u{4E00}-]{0,80}") {
        prop_assert!(key().decrypt(PLACE, &junk).is_err());
        prop_assert!(read_lock(&junk).is_err());
    }

    /// SPEC E4, E9
    #[test]
    fn any_lock_reads_back_and_opens_with_its_passphrase_alone(
        passphrase in "[ -~\u{4E00}-\u{9FFF}]{20,30}",
        other in "[ -~\u{4E00}-\u{9FFF}]{8,15}",
        salt in any::<[u8; 16]>(),
        nonce in any::<[u8; 24]>(),
        bytes in any::<[u8; 32]>(),
    ) {
        prop_assume!(passphrase.trim().chars().count() > 15);
        let lock = DataKey::of(bytes).lock(&passphrase, LEAST, salt, nonce).expect("long enough");
        prop_assert_eq!(read_lock(&write_lock(&lock)), Ok(lock.clone()));
        let encrypted = DataKey::of(bytes).encrypt(nonce, PLACE, "有");
        let opened = lock.open(&passphrase).expect("it opens");
        prop_assert_eq!(opened.decrypt(PLACE, &encrypted), Ok("有".to_owned()));
        prop_assert_eq!(lock.open(&other).err(), Some(LockFault::WrongPassphrase));
    }
}
