//! In words: why a file does not open.

use crate::files::json::{JsonForm, Measure};
use crate::files::{ArchiveFault, FileFault, Wanted};
use crate::foundations::Lang;
use crate::problem::Place;
use crate::words as say;
use crate::words::file_kind;
use crate::words::problem::Sentence;

impl Sentence for FileFault {
    fn sentence(&self, place: &Place, lang: Lang) -> String {
        let plain = |text: fn(Lang) -> &'static str| text(lang).to_owned();
        match self {
            Self::EmptyFile => plain(say::fault_empty_file),
            Self::Undecodable => plain(say::fault_undecodable),
            Self::ZeroByte { line } => say::fault_zero_byte(lang, line),
            Self::OtherEncoding { found } => say::fault_other_encoding(lang, found),
            Self::DamagedEncoding { encoding } => say::fault_damaged_encoding(lang, encoding),
            Self::Workbook => plain(say::fault_workbook),
            Self::TooLarge { bytes, limit } => too_large(*bytes, *limit, lang),
            Self::Unreadable => plain(say::fault_unreadable),
            Self::Folder => plain(say::fault_folder),
            // Another file altogether: a PDF, a picture, the page of a network that wants a log-in.
            Self::NotJson { line: 1, column: 1 } => plain(say::fault_not_json_at_all),
            Self::NotJson { line, column } => say::FaultNotJson { line, column }.text(lang),
            Self::NotOurs => plain(say::fault_not_ours),
            Self::OverLimit {
                measure,
                found,
                limit,
            } => over_limit(*measure, *found, *limit, lang),
            Self::UnknownFileKind {
                found,
                written_by: by,
            } => say::FaultUnknownFileKind { found, by }.text(lang),
            Self::WrongFileKind { expected, found } => {
                let (expected, found) = (&file_kind(*expected, lang), &file_kind(*found, lang));
                say::FaultWrongFileKind { expected, found }.text(lang)
            }
            Self::NewerVersion {
                found,
                known,
                written_by: by,
            } => say::FaultNewerVersion { found, known, by }.text(lang),
            Self::Altered { same_content: false } => plain(say::fault_altered),
            Self::Altered { same_content: true } => plain(say::fault_altered_layout),
            Self::EnvelopeContradicts { member } => say::fault_envelope_contradicts(lang, member),
            Self::Archive { what } => archive_fault(*what, lang).to_owned(),
            Self::MemberTwice => plain(say::fault_member_twice),
            Self::MissingMember { member } => say::fault_missing_member(lang, member),
            Self::UnknownMember => plain(say::fault_unknown_member),
            Self::WrongForm { wanted, found } => {
                let (wanted, found) = (&form(*wanted, lang), &form(*found, lang));
                say::FaultWrongForm { wanted, found }.text(lang)
            }
            Self::NotWhole => plain(say::fault_not_whole),
            Self::UnknownWord { found, known } => {
                let known = &known.join(", ");
                say::FaultUnknownWord { found, known }.text(lang)
            }
            Self::BadValue { found, wanted } => {
                let wanted = &self::wanted(*wanted, lang);
                say::FaultBadValue { found, wanted }.text(lang)
            }
            Self::ApprovalWithoutStatus => plain(say::fault_approval_without_status),
            Self::NotSelfAssessed => plain(say::fault_not_self_assessed),
            Self::ReadingHasScores => plain(say::fault_reading_has_scores),
            Self::ReadingInSelfAssessment => plain(say::fault_reading_in_self),
            Self::Lock(fault) => fault.sentence(place, lang),
        }
    }
}

/// Why an archive, or a file in it, is not taken.
pub fn archive_fault(what: ArchiveFault, lang: Lang) -> &'static str {
    match what {
        ArchiveFault::Unreadable => say::archive_unreadable(lang),
        ArchiveFault::TooMany => say::archive_too_many(lang),
        ArchiveFault::TooLarge => say::archive_too_large(lang),
        ArchiveFault::Hidden => say::archive_hidden(lang),
        ArchiveFault::Between => say::archive_between(lang),
        ArchiveFault::ExtraField => say::archive_extra_field(lang),
        ArchiveFault::Comment => say::archive_comment(lang),
        ArchiveFault::Time => say::archive_time(lang),
        ArchiveFault::Attributes => say::archive_attributes(lang),
        ArchiveFault::Packing => say::archive_packing(lang),
        ArchiveFault::Order => say::archive_order(lang),
        ArchiveFault::UnsafeName => say::archive_unsafe_name(lang),
        ArchiveFault::NotUtf8 => say::archive_not_utf8(lang),
        ArchiveFault::Duplicate => say::archive_duplicate(lang),
        ArchiveFault::Link => say::archive_link(lang),
        ArchiveFault::Encrypted => say::archive_encrypted(lang),
        ArchiveFault::Method => say::archive_method(lang),
        ArchiveFault::Ratio => say::archive_ratio(lang),
        ArchiveFault::Overlap => say::archive_overlap(lang),
        ArchiveFault::Contradicts => say::archive_contradicts(lang),
        ArchiveFault::Special => say::archive_special(lang),
        ArchiveFault::Damaged => say::archive_damaged(lang),
        ArchiveFault::Altered => say::archive_altered(lang),
    }
}

fn over_limit(measure: Measure, found: usize, limit: usize, lang: Lang) -> String {
    let (found, limit) = (&found, &limit);
    match measure {
        Measure::Bytes => {
            let wide = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
            too_large(wide(*found), wide(*limit), lang)
        }
        Measure::Depth => say::FaultOverDepth { found, limit }.text(lang),
        Measure::Values => say::FaultOverValues { found, limit }.text(lang),
        Measure::Children => say::FaultOverChildren { found, limit }.text(lang),
        Measure::Text => say::FaultOverText { found, limit }.text(lang),
        Measure::Name => say::FaultOverName { found, limit }.text(lang),
    }
}

fn form(form: JsonForm, lang: Lang) -> &'static str {
    match form {
        JsonForm::Null => say::form_null(lang),
        JsonForm::Boolean => say::form_boolean(lang),
        JsonForm::Number => say::form_number(lang),
        JsonForm::Text => say::form_text(lang),
        JsonForm::List => say::form_list(lang),
        JsonForm::Object => say::form_object(lang),
    }
}

fn wanted(wanted: Wanted, lang: Lang) -> &'static str {
    match wanted {
        Wanted::Code => say::wanted_code(lang),
        Wanted::Decimal => say::wanted_decimal(lang),
        Wanted::Fingerprint => say::wanted_fingerprint(lang),
        Wanted::Moment => say::wanted_moment(lang),
        Wanted::Address => say::wanted_address(lang),
        Wanted::Year => say::wanted_year(lang),
        Wanted::Day => say::wanted_day(lang),
        Wanted::Received => say::wanted_received(lang),
        Wanted::Id => say::wanted_id(lang),
        Wanted::Organisation => say::wanted_organisation(lang),
        Wanted::Time => say::wanted_time(lang),
        Wanted::Share => say::wanted_share(lang),
        Wanted::Count => say::wanted_count(lang),
        Wanted::Version => say::wanted_version(lang),
        Wanted::OneMember => say::wanted_one_member(lang),
    }
}

fn too_large(bytes: u64, limit: u64, lang: Lang) -> String {
    let (size, limit) = (&megabytes(bytes), &megabytes(limit));
    say::FaultTooLarge { size, limit }.text(lang)
}

/// A size in millions of bytes with one decimal, a part counted as a whole one: 50.1 is more than 50.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}
