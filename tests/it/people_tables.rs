//! Pools of experts and registers of awards out of tables, as offices keep them: what is read, and what is refused
//! with its row and column.

use scoring::cycle::{CycleFault, Pool, Register, TieGround};
use scoring::foundations::OrganisationId;
use scoring::problem::{Column, Place, Problem, Problems, Severity};
use scoring::table::{TableFault, read_pool, read_register};

use crate::support::day;

fn at(row: usize, column: &str) -> Place {
    Place::Row(row, Some(Column::Other(column.to_owned())))
}

fn pool(text: &str) -> (Pool, Problems<TableFault>) {
    read_pool(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
}

fn register(text: &str) -> (Register, Problems<TableFault>) {
    read_register(text).unwrap_or_else(|problems| panic!("{text}: {problems:?}"))
}

fn of(text: &str) -> Option<OrganisationId> {
    OrganisationId::parse(text)
}

/// SPEC T32
#[test]
fn a_pool_as_an_office_keeps_it() {
    let text = "评审员专家库,,,,,,,,\n序号,姓名,工作单位,信用代码,专业,回避单位,回避事由,截止日期,备注\n\
        1,示例甲,示例大学,,医疗卫生、公共管理,示例区人民医院；本地:示例区图书馆,顾问；近亲属,2025/6/30；,\n\
        2,示例乙,示例学院,９１３５０１００ｍ０００１００ｙ４３,教育,,,,\n合计,2,,,,,,,\n";
    let (pool, told) = pool(text);
    let experts: Vec<_> = pool.experts().collect();
    assert_eq!(experts.len(), 2);
    assert_eq!(
        (experts[0].id.as_str(), experts[0].name.as_str()),
        ("E001", "示例甲")
    );
    assert_eq!(experts[0].employer, of("本地:示例大学"));
    assert_eq!(experts[0].trades, ["医疗卫生", "公共管理"]);
    let ties: Vec<_> = experts[0]
        .ties
        .iter()
        .map(|tie| (Some(tie.organisation.clone()), tie.ground, tie.until))
        .collect();
    assert_eq!(
        ties,
        [
            (
                of("本地:示例区人民医院"),
                TieGround::Adviser,
                Some(day("2025-06-30"))
            ),
            (of("本地:示例区图书馆"), TieGround::Relative, None)
        ]
    );
    assert_eq!(experts[1].employer, of("91350100M000100Y43"));
    // The title, the unknown column and the row of sums are reported, and nothing else.
    assert!(told.iter().all(|problem| problem.severity == Severity::Warning));
    assert_eq!(told.iter().count(), 3, "{told:?}");
    // With ids of its own, and in English.
    let (pool, _) = self::pool("ID,Name,Employer,Trades\nX-7,示例甲,示例大学,education\n");
    assert_eq!(pool.experts().next().map(|one| one.id.as_str()), Some("X-7"));
}

/// SPEC T37
#[test]
fn signatures_below_a_pool_are_no_experts_and_duties_in_it_are() {
    let text = "职务,姓名,工作单位,序号\n负责人,示例甲,示例大学,1\n审核,示例乙,示例学院,2\n\
        制表人：示例丙,审核人：示例丁,2026年3月1日,\n备注,,,\n";
    let (pool, told) = pool(text);
    let names: Vec<&str> = pool.experts().map(|expert| expert.name.as_str()).collect();
    assert_eq!(names, ["示例甲", "示例乙"]);
    let is_beside = |problem: &&Problem<TableFault>| matches!(problem.fault, TableFault::BesideTable { .. });
    let rows: Vec<Place> = told
        .iter()
        .filter(is_beside)
        .map(|problem| problem.place.clone())
        .collect();
    assert_eq!(rows, [Place::Row(4, None), Place::Row(5, None)]);
}

/// SPEC T33
#[test]
fn a_register_as_an_office_keeps_it() {
    let text = "证书编号,获奖单位,统一社会信用代码,届次,年度,审定日期,撤销日期\n\
        示例2016-1,示例区人民医院,91350100M000100Y43,第一届,2016年,2016年9月1日,\n\
        示例2018-1,示例区图书馆,,,2018年度,43344,20200101\n";
    let (register, told) = register(text);
    let awards = register.awards();
    assert_eq!((awards[0].cycle.as_str(), awards[0].year), ("第一届", 2_016));
    assert_eq!(awards[0].day, Some(day("2016-09-01")));
    assert_eq!(awards[1].organisation.as_str(), "本地:示例区图书馆");
    assert_eq!(
        (awards[1].cycle.as_str(), awards[1].day, awards[1].withdrawn),
        ("2018", Some(day("2018-09-01")), Some(day("2020-01-01")))
    );
    let facts: Vec<_> = told
        .iter()
        .map(|problem| (problem.place.clone(), problem.fault.clone()))
        .collect();
    assert_eq!(
        facts,
        [
            (
                at(3, "统一社会信用代码"),
                TableFault::LocalOrganisation {
                    name: "示例区图书馆".to_owned()
                }
            ),
            (
                at(3, "审定日期"),
                TableFault::SerialDay {
                    found: "43344".to_owned(),
                    meant: "2018-09-01".to_owned()
                }
            ),
        ]
    );
}

/// Cells that are refused, each with its row and column.
fn refused() -> Vec<(Place, TableFault, Problems<TableFault>)> {
    let text = |text: &str| text.to_owned();
    let pool = |row: &str| {
        read_pool(&format!(
            "编号,姓名,工作单位,统一社会信用代码,利害关系单位,利害关系,终止日期\nE1,示例甲,,,,,\n{row}\n"
        ))
        .expect_err(row)
    };
    let register = |row: &str| {
        read_register(&format!(
            "证书编号,获奖组织,获奖年度,审定日期,统一社会信用代码\nC1,示例甲,2016,,91350100M000100Y43\n{row}\n"
        ))
        .expect_err(row)
    };
    vec![
        (at(3, "姓名"), TableFault::EmptyCell, pool("E2,,,,,,")),
        (at(3, "编号"), TableFault::EmptyCell, pool(",示例乙,,,,,")),
        (
            at(3, "编号"),
            TableFault::DateForCode {
                found: text("1月1日"),
                meant: text(""),
            },
            pool("1月1日,示例乙,,,,,"),
        ),
        (
            at(3, "编号"),
            TableFault::BrokenId {
                found: text("1.20E+05"),
            },
            pool("1.20E+05,示例乙,,,,,"),
        ),
        (
            at(3, "证书编号"),
            TableFault::DateForCode {
                found: text("Jan-21"),
                meant: text(""),
            },
            register("Jan-21,示例乙,2021,,"),
        ),
        (
            at(3, "证书编号"),
            TableFault::BrokenId { found: text("#REF!") },
            register("#REF!,示例乙,2021,,"),
        ),
        (
            at(3, "编号"),
            TableFault::BadId { found: text("E  2") },
            pool("E  2,示例乙,,,,,"),
        ),
        (
            at(3, "编号"),
            TableFault::Cycle(CycleFault::IdTwice { id: text("E1") }),
            pool("E1,示例乙,,,,,"),
        ),
        (
            at(3, "统一社会信用代码"),
            TableFault::BadOrganisation {
                found: text("9.135E+17"),
            },
            pool("E2,示例乙,示例大学,9.135E+17,,,"),
        ),
        (
            at(3, "利害关系单位"),
            TableFault::TiesDiffer,
            pool("E2,示例乙,,,甲院；乙院,顾问,"),
        ),
        (
            at(3, "利害关系"),
            TableFault::UnknownGround {
                found: text("同学")
            },
            pool("E2,示例乙,,,甲院,同学,"),
        ),
        (
            at(3, "终止日期"),
            TableFault::BadDay {
                found: text("去年")
            },
            pool("E2,示例乙,,,甲院,顾问,去年"),
        ),
        (
            at(3, "审定日期"),
            TableFault::BadDay {
                found: text("1.6.2021"),
            },
            register("C2,示例乙,2021,1.6.2021,"),
        ),
        (
            at(3, "审定日期"),
            TableFault::BadDay {
                found: text("2021-02-30"),
            },
            register("C2,示例乙,2021,2021-02-30,"),
        ),
        (
            at(3, "获奖年度"),
            TableFault::BadYear {
                found: text("二一年"),
            },
            register("C2,示例乙,二一年,,"),
        ),
        (
            at(3, "证书编号"),
            TableFault::Cycle(CycleFault::IdTwice { id: text("ｃ１") }),
            register("ｃ１,示例乙,2021,,91350100M000100Y43"),
        ),
    ]
}

/// SPEC T32, T33
#[test]
fn cells_that_are_refused() {
    for (place, fault, problems) in refused() {
        let told = |problem: &&scoring::problem::Problem<TableFault>| {
            problem.severity == Severity::Error && problem.place == place && problem.fault == fault
        };
        assert_eq!(
            problems.iter().filter(told).count(),
            1,
            "{place:?} {fault:?}: {problems:?}"
        );
    }
    // A check digit that does not fit is asked about at its row, and refuses nothing.
    let (_, told) =
        register("证书编号,获奖组织,获奖年度,统一社会信用代码\nC1,示例甲,2016,91350100M000100Y42\n");
    let asked = told
        .iter()
        .map(|problem| problem.place.clone())
        .collect::<Vec<_>>();
    assert_eq!(asked, [at(2, "统一社会信用代码")]);
}

/// SPEC T32, T33
#[test]
fn ids_that_a_table_does_not_say() {
    let told = |problems: &Problems<TableFault>| -> Vec<_> {
        problems
            .iter()
            .map(|problem| (problem.place.clone(), problem.fault.clone()))
            .collect()
    };
    let ids = |pool: &Pool| -> Vec<String> { pool.experts().map(|one| one.id.to_string()).collect() };
    // Neither ids nor numbers: the rows are numbered, which is said once.
    let (numbered, problems) = pool("姓名,行业\n示例甲,教育\n示例乙,交通\n");
    assert_eq!(ids(&numbered), ["E001", "E002"]);
    let [first, last] = ["E001", "E002"].map(str::to_owned);
    let by_row = TableFault::IdsByRow { first, last };
    let header = Place::Header(Column::Other("编号".to_owned()));
    assert_eq!(told(&problems), [(header, by_row)]);
    // Running numbers as people write them.
    let (numbered, problems) = pool("序号,姓名\n一,示例甲\n２,示例乙\n");
    assert_eq!(
        (ids(&numbered), told(&problems).len()),
        (ids_of(["E001", "E002"]), 0)
    );
    let refused = read_pool("序号,姓名\n甲,示例甲\n,示例乙\n").expect_err("no numbers");
    let found = "甲".to_owned();
    assert_eq!(
        told(&refused),
        [
            (at(2, "序号"), TableFault::BadId { found }),
            (at(3, "序号"), TableFault::EmptyCell)
        ]
    );
    // An id may be a number that is also a day; it is asked about.
    let (numbered, problems) = pool("编号,姓名\n46023,示例甲\n");
    assert_eq!(ids(&numbered), ["46023"]);
    let [found, meant] = ["46023", "1-1"].map(str::to_owned);
    assert_eq!(
        told(&problems),
        [(at(2, "编号"), TableFault::SerialForId { found, meant })]
    );
}

fn ids_of(ids: [&str; 2]) -> Vec<String> {
    ids.map(str::to_owned).to_vec()
}

/// One of every fault of these tables, for the list of all.
pub(crate) fn faults_met() -> Vec<TableFault> {
    let told = refused().into_iter().flat_map(|(.., problems)| problems);
    let warned = read_register("证书编号,获奖组织,获奖年度,审定日期\nC1,示例甲,2016,43344\n")
        .expect("read")
        .1;
    let by_row = read_pool("姓名\n示例甲\n").expect("read").1;
    let serial = read_pool("编号,姓名\n46023,示例甲\n").expect("read").1;
    let warned = warned.into_iter().chain(by_row).chain(serial);
    told.chain(warned).map(|problem| problem.fault).collect()
}
