//! Where a problem is: a row of a table, a clause of a rubric, a member of a file.

use crate::foundations::Code;

/// A place in an input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The input as a whole.
    File,
    /// A member of a JSON file, as a path: `payload.methods[0].bands`.
    Member(String),
    /// The head of a table.
    Header(Column),
    /// A row of a table, counted as a spreadsheet does: the header is row 1.
    Row(usize, Option<Column>),
    /// The rubric's own head: identity, total, rounding.
    Rubric,
    /// A part or clause of the rubric, by position for those that have no code yet.
    Untitled(usize),
    /// A part or clause.
    Clause(Code),
    /// A method, by id.
    Method(String),
    /// A band or component of a method, by ids.
    MethodItem(String, String),
    /// The applicant of an application or scoresheet.
    Applicant,
    /// The assessor of a scoresheet.
    Assessor,
    /// The overall judgement.
    Overall,
    /// What a scoresheet says of itself as a correction of an earlier one.
    Correction,
    /// The evidence register of an application.
    Evidence,
    /// One of several files, by the name it came under.
    Named(String),
}

/// A column of a table that people fill in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 编号
    Code,
    /// 名称
    Name,
    /// 类别
    Kind,
    /// 分值
    Points,
    /// 方法
    Method,
    /// 要求
    Requirement,
    /// 看点
    LookAt,
    /// 百分比
    Percent,
    /// A component of a method, by the heading it stands under.
    Component(String),
    /// A column this kind of table does not know.
    Other(String),
}
