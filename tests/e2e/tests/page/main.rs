//! The page in a real browser, as built for release: what its users do, and what must hold on every screen.
//!
//! - [`keeping`]: versions, copies, a lock, removal, and the test of the browser
//! - [`journey`]: the main job, by five people who pass each other files
//! - [`keyboard`]: from the start screen to an exported file without a mouse
//! - [`methods`]: scoring by each method there is
//! - [`agreement`]: the page and the command line come to the same figures, byte for byte
//! - [`verdicts`]: what the secretariat learns of each file
//! - [`drafts`]: what was typed is kept, or it is said that it is not
//! - [`faults`]: crashes, failing storage, damage, two windows: nothing is lost that was called saved
//! - [`desk`]: what is imported and done at the secretariat's desk is there again
//! - [`imports`]: files of the secretariat opened beside the page, stopped imports, lists of thousands
//! - [`windows`]: two windows of a draft, texts found in fields, the rescue of a damaged head, a journal rebuilt
//! - [`storages`]: storages damaged everywhere, without a part, cleared while nobody types, or in doubt
//! - [`rebuilding`]: a browser that is killed while the journal is rebuilt
//! - [`upgrades`]: a database of an older page opens with all that is in it
//! - [`tables`]: rubrics of any number of parts, on screen and on paper
//! - [`evidence`]: results grids and the evidence register, from the applicant to the assessor and onto paper
//! - [`screens`]: every screen for everybody, at every width, in both languages, light and dark
//! - [`network`]: nothing leaves, and nothing is loaded before it is wanted
//! - [`independence`]: what an assessor sees of an application, and what not
//! - [`places`]: addresses and Back, titles, several files at once, the confirmation of an export
//! - [`programs`]: each desk is loaded by itself, and none disturbs another
//! - [`first_screen`]: what is seen and pressed before the program is there
//! - [`paper`]: no printed page is empty
//! - [`offline`]: it starts without network, and a newer version is taken whole, when one agrees
//! - [`guard`]: old browsers, programs that do not start or die, and what is on this machine taken out without them
//! - [`firefox`]: the main job and the rescue in Firefox
//! - [`closed_doors`]: the content security policy, and texts that would like to be code
//! - [`single_file`]: the page in one file, opened from disk

mod agreement;
mod closed_doors;
mod desk;
mod drafts;
mod evidence;
mod faults;
mod firefox;
mod first_screen;
mod guard;
mod imports;
mod independence;
mod journey;
mod keeping;
mod keyboard;
mod methods;
mod network;
mod offline;
mod paper;
mod places;
mod programs;
mod rebuilding;
mod screens;
mod single_file;
mod storages;
mod submission;
mod tables;
mod upgrades;
mod verdicts;
mod windows;
