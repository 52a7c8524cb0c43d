//! The confirmation of an export: a file was handed to the browser's downloads, and the person looks whether it is there.

use leptos::html;
use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::{document, files};
use crate::app::components::{click, drawn, nothing};
use crate::app::drafting::components::workbench;
use crate::app::drafting::export_notice;

/// What was handed out last, until the person has seen it. It has the focus when it appears.
#[component]
pub fn ExportedFileNotice() -> impl IntoView {
    let bench = workbench();
    let area = NodeRef::<html::Textarea>::new();
    Effect::new(move || {
        if bench.exported_file.with(Option::is_some) {
            document::focus_soon("#exported-file".to_owned());
        }
    });
    let select = move || {
        if let Some(area) = area.get_untracked() {
            area.select();
        }
    };
    drawn(move || {
        let Some(exported_file) = bench.exported_file.get() else {
            return nothing();
        };
        let lang = bench.lang.get();
        let instead = say::exported_file_instead(lang, &exported_file.name);
        view! {
            <section id="exported-file" class="notice good exported-file" tabindex="-1" aria-label=say::exported_file_label(lang)>
                <p>{export_notice(&exported_file, lang)}</p>
                <p class="row">
                    <button type="button" class="primary" on:click=click(move || bench.confirm_export())>{say::exported_file_seen(lang)}</button>
                    <button type="button" class="quiet" on:click=click(move || bench.drop_export())>{say::close(lang)}</button>
                </p>
                <details open=files::downloads_are_dropped()>
                    <summary>{say::exported_file_not_seen(lang)}</summary>
                    <p class="hint" id="exported-file-instead">{instead}</p>
                    <textarea node_ref=area rows="4" readonly autocomplete="off" aria-label=exported_file.name
                        aria-describedby="exported-file-instead" prop:value=exported_file.text></textarea>
                    <p><button type="button" on:click=click(select)>{say::exported_file_select(lang)}</button></p>
                </details>
            </section>
        }
        .into_any()
    })
}
