//! Scratch.
use e2e::browser::{Browser, Profile};
use e2e::site::Site;

#[test]
fn shots_tmp() {
    let site = Site::serve();
    let profile = Profile::fresh();
    let page = Browser::start(&site, &profile);
    page.open_example();
    page.resize(1280, 860);
    page.click(".overview .figures a[href$='/clause/1.1']");
    page.until_clause("1.1");
    let css: String = ["tokens", "base", "layout", "components", "print"]
        .iter()
        .map(|name| std::fs::read_to_string(format!("/work/wt/faults/style/{name}.css")).unwrap())
        .collect();
    for code in ["1.1", "2.3", "6.1", "9.1"] {
        page.open_clause(code);
        page.until("score", || {
            page.truth("return document.querySelector('.clause-score') !== null")
                .then_some(())
        });
        page.script("
            const s = new CSSStyleSheet(); s.replaceSync(arguments[0]); document.adoptedStyleSheets = [s];
            for (const sheet of [...document.styleSheets]) if (sheet.ownerNode) sheet.disabled = true;
            const a = document.querySelector('article.clause');
            const make = (name, parent) => { const d = document.createElement('div'); d.className = name; parent.append(d); return d; };
            const columns = make('clause-columns', a), told = make('clause-told', columns), judged = make('clause-judged', columns);
            for (const c of ['.words', '.results-grid']) { const e = a.querySelector(c); if (e) told.append(e); }
            for (const c of ['.findings', '.scores']) judged.append(a.querySelector(c));
            const n = a.querySelector('.neighbours'); if (n) a.append(n);
            const r = document.querySelector('.requirement'); if (r) r.open = arguments[1];
            for (const li of document.querySelectorAll('.result-row')) { const d = document.createElement('details'), s2 = document.createElement('summary'); s2.textContent = '第 1 行：总体满意度 86.4 → 88.9 → 90.7 分'; d.append(s2); li.replaceChildren(d); }
            const p = document.querySelector('.reference .profile'); const f = document.createElement('details'); f.className='profile-fold'; const fs = document.createElement('summary'); fs.textContent='各部分得分率'; f.append(fs); p.before(f); f.append(p);
            for (const t of document.querySelectorAll('textarea')) { t.style.height = 'auto'; }
        ", (css.as_str(), false));
        let h = page.script("return [document.documentElement.scrollHeight, 'end:'+Math.round(document.querySelector('article.clause').getBoundingClientRect().bottom + scrollY), ...[...document.querySelectorAll('article.clause > *, .clause-columns > *, .clause-columns > * > *, .reference > *')].map(e => (e.className||e.tagName)+':'+Math.round(e.getBoundingClientRect().height))]", ());
        println!("{code} {h}");
        page.picture(&format!("clause-{code}"));
        page.reload();
    }
}
