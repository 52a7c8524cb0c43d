//! The pool of experts and the register of awards out of tables, as offices keep them.

use crate::cycle::{Award, CycleFault, Expert, Pool, Register, Tie, TieGround};
use crate::foundations::{Day, Id, OrganisationId, Word as _};
use crate::problem::{Column, Place, Problem, Problems};
use crate::table::TableFault;
use crate::table::cell;
use crate::table::grid::Grid;
use crate::table::headings::Known;
use crate::table::other::TableKind;
use crate::table::records::Row;
use crate::table::totals::Total;

/// What separates several things in a cell.
const BETWEEN: [char; 6] = ['\u{FF1B}', ';', '\u{3001}', '\u{FF0C}', ',', '\n'];

/// The grounds of ties as people write them; the words of files are taken too.
const GROUNDS: [(&str, TieGround); 16] = [
    ("任职", TieGround::Employed),
    ("曾任职", TieGround::Employed),
    ("董事", TieGround::Director),
    ("控股", TieGround::Director),
    ("顾问", TieGround::Adviser),
    ("辅导", TieGround::Adviser),
    ("诉讼", TieGround::Dispute),
    ("纠纷", TieGround::Dispute),
    ("经济利益", TieGround::Interest),
    ("利益", TieGround::Interest),
    ("近亲属", TieGround::Relative),
    ("亲属", TieGround::Relative),
    ("供应商", TieGround::Business),
    ("客户", TieGround::Business),
    ("竞争", TieGround::Business),
    ("业务往来", TieGround::Business),
];

fn other(name: &str) -> Column {
    Column::Other(name.to_owned())
}

/// A column of these tables: the usual heading first.
fn known(names: &[&str], needed: bool) -> Known {
    let name = names.first().copied().unwrap_or_default();
    Known::new(other(name), names, needed)
}

const ID: &str = "编号";
const NUMBER: &str = "序号";
const PERSON: &str = "姓名";
const EMPLOYER: &str = "工作单位";
const CODE: &str = "统一社会信用代码";
const TRADES: &str = "行业";
const TIES: &str = "利害关系单位";
const GROUND: &str = "利害关系";
const UNTIL: &str = "终止日期";

/// Reads a pool of experts from a CSV text. Without ids the running numbers become ids, `E001`; without either the rows
/// are numbered, which is reported.
///
/// # Errors
/// All problems, with row and column, if any of them is an error.
pub fn read_pool(text: &str) -> Result<(Pool, Problems<TableFault>), Problems<TableFault>> {
    let mut problems = Problems::new();
    let layout = [
        known(&[ID, "专家编号", "评审员编号", "ID", "Code"], false),
        known(&[NUMBER, "No"], false),
        known(&[PERSON, "专家姓名", "评审员", "Name"], true),
        known(&[EMPLOYER, "所在单位", "单位", "单位名称", "Employer"], false),
        known(&[CODE, "信用代码", "单位代码", "单位信用代码"], false),
        known(
            &[
                TRADES,
                "专业",
                "专业领域",
                "行业领域",
                "从事行业",
                "Trade",
                "Trades",
            ],
            false,
        ),
        known(&[TIES, "回避单位", "利害关系组织"], false),
        known(&[GROUND, "回避事由", "关系"], false),
        known(&[UNTIL, "截止日期", "关系终止日期"], false),
    ];
    let Some(grid) = Grid::read(text, (TableKind::Pool, &layout), &mut problems) else {
        return Err(problems);
    };
    leave_out_totals(&grid, &mut problems);
    let mut reader = Reader {
        grid: &grid,
        problems,
    };
    let mut experts = Vec::new();
    let mut rows = Vec::new();
    let has_ids = [ID, NUMBER].iter().any(|column| grid.has(&other(column)));
    if !has_ids {
        let [first, last] = [1, grid.rows.len()].map(by_number);
        reader
            .problems
            .warn(Place::Header(other(ID)), TableFault::IdsByRow { first, last });
    }
    for (at, row) in grid.rows.iter().enumerate() {
        let number = (!has_ids).then_some(at + 1);
        if let Some(expert) = reader.expert(row, number) {
            experts.push(expert);
            rows.push(row.number);
        }
    }
    checked(Pool::check(experts), &rows, "experts", CODE, ID, reader.problems)
}

const CERTIFICATE: &str = "证书编号";
const HOLDER: &str = "获奖组织";
const CYCLE: &str = "届";
const YEAR: &str = "获奖年度";
const DECIDED: &str = "审定日期";
const WITHDRAWN: &str = "撤销日期";

/// Reads a register of awards from a CSV text. A holder without a code gets its name as a local id, which is reported.
///
/// # Errors
/// All problems, with row and column, if any of them is an error.
pub fn read_register(text: &str) -> Result<(Register, Problems<TableFault>), Problems<TableFault>> {
    let mut problems = Problems::new();
    let layout = [
        known(&[CERTIFICATE, "证书号", "Certificate"], true),
        known(
            &[
                HOLDER,
                "获奖单位",
                "组织名称",
                "单位名称",
                "单位",
                "Holder",
                "Name",
            ],
            true,
        ),
        known(&[CODE, "信用代码", "单位代码"], false),
        known(&[CYCLE, "届次", "届别", "Cycle"], false),
        known(&[YEAR, "年度", "年份", "Year"], true),
        known(
            &[DECIDED, "决定日期", "获奖日期", "表彰日期", "批准日期", "Date"],
            false,
        ),
        known(&[WITHDRAWN, "撤销决定日期", "撤奖日期", "Withdrawn"], false),
        known(&[NUMBER, "No"], false),
    ];
    let Some(grid) = Grid::read(text, (TableKind::Register, &layout), &mut problems) else {
        return Err(problems);
    };
    leave_out_totals(&grid, &mut problems);
    let mut reader = Reader {
        grid: &grid,
        problems,
    };
    let mut awards = Vec::new();
    let mut rows = Vec::new();
    for row in &grid.rows {
        if let Some(award) = reader.award(row) {
            awards.push(award);
            rows.push(row.number);
        }
    }
    checked(
        Register::check(awards),
        &rows,
        "awards",
        CODE,
        CERTIFICATE,
        reader.problems,
    )
}

fn leave_out_totals(grid: &Grid, problems: &mut Problems<TableFault>) {
    for Total { row, label } in &grid.totals {
        let label = label.clone();
        problems.warn(Place::Row(row.number, None), TableFault::TotalLeftOut { label });
    }
}

/// A list with its own rules held, its problems at the rows that they come from.
fn checked<T>(
    checked: Result<(T, Problems<CycleFault>), Problems<CycleFault>>,
    rows: &[usize],
    list: &str,
    of_code: &str,
    of_id: &str,
    mut problems: Problems<TableFault>,
) -> Result<(T, Problems<TableFault>), Problems<TableFault>> {
    let (value, found) = match checked {
        Ok((value, warnings)) => (Some(value), warnings),
        Err(problems) => (None, problems),
    };
    for Problem {
        place,
        severity,
        fault,
    } in found
    {
        let row = match &place {
            Place::Member(path) => {
                let index = path
                    .strip_prefix(list)
                    .and_then(|rest| rest.get(1..rest.len() - 1));
                index.and_then(|index| rows.get(index.parse::<usize>().ok()?))
            }
            _ => None,
        };
        let column = match &fault {
            CycleFault::CheckDigit { .. } => Some(other(of_code)),
            CycleFault::IdTwice { .. } => Some(other(of_id)),
            _ => None,
        };
        problems.push(Problem {
            place: row.map_or(place, |row| Place::Row(*row, column)),
            severity,
            fault: fault.into(),
        });
    }
    match value {
        Some(value) => problems.unless_errors(value),
        None => Err(problems),
    }
}

/// Rows read one after the other; what is wrong in one is noted, and the next is read.
struct Reader<'g> {
    grid: &'g Grid,
    problems: Problems<TableFault>,
}

impl Reader<'_> {
    fn text(&self, row: &Row, column: &str) -> String {
        cell::seen(self.grid.cell(row, &other(column))).trim().to_owned()
    }

    fn told(&mut self, row: &Row, column: &str, fault: TableFault) {
        let place = Place::Row(row.number, Some(other(column)));
        self.problems.error(place, fault);
    }

    fn needed(&mut self, row: &Row, column: &str) -> Option<String> {
        let text = self.text(row, column);
        if text.is_empty() {
            self.told(row, column, TableFault::EmptyCell);
            return None;
        }
        Some(text)
    }

    /// Reports what a spreadsheet made of an id; whether it may be the id all the same.
    fn is_as_typed(&mut self, row: &Row, column: &str, text: &str) -> bool {
        let Some((fault, may_be)) = cell::id_changed(text) else {
            return true;
        };
        if may_be {
            let place = Place::Row(row.number, Some(other(column)));
            self.problems.warn(place, fault);
        } else {
            self.told(row, column, fault);
        }
        may_be
    }

    fn id(&mut self, row: &Row, column: &str, text: &str) -> Option<Id> {
        if !self.is_as_typed(row, column, text) {
            return None;
        }
        let id = Id::parse(text);
        if id.is_none() {
            let found = text.to_owned();
            self.told(row, column, TableFault::BadId { found });
        }
        id
    }

    fn day(&mut self, row: &Row, column: &str, typed: &str) -> Result<Option<Day>, ()> {
        match cell::day(typed) {
            Ok(None) => Ok(None),
            Ok(Some((day, false))) => Ok(Some(day)),
            Ok(Some((day, true))) => {
                let (found, meant) = (typed.to_owned(), day.to_string());
                let place = Place::Row(row.number, Some(other(column)));
                self.problems.warn(place, TableFault::SerialDay { found, meant });
                Ok(Some(day))
            }
            Err(fault) => {
                self.told(row, column, fault);
                Err(())
            }
        }
    }

    /// The organisation with this code, else the one that has its name as a local id.
    fn organisation(
        &mut self,
        row: &Row,
        (column, code): (&str, &str),
        name: &str,
    ) -> Result<Option<OrganisationId>, ()> {
        if code.is_empty() {
            return Ok(local(name));
        }
        match OrganisationId::parse(code) {
            Some(id) => Ok(Some(id)),
            None => {
                let found = code.to_owned();
                self.told(row, column, TableFault::BadOrganisation { found });
                Err(())
            }
        }
    }

    /// `number` is the expert's where the table has neither ids nor running numbers.
    fn expert(&mut self, row: &Row, number: Option<usize>) -> Option<Expert> {
        let name = self.needed(row, PERSON);
        let typed = self.text(row, ID);
        let number = number.or_else(|| {
            let number = cell::plain(&self.text(row, NUMBER));
            let number = cell::numerals(&number).unwrap_or(number);
            number.parse().ok()
        });
        let id = match (typed.is_empty(), number) {
            (false, _) => self.id(row, ID, &typed),
            (true, Some(number)) => Id::parse(&by_number(number)),
            (true, None) => {
                let column = if self.grid.has(&other(ID)) { ID } else { NUMBER };
                let found = self.text(row, column);
                let fault = if found.is_empty() {
                    TableFault::EmptyCell
                } else {
                    TableFault::BadId { found }
                };
                self.told(row, column, fault);
                None
            }
        };
        let (employer, code) = (self.text(row, EMPLOYER), self.text(row, CODE));
        let employer = self.organisation(row, (CODE, &code), &employer);
        let trades = parts(&self.text(row, TRADES));
        let ties = self.ties(row);
        Some(Expert {
            id: id?,
            name: name?,
            employer: employer.ok()?,
            trades,
            ties: ties?,
        })
    }

    /// Several organisations in one cell have as many grounds beside them, and as many days or none.
    fn ties(&mut self, row: &Row) -> Option<Vec<Tie>> {
        let organisations = parts(&self.text(row, TIES));
        let grounds = parts(&self.text(row, GROUND));
        let days: Vec<String> = self
            .text(row, UNTIL)
            .split(BETWEEN)
            .map(|day| day.trim().to_owned())
            .collect();
        let has_days = days.iter().any(|day| !day.is_empty());
        if organisations.len() != grounds.len() || (has_days && days.len() != organisations.len()) {
            self.told(row, TIES, TableFault::TiesDiffer);
            return None;
        }
        let mut ties = Vec::new();
        let mut is_sound = true;
        for (at, (name, ground)) in organisations.iter().zip(&grounds).enumerate() {
            let organisation = OrganisationId::parse(name).or_else(|| local(name));
            let known = GROUNDS
                .iter()
                .find(|(word, _)| word == ground)
                .map(|(_, ground)| *ground);
            let known = known.or_else(|| TieGround::parse(ground));
            if known.is_none() {
                let found = ground.clone();
                self.told(row, GROUND, TableFault::UnknownGround { found });
            }
            let until = match days.get(at).filter(|_| has_days) {
                Some(day) => self.day(row, UNTIL, day),
                None => Ok(None),
            };
            match (organisation, known, until) {
                (Some(organisation), Some(ground), Ok(until)) => ties.push(Tie {
                    organisation,
                    ground,
                    until,
                }),
                _ => is_sound = false,
            }
        }
        is_sound.then_some(ties)
    }

    fn award(&mut self, row: &Row) -> Option<Award> {
        let certificate = self.needed(row, CERTIFICATE);
        let certificate = certificate.filter(|text| self.is_as_typed(row, CERTIFICATE, text));
        let name = self.needed(row, HOLDER);
        let year = self.needed(row, YEAR).and_then(|typed| self.year(row, &typed));
        let code = self.text(row, CODE);
        let organisation = self.organisation(row, (CODE, &code), name.as_deref().unwrap_or_default());
        if let Ok(Some(local)) = &organisation
            && local.is_local()
            && code.is_empty()
        {
            let name = name.clone().unwrap_or_default();
            let place = Place::Row(row.number, Some(other(CODE)));
            self.problems.warn(place, TableFault::LocalOrganisation { name });
        }
        let typed = self.text(row, CYCLE);
        let cycle = match (typed.is_empty(), year) {
            (true, Some(year)) => Id::parse(&year.to_string()),
            (true, None) => None,
            (false, _) => self.id(row, CYCLE, &typed),
        };
        let decided = self.text(row, DECIDED);
        let day = self.day(row, DECIDED, &decided);
        let taken = self.text(row, WITHDRAWN);
        let withdrawn = self.day(row, WITHDRAWN, &taken);
        Some(Award {
            certificate: certificate?,
            organisation: organisation.ok()??,
            name: name?,
            cycle: cycle?,
            year: year?,
            day: day.ok()?,
            withdrawn: withdrawn.ok()?,
        })
    }

    fn year(&mut self, row: &Row, typed: &str) -> Option<u16> {
        let plain = cell::plain(typed);
        let bare = plain.trim_end_matches("年度").trim_end_matches('年').trim();
        let year = bare.parse().ok().filter(|year| (1_900..=9_999).contains(year));
        if year.is_none() {
            let found = typed.to_owned();
            self.told(row, YEAR, TableFault::BadYear { found });
        }
        year
    }
}

/// The id of an expert of whom only a number is known.
fn by_number(number: usize) -> String {
    format!("E{number:03}")
}

fn local(name: &str) -> Option<OrganisationId> {
    OrganisationId::parse(&format!("本地:{name}"))
}

/// The things in a cell.
fn parts(text: &str) -> Vec<String> {
    let parts = text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}
