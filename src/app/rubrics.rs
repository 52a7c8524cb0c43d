//! Where the available rubrics come from: those that ship, those that drafts use, those that were opened.

use scoring::desks::rubrics::{RUBRICS, RubricFile, ShippedRubric};
use scoring::foundations::Fingerprint;
use scoring::keeper::LocalFault;
use scoring::words as say;

use crate::app::browser::journal::Store;
use crate::app::browser::{journal, shipped, storage};
use crate::app::frame::Frame;

/// The rubrics that ship with the page.
const SHIPPED_RUBRICS: [&str; 2] = ["rubrics/public-service.json", "rubrics/gbt19580-style.json"];

/// The rubrics that ship, each with its name. One that cannot be read is reported.
pub async fn shipped(frame: Frame) -> Vec<ShippedRubric> {
    let mut read = Vec::new();
    for path in SHIPPED_RUBRICS {
        match shipped::read(path).await {
            Ok(text) => read.push((path.to_owned(), text)),
            Err(said) => frame.trouble(say::trouble_loading(frame.lang.get_untracked(), said)),
        }
    }
    read
}

/// The texts of the rubrics that drafts here use or that were opened.
pub fn stored_rubrics() -> Vec<String> {
    let keys = storage::keys(RUBRICS);
    keys.iter().filter_map(|key| storage::read(key)).collect()
}

/// The texts that localStorage and journal have of a rubric.
pub async fn stored_rubric(fingerprint: Fingerprint) -> Vec<String> {
    let here = storage::read(&format!("{RUBRICS}{fingerprint}"));
    let journalled = journal::texts(Store::Rubrics, &[fingerprint.to_string()]).await;
    let journalled = journalled.unwrap_or_default().into_iter().flatten();
    here.into_iter().chain(journalled).collect()
}

/// Stores a rubric in the browser, so that a draft outlives an update of the page.
///
/// # Errors
/// localStorage did not take it.
pub fn store_rubric(rubric_file: &RubricFile) -> Result<(), LocalFault> {
    storage::write(
        &format!("{RUBRICS}{}", rubric_file.fingerprint),
        &rubric_file.text,
    )
}
