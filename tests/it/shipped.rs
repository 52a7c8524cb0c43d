//! The files that ship with the page equal what their readable sources in `src/shipped` say.
//!
//! `UPDATE_EXPECT=1 cargo test` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use scoring::application::{Application, EvidenceItem, ResultField, add_evidence, add_results};
use scoring::desks::secretariat::{Choice, Event, Purpose, ReadFile, Session};
use scoring::document::{Edit, Position, RowId};
use scoring::files::{
    Content, FileKind, Imprint, fingerprint_for_assessment, open, pack_payload, write_application,
    write_scoresheet,
};
use scoring::foundations::{Code, Fingerprint, Instant, Lang};
use scoring::panel::Verdict;
use scoring::rubric::Rubric;
use scoring::scoresheet::{
    Draft, DraftHead, DraftKind, EntryRecord, Field, Item, Revision, RubricRef, Scoresheet, SheetRecord,
    Stage, Standard, Value,
};
use serde::Deserialize;

/// Shipped files bear the day they were made, not the day of the build: the same bytes for ever.
const MADE: &str = "2026-11-23T00:00:00Z";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What a version of a rubric that was handed out says, by its fingerprint.
///
/// Drafts and sheets are pinned to it. A rubric that says something else is another version and adds a row here;
/// rows are neither changed nor removed.
const VERSIONS: &[(&str, &str, &str)] = &[
    (
        "public-service",
        "0.1",
        "sha256:78269f9e0c521fde6fe9316f98c1f21c3a23dff8e7173282f5951b6cc3dc2246",
    ),
    (
        "public-service",
        "0.2",
        "sha256:bb300a97a28f359f15d985d36f5e8d00aa167a663ec36d523bb36d17d4e3c3ff",
    ),
    (
        "gbt19580-style",
        "0.1",
        "sha256:f8e9df0d2b92c789556adae45bd238a722f486cb0202e6fc4cbccef20dcaebaa",
    ),
];

/// Means of the panels, computed from the sources by a script of its own: points times percentages, over three.
const MEANS: [(&str, Stage, &str); 8] = [
    ("示例区中心医院", Stage::Material, "11643/20"),
    ("示例区中心医院", Stage::Site, "1870/3"),
    ("示例区公共汽车有限公司", Stage::Material, "37409/60"),
    ("示例区公共汽车有限公司", Stage::Site, "1870/3"),
    ("示例区政务服务中心", Stage::Material, "582"),
    ("示例区政务服务中心", Stage::Site, "5783/10"),
    ("示例街道办事处", Stage::Material, "15343/30"),
    ("示例街道办事处", Stage::Site, "30661/60"),
];

fn imprint() -> Imprint {
    Imprint {
        id: String::new(),
        created: Instant::parse(MADE).expect("a date"),
        cycle: None,
    }
}

fn expect_file(path: &str, text: &str) {
    let file = root().join(path);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder can be made");
        fs::write(&file, text).expect("the file can be written");
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        found == text,
        "{path} differs from its source; run with UPDATE_EXPECT=1 and look at the difference"
    );
}

fn shipped_rubric(name: &str) -> (Rubric, Fingerprint) {
    let source =
        fs::read_to_string(root().join(format!("src/shipped/rubrics/{name}.json"))).expect("the source");
    let file = pack_payload(FileKind::Rubric, &source, None, &imprint()).expect("the source is JSON");
    expect_file(&format!("public/rubrics/{name}.json"), &file);
    let (envelope, content) = open(&file).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
    let Content::Rubric(draft) = content else {
        panic!("{name} is no rubric")
    };
    let (rubric, warnings) = Rubric::check(*draft).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    assert!(warnings.is_empty(), "{name}: {warnings:#?}");
    (rubric, envelope.fingerprint)
}

/// A rubric is revised in a new version, never under the old number (Art. 19).
///
/// SPEC R17
#[test]
fn another_rubric_is_another_version() {
    for name in ["public-service", "gbt19580-style"] {
        let (rubric, fingerprint) = shipped_rubric(name);
        let known = VERSIONS
            .iter()
            .find(|(id, version, _)| (*id, *version) == (name, rubric.version()));
        let (_, _, pinned) = known.unwrap_or_else(|| panic!("{name} {} has no row", rubric.version()));
        assert_eq!(fingerprint.to_string(), *pinned, "{name} {}", rubric.version());
    }
}

#[derive(Deserialize)]
struct ApplicationSource {
    applicant: ApplicantSource,
    overview: String,
    #[serde(default)]
    register: Vec<EvidenceSource>,
    clauses: Vec<ClauseSource>,
    scores: BTreeMap<String, String>,
    overall: String,
}

#[derive(Deserialize)]
struct ApplicantSource {
    name: String,
}

#[derive(Deserialize)]
struct ClauseSource {
    code: String,
    texts: BTreeMap<String, String>,
    evidence: Vec<String>,
    #[serde(default)]
    citations: Vec<String>,
    #[serde(default)]
    results: Vec<ResultSource>,
    strengths: Vec<String>,
    areas: Vec<String>,
}

#[derive(Deserialize)]
struct EvidenceSource {
    number: String,
    title: String,
    issuer: String,
    date: String,
    pages: String,
}

#[derive(Deserialize)]
struct ResultSource {
    indicator: String,
    unit: String,
    better: String,
    years: BTreeMap<u16, String>,
    target: Option<String>,
    comparison: Option<String>,
    with: Option<String>,
    source: String,
}

impl ResultSource {
    fn typed(self) -> Vec<(ResultField, String)> {
        let years = self.years.into_iter();
        let years = years.map(|(year, value)| (ResultField::Year(year), value));
        let others = [
            (ResultField::Target, self.target),
            (ResultField::Comparison, self.comparison),
            (ResultField::Against, self.with),
        ];
        let others = others
            .into_iter()
            .filter_map(|(field, text)| Some((field, text?)));
        let said = [
            (ResultField::Indicator, self.indicator),
            (ResultField::Unit, self.unit),
            (ResultField::Better, self.better),
            (ResultField::Source, self.source),
        ];
        said.into_iter().chain(years).chain(others).collect()
    }
}

#[derive(Deserialize)]
struct SheetsSource {
    sheets: Vec<SheetSource>,
}

/// The other applicants, each with its application and its sheets.
#[derive(Deserialize)]
struct OthersSource {
    applicants: Vec<OtherSource>,
}

#[derive(Deserialize)]
struct OtherSource {
    application: ApplicationSource,
    sheets: Vec<SheetSource>,
}

#[derive(Deserialize)]
struct SheetSource {
    applicant: String,
    stage: String,
    assessor: String,
    entries: Vec<EntrySource>,
    overall: String,
}

#[derive(Deserialize)]
struct EntrySource {
    code: String,
    percent: String,
    strengths: Vec<String>,
    areas: Vec<String>,
    #[serde(default)]
    evidence: Vec<String>,
}

fn source<T: for<'de> Deserialize<'de>>(name: &str) -> T {
    let text = fs::read_to_string(root().join("src/shipped/example").join(name)).expect("the source");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

fn row_id(prefix: &str, at: usize) -> RowId {
    RowId::parse(&format!("{prefix}{at}")).expect("an id")
}

fn application(source: ApplicationSource, rubric: &Rubric, fingerprint: Fingerprint) -> String {
    let head = DraftHead {
        id: "example".to_owned(),
        kind: DraftKind::SelfAssessment,
        rubric: RubricRef::to(rubric, fingerprint),
        application: None,
        cycle: None,
        created: imprint().created,
        lock: None,
    };
    let mut draft = Draft::begin(head);
    for (field, text) in [
        (Field::Applicant, &source.applicant.name),
        (Field::OrganisationOverview, &source.overview),
        (Field::Overall, &source.overall),
    ] {
        draft.apply(Edit::of(field, text.as_str()));
    }
    for clause in source.clauses {
        let mut at = |item: Item, text: &str| {
            let field = Field::Clause(code(&clause.code), item);
            draft.apply(Edit::of(field, text));
        };
        for (aspect, text) in &clause.texts {
            at(Item::Text(aspect.clone()), text);
        }
        at(Item::Evidence, &clause.evidence.join("\n"));
        at(Item::Citations, &clause.citations.join("\u{3001}"));
        at(Item::Strengths, &clause.strengths.join("\n"));
        at(Item::Areas, &clause.areas.join("\n"));
        at(Item::Value(None), &source.scores[&clause.code]);
        let rows: Vec<_> = clause.results.into_iter().map(ResultSource::typed).collect();
        let ids: Vec<RowId> = (1..=rows.len()).map(|at| row_id("r", at)).collect();
        let edit = add_results(&draft.document, &code(&clause.code), &ids, &rows, &Position::Last);
        draft.apply(edit);
    }
    for (at, item) in source.register.into_iter().enumerate() {
        let item = EvidenceItem {
            number: item.number,
            title: item.title,
            issuer: item.issuer,
            date: item.date,
            pages: item.pages,
        };
        let edit = add_evidence(&draft.document, &row_id("e", at + 1), &item, &Position::Last);
        draft.apply(edit);
    }
    let (application, warnings) = Application::from_draft(&draft, rubric).expect("the example is valid");
    assert!(warnings.is_empty(), "{warnings:#?}");
    write_application(&application, &imprint())
}

fn sheet(source: SheetSource, rubric: &Rubric, fingerprint: Fingerprint, application: Fingerprint) -> String {
    let percent = |text: &str| Value::Percent(scoring::foundations::parse_decimal(text).expect("a number"));
    let entries = source.entries.into_iter().map(|entry| EntryRecord {
        code: code(&entry.code),
        value: Some(percent(&entry.percent)),
        texts: Vec::new(),
        strengths: entry.strengths.into_iter().map(Into::into).collect(),
        areas: entry.areas.into_iter().map(Into::into).collect(),
        evidence: entry.evidence,
    });
    let record = SheetRecord {
        rubric: RubricRef::to(rubric, fingerprint),
        stage: Stage::parse(&source.stage).expect("a stage"),
        applicant: source.applicant,
        application: Some(application),
        assessor: source.assessor,
        cycle: None,
        assignment: None,
        revision: Revision::FIRST,
        entries: entries.collect(),
        notes: scoring::scoresheet::ReviewNotes::default(),
        overall: source.overall,
    };
    let checked = Scoresheet::check(record, rubric, fingerprint, Standard::Complete);
    let (sheet, _) = checked.unwrap_or_else(|problems| panic!("{problems:#?}"));
    write_scoresheet(&sheet, &imprint())
}

#[test]
fn the_example_is_a_whole_award_in_small() {
    let (rubric, fingerprint) = shipped_rubric("public-service");
    assert_eq!(
        (rubric.parts().count(), rubric.clause_count(), rubric.total()),
        (9, 28, 1000)
    );
    let mut files = Vec::new();
    let mut add = |application_source: ApplicationSource, sheets: Vec<SheetSource>| {
        let application = application(application_source, &rubric, fingerprint);
        let Ok((_, Content::Application(record))) = open(&application) else {
            panic!("the application opens")
        };
        let assessed = fingerprint_for_assessment(&record);
        files.push(application);
        for source in sheets {
            files.push(sheet(source, &rubric, fingerprint, assessed));
        }
    };
    add(
        source("application.json"),
        source::<SheetsSource>("sheets.json").sheets,
    );
    for other in source::<OthersSource>("others.json").applicants {
        add(other.application, other.sheets);
    }
    // One file a line: line breaks inside a file stand between members only, where a blank serves as well.
    let bundle: String = files
        .iter()
        .map(|file| file.trim_end().replace('\n', " ") + "\n")
        .collect();
    expect_file("public/example/award.ndjson", &bundle);

    let mut session = Session::new(Purpose::Example);
    session.handle(Event::RubricFound {
        fingerprint,
        rubric: rubric.clone().into(),
    });
    let choices = (0..bundle.lines().count()).map(|number| Choice {
        name: number.to_string(),
        size: 0,
    });
    let mut file = session.next_number();
    session.handle(Event::Chosen(choices.collect()));
    for line in bundle.lines() {
        let reading = ReadFile::of("example", line.as_bytes(), |_| None);
        session.handle(Event::Read {
            file,
            reading: Ok(reading),
        });
        let verdict = session.verdict(file);
        assert_eq!(verdict, Some(Verdict::Accepted { warnings: 0 }), "{file:?}");
        file.0 += 1;
    }
    assert_eq!(session.figures().accepted, 4 + 4 * 2 * 3);
    session.settle();
    assert!(session.intake().questions().is_empty());
    let groups: Vec<_> = session.groups().collect();
    let panels = groups.iter().filter(|group| group.stage != Stage::SelfAssessment);
    let mut means = Vec::new();
    for group in panels {
        let total = group.total().expect("every clause is scored");
        means.push((group.applicant, group.stage, total.to_string()));
        let members = group
            .seats
            .iter()
            .map(|seat| seat.sheet.summary.assessor.as_str());
        for role in ["（组长）", "（行业专家）"] {
            assert_eq!(
                members.clone().filter(|name| name.ends_with(role)).count(),
                1,
                "{role}"
            );
        }
    }
    let expected = MEANS.map(|(applicant, stage, mean)| (applicant, stage, mean.to_owned()));
    assert_eq!(means, expected);
    let ranking = session.intake().ranking();
    let ranks: Vec<_> = ranking
        .ranked
        .iter()
        .map(|ranked| (ranked.rank, ranked.shared))
        .collect();
    assert_eq!(ranks, [(1, true), (1, true), (3, false), (4, false)]);
    let own = groups.iter().find(|group| group.stage == Stage::SelfAssessment);
    assert!(own.expect("the application").total().is_some());
}

/// Where a comment of a review of papers may point to in a clause: its aspects that the report has written about.
fn cited_places(report: &ApplicationSource, rubric: &Rubric, at: &str) -> Vec<String> {
    let clause = rubric.clause(&code(at)).expect("a clause");
    let written = report.clauses.iter().find(|one| one.code == at);
    let written = &written.expect("the clause in the report").texts;
    let aspects = clause.method.aspects.iter();
    let named = aspects
        .filter(|aspect| written.contains_key(&aspect.id))
        .map(|aspect| aspect.name.get(Lang::Zh));
    named
        .chain(["改进机会"])
        .map(|name| format!("（自评 {at} {name}）。"))
        .collect()
}

/// What an assessor cites from the report stands there: a page number would depend on the printer.
///
/// Of the longest report every comment cites a place; of the others those that need it.
#[test]
fn comments_name_clause_and_aspect_of_the_report() {
    let (rubric, _) = shipped_rubric("public-service");
    let report: ApplicationSource = source("application.json");
    let sheets = source::<SheetsSource>("sheets.json").sheets;
    let mut applicants = vec![(report, sheets, true)];
    for other in source::<OthersSource>("others.json").applicants {
        applicants.push((other.application, other.sheets, false));
    }
    for (report, sheets, everywhere) in applicants {
        for sheet in sheets.iter().filter(|sheet| sheet.stage == "material") {
            for entry in &sheet.entries {
                let places = cited_places(&report, &rubric, &entry.code);
                let comments = entry.strengths.iter().chain(&entry.areas);
                for comment in comments.filter(|comment| everywhere || comment.contains("（自评")) {
                    let cited = places.iter().any(|place| comment.ends_with(place));
                    assert!(cited, "{} {}: {comment}", sheet.assessor, entry.code);
                }
            }
        }
    }
}

/// Assessors write as much as a clause gives, not one strength and one area each time.
#[test]
fn every_sheet_of_the_example_has_clauses_with_several_comments() {
    let others = source::<OthersSource>("others.json").applicants;
    let sheets = others.into_iter().flat_map(|other| other.sheets);
    for sheet in sheets.chain(source::<SheetsSource>("sheets.json").sheets) {
        let several = |count: fn(&EntrySource) -> usize| sheet.entries.iter().any(|entry| count(entry) > 1);
        assert!(several(|entry| entry.strengths.len()), "{}", sheet.assessor);
        assert!(several(|entry| entry.areas.len()), "{}", sheet.assessor);
    }
}

/// Targets that are met do not include targets that are missed: only the classical panel for enablers adds up.
///
/// SPEC M8
#[test]
fn the_classical_panel_for_enablers_alone_is_cumulative() {
    let (rubric, _) = shipped_rubric("public-service");
    let cumulative = rubric.methods().iter().filter(|method| method.cumulative);
    let ids: Vec<_> = cumulative.map(|method| method.id.as_str()).collect();
    assert_eq!(ids, ["caf_classic_enabler"]);
}

#[test]
fn the_seven_part_rubric_shows_that_nine_is_nowhere_hard_wired() {
    let (rubric, _) = shipped_rubric("gbt19580-style");
    assert_eq!((rubric.parts().count(), rubric.total()), (7, 1000));
}
