//! The page in the words of those who use it: beginning, scoring, exporting, importing.

use std::path::{Path, PathBuf};

use thirtyfour::Key;

use crate::browser::Browser;
use crate::files::Clause;
use crate::screen::strings;

/// The stages that an assessor can choose, by the words on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// 材料评审
    Material,
    /// 现场评审
    Site,
}

impl Stage {
    /// As the page names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Material => "材料评审",
            Self::Site => "现场评审",
        }
    }
}

/// A row of the list of imported files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The verdict in two or three words.
    pub verdict: String,
    /// The file's name.
    pub file: String,
    /// Whose and which.
    pub about: String,
    /// The reason and what to do.
    pub reason: String,
}

/// A row of the ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// The rank as it is shown, with 并列 where it is shared.
    pub rank: String,
    /// The applicant.
    pub applicant: String,
    /// The rounded site total.
    pub total: String,
    /// The exact site total.
    pub exact: String,
    /// How many site sheets there are.
    pub sheets: String,
    /// The material total beside it.
    pub material: String,
}

impl Browser<'_> {
    // Beginning.

    /// From the start screen, by mouse, to the first clause of a self-assessment.
    #[track_caller]
    pub fn begin_self_assessment(&self, applicant: &str) {
        self.click_named(".way a", "开始自我评价");
        self.name_applicant_and_begin(applicant, "公共服务卓越绩效评价准则");
    }

    /// Names the applicant, chooses the rubric whose title begins like this, and begins.
    #[track_caller]
    pub fn name_applicant_and_begin(&self, applicant: &str, rubric: &str) {
        self.fill("#applicant-name", applicant);
        self.choose("#rubric-choice", rubric);
        self.click_named("button[type=submit]", "开始评分");
        self.until_scoring();
    }

    /// From the start screen, by mouse, to the first clause of a review of this file.
    #[track_caller]
    pub fn begin_review(&self, application: &Path, stage: Stage, assessor: &str) {
        self.click_named("nav a", "开始");
        self.click_named(".way a", "开始评审");
        self.choose_files("#open-application", &[application.to_owned()]);
        self.review_opened_file(stage, assessor);
    }

    /// Begins a review of the file that is open already.
    #[track_caller]
    pub fn review_opened_file(&self, stage: Stage, assessor: &str) {
        self.until_shown("#assessor-name");
        self.click(&format!(
            ".choice:nth-of-type({}) input",
            if stage == Stage::Material { 1 } else { 2 }
        ));
        self.fill("#assessor-name", assessor);
        self.click_named("button[type=submit]", "开始评分");
        // What the applicant is comes before the clauses.
        self.until_shown("article.context");
        self.click_named(".context .neighbours button", "下一条未评");
        self.until_scoring();
        self.until_said(".progress-who", stage.name());
    }

    /// Begins with the example, and waits for its overview.
    #[track_caller]
    pub fn open_example(&self) {
        self.click_named(".way a", "打开示例");
        self.until_shown(".overview svg.radar");
    }

    // Scoring.

    #[track_caller]
    fn until_scoring(&self) {
        self.until_shown("article[data-clause]");
    }

    /// The code of the clause on the screen; nothing where there is none.
    pub fn clause(&self) -> Option<String> {
        let clause = self.script(
            "return (document.querySelector('article[data-clause]') || { dataset: {} }).dataset.clause",
            (),
        );
        clause.as_str().map(str::to_owned)
    }

    /// Opens a clause from the list.
    #[track_caller]
    pub fn open_clause(&self, code: &str) {
        self.click(&format!(".parts a[href$='/clause/{code}']"));
        self.until_clause(code);
    }

    /// Waits for a clause to be on the screen.
    #[track_caller]
    pub fn until_clause(&self, code: &str) {
        self.until(&format!("clause {code}"), || {
            (self.clause().as_deref() == Some(code)).then_some(())
        });
    }

    /// Scores the clause on the screen by mouse: the band, then the value inside it.
    #[track_caller]
    pub fn score_by_mouse(&self, clause: &Clause, percent: i128) {
        let band = clause.band_key(None, percent);
        self.click(&format!(".bands .band:nth-of-type({band})"));
        self.click_named(".picks .pick", &percent.to_string());
        self.until_said(".clause-score", &format!("{percent}%"));
    }

    /// Goes to the next clause without a value, by mouse; to the overview where there is none.
    #[track_caller]
    pub fn next_gap_by_mouse(&self) {
        let here = self.clause();
        self.click(".neighbours button.primary");
        self.until("the next clause", || (self.clause() != here).then_some(()));
    }

    /// Scores the clause that has the focus in its bands: the band's digit, the value, Enter. Then the next clause
    /// without a value has the focus in the same place, or the overview is open.
    #[track_caller]
    pub fn score_by_keyboard(&self, clause: &Clause, percent: i128) {
        self.until_clause(&clause.code);
        self.until_focus("band");
        self.press(&clause.band_key(None, percent).to_string());
        self.until_focus("value");
        // The highest value of its band is one key away, where its digits would be three.
        if percent == 100 {
            self.press_key(Key::Down);
            self.until("the highest value", || {
                (self.value("[data-focus=value]") == "100").then_some(())
            });
            self.press_key(Key::Enter);
        } else {
            self.press(&format!("{percent}{}", Key::Enter.value()));
        }
        self.until_left(&clause.code);
    }

    /// Waits until another clause is on the screen, or none.
    #[track_caller]
    pub fn until_left(&self, code: &str) {
        self.until("the next clause", || {
            (self.clause().as_deref() != Some(code)).then_some(())
        });
    }

    /// Goes from the clause's heading into its bands by Tab.
    #[track_caller]
    pub fn enter_bands(&self) {
        self.click("article h1");
        self.tab_to("one.dataset.focus === 'band'");
    }

    /// Types into a field of the clause on the screen, by its part of the address such as `strengths`.
    #[track_caller]
    pub fn write(&self, item: &str, words: &str) {
        let clause = self
            .clause()
            .expect("a clause is on the screen")
            .replace('.', "-");
        self.fill(&format!("#f-clause-{clause}-{item}"), words);
    }

    // The overview.

    /// Goes to the overview of the open draft.
    #[track_caller]
    pub fn open_overview(&self) {
        self.click_named(".progress-tools a", "总览与导出");
        self.until_shown(".overview");
    }

    /// Writes the overall judgement on the overview.
    #[track_caller]
    pub fn judge(&self, words: &str) {
        self.fill("#f-overall", words);
        // A mouse goes on to somewhere else.
        self.click(".overview h1");
    }

    /// Exports the open draft from its overview.
    #[track_caller]
    pub fn export(&self) -> PathBuf {
        self.until_shown(".export .primary");
        let file = self.download(|page| page.click(".export .primary"));
        self.confirm_file();
        file
    }

    /// Exports the open self-assessment with its scores, for the applicant to keep.
    #[track_caller]
    pub fn export_own(&self) -> PathBuf {
        self.until_shown(".export .own");
        let file = self.download(|page| page.click(".export .own"));
        self.confirm_file();
        file
    }

    /// Says that the file which was handed to the downloads is there.
    #[track_caller]
    pub fn confirm_file(&self) {
        self.until_said("#exported-file", "已读回核对");
        self.click_named("#exported-file button", "我已看到文件");
        self.until("the answer", || (!self.shows("#exported-file")).then_some(()));
    }

    /// What is said about the draft being in the browser.
    pub fn written_state(&self) -> String {
        self.texts(".progress-saved").concat()
    }

    // The secretariat.

    /// Goes to the secretariat's desk.
    #[track_caller]
    pub fn open_secretariat(&self) {
        self.click_named(".masthead nav a", "秘书处");
        self.until_shown("#import-files");
    }

    /// Goes to the example's desk; the own one is reached over it where files are on it.
    #[track_caller]
    pub fn open_example_desk(&self) {
        self.go("#/secretariat/example");
        self.until_said(".secretariat .notice", "示例");
    }

    /// Imports files by the dialog, and waits until all have a verdict.
    #[track_caller]
    pub fn import(&self, files: &[PathBuf]) {
        let before = self.listed();
        self.choose_files("#import-files", files);
        self.until_imported(before + files.len());
    }

    /// Waits until so many files have a verdict and nothing is under way.
    #[track_caller]
    pub fn until_imported(&self, all: usize) {
        self.until_done(&format!("verdicts on {all} files"), || {
            // The list stands before the first drawing of how far it is.
            let has_verdicts = || self.verdicts().iter().all(|row| row.verdict != "正在读取");
            (self.count("main progress") == 0 && self.listed() == all && has_verdicts()).then_some(())
        });
    }

    /// How many files are listed; of many only those near the screen are drawn.
    pub fn listed(&self) -> usize {
        const ROWS: &str =
            "return Number(document.querySelector('.files')?.getAttribute('aria-rowcount') ?? 1) - 1";
        let rows = self
            .script(ROWS, ())
            .as_u64()
            .and_then(|rows| rows.try_into().ok());
        rows.expect("a number of rows")
    }

    /// The verdicts, in the order of the list.
    pub fn verdicts(&self) -> Vec<Verdict> {
        let rows = self.cells(".files tbody tr[aria-rowindex]");
        let rows = rows.into_iter().map(|cells| match cells.as_slice() {
            [verdict, file, about, reason, ..] => Verdict {
                verdict: verdict.clone(),
                file: file.clone(),
                about: about.clone(),
                reason: reason.clone(),
            },
            other => panic!("a row of {other:?}"),
        });
        rows.collect()
    }

    /// The ranking, in its order.
    pub fn ranking(&self) -> Vec<Ranked> {
        let rows = self.cells(".ranking tbody tr[aria-rowindex]");
        let rows = rows.into_iter().map(|cells| match cells.as_slice() {
            [rank, applicant, total, exact, sheets, material] => Ranked {
                rank: rank.clone(),
                applicant: applicant.clone(),
                total: total.clone(),
                exact: exact.clone(),
                sheets: sheets.clone(),
                material: material.clone(),
            },
            other => panic!("a row of {other:?}"),
        });
        rows.collect()
    }

    /// The texts of a table's cells, row by row; folded ones too.
    pub fn cells(&self, rows: &str) -> Vec<Vec<String>> {
        const CELLS: &str = "return Array.from(document.querySelectorAll(arguments[0]), row =>
            Array.from(row.cells, cell => cell.textContent.trim()))";
        let rows = self.script(CELLS, rows);
        crate::files::items(&rows).iter().map(strings).collect()
    }
}
