//! A paper as data: what a page, a text or a word processor draws without reading a sentence.
//!
//! What people fill in by hand is a blank, never a text: a cell or a value that is `None`.

use crate::foundations::{Day, Lang, words};

words! {
    /// The papers of a cycle.
    PaperName {
        /// 申报通知 (Art. 21).
        Announcement = "announcement",
        /// 受理回执 (Art. 22).
        Receipt = "receipt",
        /// 补正通知 (Art. 22, 23).
        Supplement = "supplement",
        /// 征求意见函 (Art. 23).
        Consultation = "consultation",
        /// 资格名单 (Art. 23).
        Qualification = "qualification",
        /// 评审任务书 (Art. 12, 24).
        Assignment = "assignment",
        /// 材料评审报告 (Art. 13, 24).
        MaterialReport = "material-report",
        /// 现场评审名单 (Art. 24).
        VisitList = "visit-list",
        /// 现场评审工作计划 (Art. 13).
        VisitPlan = "visit-plan",
        /// 现场评审报告 (Art. 13, 25).
        SiteReport = "site-report",
        /// 反馈报告.
        Feedback = "feedback",
        /// 得分汇总与排序表 (Art. 26).
        Ranking = "ranking",
        /// 会议纪要 (Art. 26).
        Minutes = "minutes",
        /// 公示稿 (Art. 27).
        PublicNotice = "public-notice",
        /// 请示稿 (Art. 28).
        Request = "request",
        /// 获奖名册 (Art. 34, 35).
        Register = "register",
    }
    /// What an announcement calls itself (ours: 通知; the regulation does not say).
    AnnouncementWord {
        /// 通知.
        Circular = "circular",
        /// 公告.
        Proclamation = "proclamation",
        /// 通告.
        Notice = "notice",
    }
}

impl PaperName {
    /// Every paper, in the order of the award.
    pub const ALL: [Self; 16] = [
        Self::Announcement,
        Self::Receipt,
        Self::Supplement,
        Self::Consultation,
        Self::Qualification,
        Self::Assignment,
        Self::MaterialReport,
        Self::VisitList,
        Self::VisitPlan,
        Self::SiteReport,
        Self::Feedback,
        Self::Ranking,
        Self::Minutes,
        Self::PublicNotice,
        Self::Request,
        Self::Register,
    ];
}

/// A label with its value; without one it is filled in by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The label.
    pub label: String,
    /// The value; nothing is a blank.
    pub value: Option<String>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// Whether it holds numbers, which stand at the right edge.
    pub numeric: bool,
}

/// A piece of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A numbered heading, or an item: 一、 at level 1, （一） at level 2, 1. at level 3.
    Heading {
        /// The level, from 1.
        level: u8,
        /// Its number among those of its level, from 1; nothing where the words have one of their own.
        number: Option<u32>,
        /// The words.
        text: String,
    },
    /// A paragraph.
    Paragraph(String),
    /// Labels with values.
    Fields(Vec<Field>),
    /// Points under a label, each one its own.
    Points {
        /// What they are.
        label: String,
        /// The points.
        items: Vec<String>,
    },
    /// A table; a cell without a text is a blank.
    Table {
        /// The columns.
        columns: Vec<Column>,
        /// The rows, each with a cell a column.
        rows: Vec<Vec<Option<String>>>,
    },
    /// Who signs by hand, each with room for a signature and a day.
    Signatures(Vec<String>),
}

/// An attachment that goes with the paper, on a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annex {
    /// Its number among the attachments, from 1.
    pub number: u32,
    /// The title, as the list of attachments names it.
    pub title: String,
    /// What stands in it.
    pub body: Vec<Block>,
}

/// The organ and the day below the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The organ; nothing where it is filled in by hand.
    pub organ: Option<String>,
    /// Whether it is sealed; a seal is never drawn.
    pub sealed: bool,
    /// The day of signature; nothing is a blank.
    pub day: Option<Day>,
}

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Which one.
    pub name: PaperName,
    /// The language of its words.
    pub lang: Lang,
    /// What stands above the title: 发文字号, 签发人, 编号.
    pub head: Vec<Field>,
    /// The title.
    pub title: String,
    /// The line that numbers carry while they are not official.
    pub mark: Option<String>,
    /// Whom it is for.
    pub addressee: Option<String>,
    /// The text.
    pub body: Vec<Block>,
    /// The names of the attachments (附件说明), in their order.
    pub attachments: Vec<String>,
    /// The organ and the day.
    pub signature: Option<Signature>,
    /// 附注: what stands in brackets below the day.
    pub remark: Option<String>,
    /// Whom to ask; 附注 too.
    pub contact: Vec<Field>,
    /// Attachments that are part of this paper.
    pub annexes: Vec<Annex>,
    /// For the office, and no part of what is handed on: what we assume, and what the paper rests on.
    pub notes: Vec<String>,
}

/// A paper while it is written: numbers headings by itself.
pub(super) struct Writing {
    paper: Paper,
    numbers: [u32; 3],
    /// The attachment that is being written; nothing in the text itself.
    annex: Option<Annex>,
}

impl Writing {
    pub(super) fn new(name: PaperName, title: String, lang: Lang) -> Self {
        Self {
            paper: Paper {
                name,
                lang,
                head: Vec::new(),
                title,
                mark: None,
                addressee: None,
                body: Vec::new(),
                attachments: Vec::new(),
                signature: None,
                remark: None,
                contact: Vec::new(),
                annexes: Vec::new(),
                notes: Vec::new(),
            },
            numbers: [0; 3],
            annex: None,
        }
    }

    pub(super) fn head(&mut self, label: &str, value: Option<String>) {
        self.paper.head.push(field(label, value));
    }

    pub(super) fn mark(&mut self, mark: Option<&str>) {
        self.paper.mark = mark.map(str::to_owned);
    }

    pub(super) fn to(&mut self, addressee: impl Into<String>) {
        self.paper.addressee = Some(addressee.into());
    }

    fn push(&mut self, block: Block) {
        match &mut self.annex {
            Some(annex) => annex.body.push(block),
            None => self.paper.body.push(block),
        }
    }

    /// A heading, or an item of a list: the numbers below its level begin anew.
    pub(super) fn heading(&mut self, level: u8, text: impl Into<String>) {
        let mut number = 0;
        for (at, count) in (1..).zip(&mut self.numbers) {
            if at == level {
                *count += 1;
                number = *count;
            } else if at > level {
                *count = 0;
            }
        }
        let text = text.into();
        let number = Some(number);
        self.push(Block::Heading { level, number, text });
    }

    /// A heading that has a number of its own, such as the code of a clause.
    pub(super) fn titled(&mut self, level: u8, text: impl Into<String>) {
        let text = text.into();
        self.push(Block::Heading {
            level,
            number: None,
            text,
        });
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.push(Block::Paragraph(text.into()));
    }

    /// Says something behind the text, whatever attachment is being written; signatures stay below it.
    pub(super) fn say_before_signatures(&mut self, text: String) {
        let body = &mut self.paper.body;
        let signed = matches!(body.last(), Some(Block::Signatures(_)));
        let signatures = signed.then(|| body.pop()).flatten();
        body.push(Block::Paragraph(text));
        body.extend(signatures);
    }

    /// Words that people wrote: a paragraph a line, each with a full stop, and nothing of blank ones.
    pub(super) fn quote(&mut self, text: &str) {
        let stop = match self.paper.lang {
            Lang::Zh => '。',
            Lang::En => '.',
        };
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let ends = line.ends_with(|last: char| "。！？；：….!?;:".contains(last));
            let behind = (!ends).then_some(stop);
            self.say(line.chars().chain(behind).collect::<String>());
        }
    }

    pub(super) fn fields<const N: usize>(&mut self, fields: [(&str, Option<String>); N]) {
        let fields = fields.into_iter().map(|(label, value)| field(label, value));
        self.push(Block::Fields(fields.collect()));
    }

    pub(super) fn points(&mut self, label: &str, items: Vec<String>) {
        if !items.is_empty() {
            let label = label.to_owned();
            self.push(Block::Points { label, items });
        }
    }

    /// A table; a heading with `#` before it is one of numbers.
    pub(super) fn table(&mut self, headings: &[&str], rows: Vec<Vec<Option<String>>>) {
        let columns = headings.iter().map(|heading| Column {
            heading: heading.trim_start_matches('#').to_owned(),
            numeric: heading.starts_with('#'),
        });
        let columns = columns.collect();
        self.push(Block::Table { columns, rows });
    }

    pub(super) fn signatures(&mut self, who: Vec<String>) {
        self.push(Block::Signatures(who));
    }

    /// Names an attachment that is a paper of its own.
    pub(super) fn attach(&mut self, title: impl Into<String>) {
        self.paper.attachments.push(title.into());
    }

    /// Begins an attachment that is part of this paper; the text itself is done with it.
    pub(super) fn annex(&mut self, title: impl Into<String>) {
        self.close_annex();
        let title = title.into();
        self.paper.attachments.push(title.clone());
        self.annex = Some(Annex {
            number: u32::try_from(self.paper.attachments.len()).unwrap_or(u32::MAX),
            title,
            body: Vec::new(),
        });
        self.numbers = [0; 3];
    }

    fn close_annex(&mut self) {
        self.paper.annexes.extend(self.annex.take());
    }

    pub(super) fn signed(&mut self, organ: Option<String>, sealed: bool, day: Option<Day>) {
        self.paper.signature = Some(Signature { organ, sealed, day });
    }

    pub(super) fn remark(&mut self, text: &str) {
        self.paper.remark = Some(text.to_owned());
    }

    /// Room for whom to ask.
    pub(super) fn contact(&mut self, labels: [&str; 2]) {
        self.paper.contact = labels.map(|label| field(label, None)).into();
    }

    pub(super) fn note(&mut self, text: impl Into<String>) {
        self.paper.notes.push(text.into());
    }

    pub(super) fn done(mut self) -> Paper {
        self.close_annex();
        self.paper
    }
}

fn field(label: &str, value: Option<String>) -> Field {
    let label = label.to_owned();
    Field { label, value }
}
