//! Without a mouse: every stop can be seen, and the whole way from the start screen to an exported file is there.

use e2e::browser::{Browser, Profile};
use e2e::files::{Rubric, items};
use e2e::site::Site;
use serde_json::Value;
use thirtyfour::Key;

const APPLICANT: &str = "Longgang 12";

/// The focus is on the heading of what has just come, so that Tab and screen reader begin there.
#[track_caller]
fn until_on_heading(page: &Browser<'_>, heading: &str) {
    page.until(&format!("the focus on the heading {heading}"), || {
        (page.script("return document.activeElement.tagName", ()) == "H1" && page.focus().contains(heading))
            .then_some(())
    });
}

/// SPEC P9
#[test]
fn from_the_start_page_to_an_exported_file_by_keyboard_alone() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));

    until_on_heading(&page, "公共服务质量奖评分");
    page.tab_to("one.getAttribute('href') === '#/new'");
    page.press_key(Key::Enter);
    until_on_heading(&page, "开始自我评价");

    page.tab_to("one.id === 'applicant-name'");
    // Nothing written is reported at the field, which keeps the focus.
    page.press_key(Key::Enter);
    page.until_said("#applicant-fault", "没有写申报组织");
    page.until_focus("applicant-name");
    page.press(APPLICANT);
    page.until("the rubrics", || {
        (page.count("#rubric-choice option") >= 2).then_some(())
    });
    page.press_key(Key::Enter);

    page.until_clause("1.1");
    until_on_heading(&page, "1.1");
    page.tab_to("one.dataset.focus === 'band'");
    let given = [55, 80, 30];
    for (clause, percent) in rubric.clauses.iter().zip(given) {
        page.score_by_keyboard(clause, percent);
    }
    page.until_clause(&rubric.clauses[3].code);
    page.until_focus("band");
    page.see_focus();
    page.until_said(".progress", "已评 3/28");

    page.tab_back_to("one.matches('.progress-tools a')");
    page.press_key(Key::Enter);
    until_on_heading(&page, APPLICANT);
    page.tab_to("one.matches('.export .own')");
    let file = page.download(|page| page.press_key(Key::Enter));
    page.until_said(".notice.good", "已读回核对");

    let text = std::fs::read_to_string(file).expect("a file");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let sheet = &file["payload"]["sheet"];
    assert_eq!(sheet["applicant"]["name"], APPLICANT);
    let values: Vec<&Value> = items(&sheet["entries"])
        .iter()
        .filter_map(|entry| entry.get("value"))
        .collect();
    let wanted = given.map(e2e::files::percent);
    assert_eq!(values, wanted.iter().collect::<Vec<_>>());
}

/// SPEC P9
#[test]
fn keys_pressed_faster_than_the_page_draws_reach_their_fields() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    page.go("#/new");
    page.until("the rubrics", || {
        (page.count("#rubric-choice option") >= 2).then_some(())
    });
    page.tab_to("one.id === 'applicant-name'");
    let enter = Key::Enter.value();
    // The first is refused, for there is no name yet.
    page.press(&format!("{enter}{APPLICANT}{enter}"));
    until_on_heading(&page, "1.1");
    page.tab_to("one.dataset.focus === 'band'");

    let given = [55, 80, 30, 65];
    let keys = rubric.clauses.iter().zip(given).map(|(clause, percent)| {
        let band = clause.band_key(None, percent);
        format!("{band}{percent}{enter}")
    });
    page.press(&keys.collect::<String>());
    page.until_clause(&rubric.clauses[given.len()].code);
    page.until_said(".progress", "已评 4/28");
    for (clause, percent) in rubric.clauses.iter().zip(given) {
        page.open_clause(&clause.code);
        page.until("the value", || {
            (page.value("[data-focus=value]") == percent.to_string()).then_some(())
        });
    }
}

#[test]
fn the_help_opens_and_closes_by_keyboard_and_gives_the_focus_back() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_on_heading(&page, "公共服务质量奖评分");
    page.tab_back_to("one.matches('.masthead-tools button:last-child')");
    page.press_key(Key::Enter);
    page.until_shown("dialog#help[open]");
    page.until_said("dialog#help[open]", "帮助与快捷键");
    assert!(
        page.truth("return !!document.activeElement.closest('#help')"),
        "the focus is outside: {}",
        page.focus()
    );
    page.see_focus();
    page.press_key(Key::Escape);
    page.until("the dialog to go", || (!page.shows("dialog[open]")).then_some(()));
    assert!(page.truth("return document.activeElement.matches('.masthead-tools button:last-child')"));

    page.go("#/new");
    page.until_shown("#applicant-name");
    page.press_with(&[Key::Alt], '/');
    page.until_shown("dialog#help[open]");
}

#[test]
fn the_first_stop_leads_past_the_masthead() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    until_on_heading(&page, "公共服务质量奖评分");
    page.tab_back_to("one.matches('.skip')");
    page.press_key(Key::Enter);
    page.until("the focus in the content", || {
        page.truth("return document.activeElement.matches('main, main *')")
            .then_some(())
    });
    page.tab_to("one.matches('main a')");
    assert!(page.focus().contains("开始自我评价"), "{}", page.focus());
}

#[test]
fn keys_go_from_clause_to_clause_and_stay_in_the_same_field() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    let rubric = Rubric::read(&site.file("rubrics/public-service.json"));
    page.begin_self_assessment(APPLICANT);
    page.click("[data-focus=strengths]");
    for clause in &rubric.clauses[1..3] {
        page.press_with(&[Key::Alt], Key::Down);
        page.until_clause(&clause.code);
        page.until_focus("strengths");
    }
    page.press_with(&[Key::Alt], Key::Up);
    page.until_clause(&rubric.clauses[1].code);
    page.until_focus("strengths");

    // From the second clause the next gap is the third, ready to be scored.
    page.press_with(&[Key::Alt], Key::Enter);
    page.until_clause(&rubric.clauses[2].code);
    page.until_focus("band");
    page.press_with(&[Key::Alt], 'o');
    page.until_shown(".overview");
}

/// SPEC P10
#[test]
fn a_value_that_does_not_fit_is_told_at_the_field_and_keeps_the_focus() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.begin_self_assessment(APPLICANT);
    page.enter_bands();
    page.press("4");
    page.until_focus("value");
    for (typed, complaint) in [
        ("57", "57 不是 5 的倍数"),
        ("70", "70 不在所选档位（50–65）里"),
        ("x", "不是可以计分的数"),
    ] {
        page.press(&format!("{typed}{}", Key::Enter.value()));
        page.until_said(".value .fault", complaint);
        assert_eq!(
            (page.focus().as_str(), page.clause().as_deref()),
            ("value", Some("1.1"))
        );
        assert!(page.shows("[data-focus=value][aria-invalid=true]"));
        page.press_with(&[Key::Control], 'a');
    }
    // Full-width digits are digits.
    page.press(&format!("５５{}", Key::Enter.value()));
    page.until_clause("1.2");
    page.until_said(".parts a[href$='1.1'] .state.scored", "13.75");
}
