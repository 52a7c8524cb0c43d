//! The invented cycle computed anew from the JSON of its files: receipt, conditions, qualification, totals, ranks,
//! candidates, votes and awards, with days as texts and whole numbers, and nothing of the engine.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use scoring::docket::standing;
use scoring::figures::standing_json;
use scoring::files::{Content, open};
use serde_json::{Value as Json, json};

use super::demonstration::{SIZE, made};
use super::files_of;

/// A day as its text: texts of days stand in the order of days.
fn plus_years(day: &str, years: u32) -> String {
    let year: u32 = day[..4].parse().expect("a year");
    let year = year + years;
    let leaps = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let rest = match &day[5..] {
        "02-29" if !leaps => "02-28",
        rest => rest,
    };
    format!("{year:04}-{rest}")
}

/// The day in China on which something came: what is written with a time is eight hours later there.
fn day_received(received: &str) -> String {
    let Some((day, time)) = received.split_once('T') else {
        return received.to_owned();
    };
    if time[..2].parse::<u32>().expect("an hour") < 16 {
        return day.to_owned();
    }
    let number: u32 = day[8..].parse().expect("a day");
    let longest = match &day[5..7] {
        "02" => 28,
        "04" | "06" | "09" | "11" => 30,
        _ => 31,
    };
    let month: u32 = day[5..7].parse().expect("a month");
    if number < longest {
        format!("{}-{:02}", &day[..7], number + 1)
    } else {
        format!("{}-{:02}-01", &day[..4], month + 1)
    }
}

fn text(json: &Json) -> String {
    json.as_str().expect("a text").to_owned()
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}

fn has_words(json: &Json) -> bool {
    json.as_str().is_some_and(|words| !words.trim().is_empty())
}

/// A cycle as its folder holds it.
struct Folder {
    /// Payloads by their fingerprints, with their kinds.
    files: BTreeMap<String, (String, Json)>,
    /// The entries that are not taken back.
    entries: Vec<Json>,
    record: Json,
    points: BTreeMap<String, i64>,
}

impl Folder {
    fn of(texts: &BTreeMap<String, String>) -> Self {
        let mut files = BTreeMap::new();
        let mut entries = Vec::new();
        for (name, written) in texts {
            let file: Json = serde_json::from_str(written).expect("JSON");
            let payload = file["payload"].clone();
            if name == "docket.json" {
                entries = list(&payload["entries"]).to_vec();
            } else {
                files.insert(text(&file["fingerprint"]), (text(&file["kind"]), payload));
            }
        }
        let undone: BTreeSet<u64> = entries
            .iter()
            .filter(|entry| entry["kind"] == "undone")
            .flat_map(|entry| [entry["seq"].as_u64(), entry["data"]["seq"].as_u64()])
            .flatten()
            .collect();
        entries.retain(|entry| !undone.contains(&entry["seq"].as_u64().expect("a number")));
        let opened = entries[0]["data"].clone();
        let record = files[&text(&opened["cycle"]["file"])].1.clone();
        let mut points = BTreeMap::new();
        collect(&files[&text(&opened["rubric"]["file"])].1["parts"], &mut points);
        Self {
            files,
            entries,
            record,
            points,
        }
    }

    fn of_kind(&self, kind: &'static str) -> impl DoubleEndedIterator<Item = &Json> {
        self.entries
            .iter()
            .filter(move |entry| entry["kind"] == kind)
            .map(|entry| &entry["data"])
    }

    fn about<'f>(
        &'f self,
        kind: &'static str,
        application: &'f str,
    ) -> impl DoubleEndedIterator<Item = &'f Json> {
        self.of_kind(kind)
            .filter(move |data| data["application"] == application)
    }

    fn last_day(&self) -> String {
        text(&self.record["calendar"]["last_day"])
    }

    /// When a file came.
    fn received(&self, file: &str) -> String {
        let mut accepted = self.of_kind("file_accepted");
        let found = accepted
            .find(|data| data["file"]["file"] == file)
            .expect("accepted");
        day_received(&text(&found["received"]))
    }

    fn applications(&self) -> BTreeSet<String> {
        let identified = self
            .of_kind("identified")
            .filter(|data| data["organisation"].is_string());
        identified.map(|data| text(&data["application"])).collect()
    }

    /// The revision in force, with its file.
    fn in_force(&self, application: &str) -> Option<(u64, String)> {
        let mut revisions: Vec<(u64, String)> = self
            .about("identified", application)
            .filter(|data| data["organisation"].is_string())
            .map(|data| (data["revision"].as_u64().expect("a number"), text(&data["file"])))
            .collect();
        revisions.sort();
        let last = self.last_day();
        let by = |day: &str| {
            let mut found = revisions.iter().rev();
            found.find(|(_, file)| *self.received(file) <= *day).cloned()
        };
        let in_time = by(&last)?;
        match self.about("supplement_asked", application).next_back() {
            Some(asked) => by(&last.max(text(&asked["due"]))),
            None => Some(in_time),
        }
    }

    /// What the applicant says of Art. 15 and 16: typed from paper, or a file of its own.
    fn form(&self, application: &str) -> Option<Json> {
        self.in_force(application)?;
        let typed = self
            .about("identified", application)
            .find(|data| data["form"].is_object());
        let typed = typed.map(|data| data["form"].clone());
        let last = self.last_day();
        let mut files = self.files.iter();
        let file = files.find(|(print, (kind, payload))| {
            kind == "application_form"
                && payload["application"] == application
                && self.received(print) <= last
        });
        file.map(|(_, (_, payload))| payload.clone()).or(typed)
    }

    fn organisation(&self, application: &str) -> String {
        let mut identified = self.about("identified", application);
        let found = identified.find(|data| data["organisation"].is_string());
        text(&found.expect("identified")["organisation"])
    }

    fn awards(&self) -> &[Json] {
        let mut registers = self.files.values().filter(|(kind, _)| kind == "register");
        registers
            .next()
            .map_or(&[], |(_, payload)| list(&payload["awards"]))
    }

    /// Grounds by article and day, without those that no day decides.
    fn grounds(&self, application: &str) -> BTreeSet<(String, String)> {
        let last = self.last_day();
        let mut found = BTreeSet::new();
        let organisation = self.organisation(application);
        let revisions: Vec<String> = self
            .about("identified", application)
            .filter(|data| data["organisation"].is_string())
            .map(|data| text(&data["file"]))
            .collect();
        let counted = self.in_force(application).map(|(_, file)| file);
        let counted = counted.unwrap_or_else(|| revisions.last().expect("a file").clone());
        let received = self
            .received(&counted)
            .max(text(&self.record["calendar"]["first_day"]));
        for award in self
            .awards()
            .iter()
            .filter(|award| award["organisation"] == organisation.as_str())
        {
            let day = text(&award["day"]);
            if received <= plus_years(&day, 5) {
                found.insert(("6".to_owned(), day));
            }
        }
        let Some(form) = self.form(application) else {
            return found;
        };
        let since = text(&form["established"]).max(text(&form["operating_since"]));
        if last < plus_years(&since, 3) {
            found.insert(("15(1)".to_owned(), since));
        }
        for event in list(&form["events"]) {
            let day = text(&event["day"]);
            if plus_years(&day, 3) >= last {
                found.insert((text(&event["article"]), day));
            }
        }
        found
    }

    fn is_withdrawn(&self, application: &str) -> bool {
        self.about("application_withdrawn", application).next().is_some()
    }

    fn is_confirmed(&self, application: &str) -> bool {
        let mut decided = self.about("qualification_decided", application);
        decided
            .next_back()
            .is_some_and(|data| data["decision"] == "confirmed")
    }

    /// The members of the panel who are not recused for this application.
    fn panel(&self, application: &str) -> Vec<Json> {
        let mut formed = self.of_kind("panel_formed");
        let formed = formed.find(|data| list(&data["applications"]).contains(&json!(application)));
        let mut out: BTreeSet<String> = self
            .of_kind("conflict_handled")
            .filter(|data| list(&data["applications"]).contains(&json!(application)))
            .filter(|data| data["outcome"] == "recused")
            .map(|data| text(&data["expert"]))
            .collect();
        let declarations = self.files.values().filter(|(kind, _)| kind == "declaration");
        for (_, payload) in declarations {
            if list(&payload["conflicts"])
                .iter()
                .any(|one| one["application"] == application)
            {
                out.insert(text(&payload["expert"]));
            }
        }
        let members = formed.map_or(&[][..], |data| list(&data["members"]));
        members
            .iter()
            .filter(|member| !out.contains(&text(&member["expert"])))
            .cloned()
            .collect()
    }

    /// The sheets in force of an application and stage by expert.
    fn sheets(&self, application: &str, stage: &str) -> BTreeMap<String, String> {
        let mut found: BTreeMap<String, (u64, String)> = BTreeMap::new();
        for data in self
            .about("identified", application)
            .filter(|data| data["expert"].is_string())
        {
            let file = text(&data["file"]);
            let revision = data["revision"].as_u64().expect("a number");
            let later = found
                .get(&text(&data["expert"]))
                .is_none_or(|(before, _)| *before < revision);
            if self.files[&file].1["stage"] == stage && later {
                found.insert(text(&data["expert"]), (revision, file));
            }
        }
        found
            .into_iter()
            .map(|(expert, (_, file))| (expert, file))
            .collect()
    }

    fn report(&self, application: &str, stage: &str) -> Option<(String, &Json)> {
        let reports = self.files.iter().filter(|(_, (kind, payload))| {
            kind == "panel_report" && payload["application"] == application && payload["stage"] == stage
        });
        let latest = reports.max_by_key(|(_, (_, payload))| payload["revision"].as_u64());
        latest.map(|(print, (_, payload))| (print.clone(), payload))
    }

    /// Hundredths of a point, where the report has a value for each clause.
    fn total(&self, application: &str, stage: &str) -> Option<i64> {
        let (_, report) = self.report(application, stage)?;
        let clauses = list(&report["clauses"]).iter();
        let score = |clause: &Json| {
            let percent: i64 = clause["value"]["percent"].as_str()?.parse().ok()?;
            Some(self.points[&text(&clause["code"])] * percent)
        };
        let scores: Option<Vec<i64>> = clauses.map(score).collect();
        scores
            .filter(|scores| scores.len() == self.points.len())
            .map(|scores| scores.iter().sum())
    }

    fn is_finished(&self, application: &str, stage: &str) -> bool {
        let Some((_, report)) = self.report(application, stage) else {
            return false;
        };
        let panel = self.panel(application);
        let leaders: Vec<&Json> = panel.iter().filter(|member| member["leader"] == true).collect();
        let is_whole = panel.len() >= 3
            && leaders.len() == 1
            && leaders[0]["expert"] == report["leader"]
            && panel.iter().any(|member| member["trade_expert"] == true);
        let sheets = self.sheets(application, stage);
        let wanted: Option<BTreeSet<String>> = panel
            .iter()
            .map(|member| sheets.get(&text(&member["expert"])).cloned())
            .collect();
        let named: BTreeSet<String> = list(&report["sheets"]).iter().map(text).collect();
        let rests = wanted.as_ref() == Some(&named);
        let percents = |payload: &Json, of: &str| -> BTreeMap<String, i64> {
            let entries = list(&payload[of]).iter();
            entries
                .filter_map(|entry| {
                    Some((
                        text(&entry["code"]),
                        entry["value"]["percent"].as_str()?.parse().ok()?,
                    ))
                })
                .collect()
        };
        let values = percents(report, "clauses");
        let given: Vec<BTreeMap<String, i64>> = named
            .iter()
            .map(|sheet| percents(&self.files[sheet].1, "entries"))
            .collect();
        let is_reasoned = list(&report["clauses"]).iter().all(|clause| {
            let code = text(&clause["code"]);
            let all: Vec<i64> = given
                .iter()
                .filter_map(|sheet| sheet.get(&code).copied())
                .collect();
            let (Some(low), Some(high)) = (all.iter().min(), all.iter().max()) else {
                return true;
            };
            let value = values.get(&code).copied().unwrap_or(*low);
            has_words(&clause["reason"]) || (*low <= value && value <= *high && high - low < 20)
        });
        let is_settled = stage == "material" || {
            let (print, material) = self.report(application, "material").expect("a material report");
            let before = percents(material, "clauses");
            let found = list(&report["clauses"]).iter().all(|clause| {
                let code = text(&clause["code"]);
                has_words(&clause["finding"]) || before.get(&code) == values.get(&code)
            });
            let asked = list(&material["issues"]).iter();
            let answered = asked.filter(|issue| !has_words(&issue["waiver"])).all(|issue| {
                list(&report["issues"]).iter().any(|one| {
                    one["number"] == issue["number"]
                        && (has_words(&one["outcome"]) || has_words(&one["waiver"]))
                })
            });
            report["material"] == print.as_str() && found && answered
        };
        is_whole && rests && is_reasoned && is_settled && values.len() == self.points.len()
    }

    /// Totals of those that rank at a stage.
    fn ranking(&self, stage: &str) -> BTreeMap<String, i64> {
        let visited = self
            .of_kind("site_list_decided")
            .next_back()
            .map(|data| data["applications"].clone());
        let goes = |application: &String| {
            let is_visited = visited
                .as_ref()
                .is_some_and(|list_of| list(list_of).contains(&json!(application)));
            self.is_confirmed(application)
                && !self.is_withdrawn(application)
                && (stage == "material" || is_visited)
                && self.is_finished(application, stage)
        };
        let ranked = self.applications().into_iter().filter(goes);
        ranked
            .filter_map(|one| self.total(&one, stage).map(|total| (one, total)))
            .collect()
    }

    fn is_repeat(&self, application: &str) -> bool {
        let organisation = self.organisation(application);
        let mut awards = self.awards().iter();
        awards.any(|award| award["organisation"] == organisation.as_str() && award["withdrawn"].is_null())
    }

    /// The last vote with a quorum: for, present, recused, passed.
    fn vote(&self, application: &str) -> Option<(i64, i64, i64, bool)> {
        let members = i64::try_from(list(&self.record["members"]).len()).expect("few");
        let sessions = self.of_kind("session_held").filter_map(|data| {
            let present = i64::try_from(list(&data["present"]).len()).expect("few");
            let vote = list(&data["votes"])
                .iter()
                .find(|vote| vote["application"] == application)?;
            let recused = i64::try_from(list(&vote["recused"]).len()).expect("few");
            let in_favour = vote["for"].as_i64().expect("a number");
            let quorate = present * 3 >= members * 2;
            Some((
                quorate,
                (
                    in_favour,
                    present,
                    recused,
                    quorate && in_favour * 2 > present - recused,
                ),
            ))
        });
        let sessions: Vec<_> = sessions.collect();
        let quorate = sessions.iter().rev().find(|(quorate, _)| *quorate);
        quorate.or(sessions.last()).map(|(_, vote)| *vote)
    }

    fn award(&self, application: &str) -> &'static str {
        let certificate = self.about("award_registered", application).next_back();
        if let Some(certificate) = certificate.map(|data| &data["certificate"]) {
            let mut withdrawn = self.of_kind("award_withdrawn");
            return if withdrawn.any(|data| data["certificate"] == *certificate) {
                "withdrawn"
            } else {
                "registered"
            };
        }
        let named = |list_of: &Json| list(list_of).contains(&json!(application));
        if self.is_withdrawn(application) {
            "none"
        } else if self
            .of_kind("government_decided")
            .any(|data| named(&data["approved"]))
        {
            "decided"
        } else if self
            .of_kind("government_decided")
            .any(|data| named(&data["rejected"]))
        {
            "rejected"
        } else if self.is_struck(application) {
            "struck"
        } else if self
            .of_kind("publicity_opened")
            .any(|data| named(&data["applications"]))
        {
            "publicised"
        } else if self.vote(application).is_some_and(|(_, _, _, passed)| passed) {
            "proposed"
        } else {
            "none"
        }
    }

    fn is_struck(&self, application: &str) -> bool {
        let upheld = self
            .of_kind("objection_resolved")
            .filter(|data| data["upheld"] == true);
        let upheld: Vec<&Json> = upheld.map(|data| &data["objection"]).collect();
        let mut objections = self.about("objection_recorded", application);
        objections.any(|data| upheld.contains(&&data["objection"]))
    }

    /// What the standing says of every application, as far as it is computed here.
    fn standing(&self) -> Json {
        let applications = self.applications();
        let rankings = ["material", "site"].map(|stage| self.ranking(stage));
        let quota = self.record["settings"]["quota"].as_u64().expect("a quota");
        let visited = self.of_kind("site_list_decided").next_back();
        let mut found: Vec<(String, String, Json)> = Vec::new();
        for application in &applications {
            let one = application.as_str();
            let stages = ["material", "site"]
                .iter()
                .zip(&rankings)
                .map(|(stage, ranking)| {
                    let rank = ranking
                        .get(one)
                        .map(|own| 1 + ranking.values().filter(|other| *other > own).count());
                    let equal = |own: &i64| ranking.values().filter(|other| *other == own).count() > 1;
                    // The material stage ranks for the list alone, and says of no rank that it is shared.
                    let shared = ranking.get(one).is_some_and(equal);
                    json!({
                        "total": self.total(one, stage),
                        "rank": rank,
                        "shared": (*stage == "site").then_some(shared),
                    })
                });
            let stages: Vec<Json> = stages.collect();
            let [_, site] = &rankings;
            let first_time: Vec<i64> = site
                .iter()
                .filter(|(other, _)| !self.is_repeat(other))
                .map(|(_, total)| *total)
                .collect();
            let candidate = match site.get(one) {
                None => "none",
                Some(_) if self.is_repeat(one) => "repeat",
                Some(own) => {
                    let above = first_time.iter().filter(|other| *other > own).count() as u64;
                    let equal = first_time.iter().filter(|other| *other == own).count() as u64;
                    if above + equal <= quota {
                        "in_quota"
                    } else if above < quota {
                        "tie_at_quota"
                    } else {
                        "behind"
                    }
                }
            };
            let decided = self.about("qualification_decided", one).next_back();
            let grounds: Vec<Json> = self
                .grounds(one)
                .into_iter()
                .map(|(article, day)| json!({"article": article, "day": day}))
                .collect();
            let vote = self.vote(one).map(|(in_favour, present, recused, passed)| {
                json!({"for": in_favour, "present": present, "recused": recused, "passed": passed})
            });
            let line = json!({
                "application": one,
                "received": if self.in_force(one).is_some() { "in_time" } else { "late" },
                "withdrawn": self.is_withdrawn(one),
                "grounds": grounds,
                "qualification": decided.map_or_else(|| json!("open"), |data| data["decision"].clone()),
                "material": stages[0],
                "visit": visited.map(|data| list(&data["applications"]).contains(&json!(one))),
                "site": stages[1],
                "candidate": candidate,
                "vote": vote,
                "award": self.award(one),
            });
            found.push((self.organisation(one), one.to_owned(), line));
        }
        found.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
        found.into_iter().map(|(_, _, line)| line).collect()
    }
}

/// The points of every clause, by code.
fn collect(nodes: &Json, found: &mut BTreeMap<String, i64>) {
    for node in list(nodes) {
        if node.get("clauses").is_some() {
            collect(&node["clauses"], found);
        } else {
            found.insert(text(&node["code"]), node["points"].as_i64().expect("points"));
        }
    }
}

/// The same members of a standing as it is printed.
fn printed(texts: &BTreeMap<String, String>) -> Json {
    let Ok((_, Content::Docket(docket))) = open(&texts["docket.json"]) else {
        panic!("no docket");
    };
    let mut others = texts.clone();
    others.remove("docket.json");
    let shown: Json =
        serde_json::from_str(&standing_json(&standing(&docket, &files_of(&others), None))).expect("JSON");
    let stage = |of: &Json| {
        let hundredths = |exact: &str| {
            let (above, below) = exact.split_once('/').unwrap_or((exact, "1"));
            let number = |digits: &str| digits.parse::<i64>().expect("a whole number");
            number(above) * 100 / number(below)
        };
        let total = of["total"]["exact"].as_str().map(hundredths);
        json!({"total": total, "rank": of["rank"], "shared": of["shared"]})
    };
    let line = |one: &Json| {
        let vote = one["vote"].is_object().then(|| {
            let vote = &one["vote"];
            json!({
                "for": vote["for"], "present": vote["present"], "recused": vote["recused"],
                "passed": vote["passed"],
            })
        });
        let grounds: Vec<Json> = list(&one["eligibility"]["grounds"])
            .iter()
            .map(|ground| json!({"article": ground["article"], "day": ground["date"]}))
            .collect();
        json!({
            "application": one["application"],
            "received": one["received"],
            "withdrawn": !one["withdrawn"].is_null(),
            "grounds": grounds,
            "qualification": one["qualification"],
            "material": stage(&one["material"]),
            "visit": one["visit"],
            "site": stage(&one["site"]),
            "candidate": one["candidate"],
            "vote": vote,
            "award": one["award"],
        })
    };
    list(&shown["applicants"]).iter().map(line).collect()
}

/// The cycles of twenty seeds, made once for all tests here.
static CYCLES: LazyLock<Vec<(u64, BTreeMap<String, String>)>> = LazyLock::new(|| {
    let cycle = |seed| (seed, made(seed, SIZE).expect("a cycle"));
    (1..=20).map(cycle).collect()
});

/// SPEC C28, Y5, Y7, Y26, Y27, Y30, Y32
#[test]
fn the_standing_of_twenty_seeds_equals_an_independent_computation() {
    for (seed, texts) in CYCLES.iter() {
        let (expected, found) = (Folder::of(texts).standing(), printed(texts));
        for (one, other) in list(&expected).iter().zip(list(&found)) {
            assert_eq!(one, other, "{seed}");
        }
        assert_eq!(list(&expected).len(), list(&found).len(), "{seed}");
    }
}

/// Every awkward case, in every cycle, found in its JSON alone.
///
/// SPEC C28
#[test]
fn every_awkward_case_is_in_every_cycle() {
    for (seed, texts) in CYCLES.iter() {
        let folder = Folder::of(texts);
        let shown = folder.standing();
        let lines = list(&shown);
        let count = |holds: &dyn Fn(&Json) -> bool| lines.iter().filter(|line| holds(line)).count();
        let has_ground = |line: &Json, article: &str| {
            list(&line["grounds"])
                .iter()
                .any(|ground| ground["article"] == article)
        };
        let id = |line: &Json| text(&line["application"]);
        let organisations: Vec<String> = lines.iter().map(|line| folder.organisation(&id(line))).collect();
        let distinct: BTreeSet<&String> = organisations.iter().collect();
        let event = |day: &str| {
            lines.iter().any(|line| {
                let form = folder.form(&id(line));
                form.is_some_and(|form| list(&form["events"]).iter().any(|event| event["day"] == day))
            })
        };
        let awards = |line: &Json| {
            let organisation = folder.organisation(&id(line));
            let own = folder
                .awards()
                .iter()
                .filter(|award| award["organisation"] == organisation.as_str());
            own.map(|award| text(&award["day"])).collect::<Vec<_>>()
        };
        let unfinished = |application: &str| {
            folder.total(application, "site").is_some() && !folder.is_finished(application, "site")
        };
        let seats: Vec<String> = folder
            .of_kind("panel_formed")
            .flat_map(|data| {
                list(&data["members"])
                    .iter()
                    .map(|member| text(&member["expert"]))
            })
            .collect();
        let distinct_seats: BTreeSet<&String> = seats.iter().collect();
        let corrected = |stage: &str| {
            let all = folder
                .of_kind("identified")
                .filter(|data| data["revision"].as_u64() > Some(1));
            all.filter(|data| data["expert"].is_string())
                .any(|data| folder.files[&text(&data["file"])].1["stage"] == stage)
        };
        let refused = |reason: &str| {
            folder
                .of_kind("file_refused")
                .any(|data| text(&data["reason"]).contains(reason))
        };
        let of_kind = |kind: &str| folder.files.values().any(|(of, _)| of == kind);
        for (case, is_there) in [
            (
                "a tie at the edge of the quota",
                count(&|line| line["candidate"] == "tie_at_quota") == 2,
            ),
            (
                "a tie for rank 1",
                count(&|line| line["site"]["rank"] == 1 && line["site"]["shared"] == true) == 2,
            ),
            (
                "a repeat winner",
                count(&|line| line["candidate"] == "repeat") == 1,
            ),
            (
                "in the fourth year after an award",
                count(&|line| {
                    awards(line).iter().any(|day| {
                        plus_years(day, 3) < folder.last_day() && folder.last_day() < plus_years(day, 4)
                    })
                }) == 1,
            ),
            (
                "on the very day",
                count(&|line| {
                    let received = folder.in_force(&id(line)).map(|(_, file)| folder.received(&file));
                    awards(line)
                        .iter()
                        .any(|day| Some(plus_years(day, 5)) == received)
                }) == 1,
            ),
            (
                "founded on 29 February",
                count(&|line| {
                    folder
                        .form(&id(line))
                        .is_some_and(|form| text(&form["established"]).ends_with("02-29"))
                }) == 1,
            ),
            (
                "excluded under 16(二) by one day",
                count(&|line| has_ground(line, "16(2)")) == 1 && event("2023-03-31"),
            ),
            ("missed by one day", event("2023-03-30")),
            (
                "two applications of one organisation",
                distinct.len() + 1 == organisations.len(),
            ),
            (
                "a revised application after the deadline",
                folder.of_kind("identified").any(|data| {
                    data["organisation"].is_string()
                        && data["revision"] == 2
                        && folder
                            .in_force(&text(&data["application"]))
                            .is_some_and(|(revision, _)| revision == 1)
                }),
            ),
            (
                "a leader recused late",
                unfinished("A014") && !folder.panel("A014").iter().any(|one| one["leader"] == true),
            ),
            ("a panel that falls to two", folder.panel("A015").len() == 2),
            ("an expert of two panels", distinct_seats.len() < seats.len()),
            (
                "a corrected sheet before the report",
                corrected("material") && folder.is_finished("A016", "material"),
            ),
            (
                "a corrected sheet after the report",
                corrected("site") && unfinished("A017"),
            ),
            ("a sheet against the old rubric", refused("评定标准")),
            ("a file altered by hand", refused("指纹")),
            ("a clause moved on site without a finding", unfinished("A018")),
            (
                "a waived issue",
                folder.files.values().any(|(kind, payload)| {
                    kind == "panel_report"
                        && list(&payload["issues"])
                            .iter()
                            .any(|issue| has_words(&issue["waiver"]))
                }),
            ),
            (
                "withdrawn after the ranking",
                count(&|line| line["withdrawn"] == true && !line["site"]["total"].is_null()) == 1,
            ),
            (
                "a committee member recused",
                count(&|line| line["vote"]["recused"].as_i64() > Some(0)) == 1,
            ),
            (
                "a vote without quorum",
                folder
                    .of_kind("session_held")
                    .any(|data| list(&data["present"]).len() * 3 < list(&folder.record["members"]).len() * 2),
            ),
            (
                "an objection that changes the result",
                count(&|line| line["award"] == "struck") == 1,
            ),
            (
                "a withdrawn award",
                count(&|line| line["award"] == "withdrawn") == 1,
            ),
            ("late as a whole", count(&|line| line["received"] == "late") == 1),
            ("a form as a file", of_kind("application_form")),
            ("an assignment as a file", of_kind("assignment")),
            ("a plan of a visit", of_kind("visit_plan")),
        ] {
            assert!(is_there, "{seed}: {case}");
        }
        // What stands in a list as a reason fits the ground.
        for line in lines.iter().filter(|line| line["qualification"] == "refused") {
            let application = id(line);
            let decided = folder.about("qualification_decided", &application).next_back();
            let reason = text(&decided.expect("decided")["reason"]);
            let expected = match list(&line["grounds"])
                .first()
                .map(|ground| text(&ground["article"]))
                .as_deref()
            {
                Some("6") => "五年",
                Some("15(1)") => "三年",
                Some("16(2)") => "投诉",
                _ => "截止日",
            };
            assert!(reason.contains(expected), "{seed} {application}: {reason}");
        }
    }
}
