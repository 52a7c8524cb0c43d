//! The core's tests: one module a feature, cases as data. Native only: they read the package's own files.

// What the modules share.
mod faults; // every fault and place there is, with samples
mod support; // the small rubric and its patches, sheets in one line, expected files

// What every room counts with.
mod codes; // codes, folding of typed texts, texts in two languages
mod days; // days in China, years as the Civil Code counts them
mod file_names; // names of files that are handed out
mod fingerprints; // SHA-256 and RFC 8785 against published vectors and another writer
mod instants; // moments, leap years, dates that do not exist
mod numbers; // reading, exact text, rounding
mod organisations; // 统一社会信用代码 and its check digit
mod sorted; // maps, sets and lists in order against the standard library's

// The rubric.
mod rubric_checks; // each fault, from the smallest change that brings it about
mod rubric_fields; // every field of the format changes behaviour

// Sheets and drafts.
mod application; // the applicant's file, and what an assessor may see of it
mod derived; // figures of a draft while it is written: how many a letter computes
mod documents; // addresses, edits, rows, history, schemas, figures, merging
mod drafts; // fields, undo, states, gaps, the way to a valid sheet
mod results; // results grids, the evidence register, and what is said of them
mod revisions; // what was submitted, and corrections
mod sheets; // one scoresheet held against its rubric
mod values; // one value: forms, scales, steps, bands

// Points.
mod aggregate; // several sheets as one result: rules and what holds for any sheets
mod scoring_vectors; // one sheet: known totals, gaps, an independent computation

// The secretariat's desk.
mod intake; // one verdict a file
mod ranking; // groups, ranks, ties, the summary
mod secretariat; // the desk as a session: imports, undo, questions about names, corrections, opened numbers
mod secretariat_windows; // two windows at one desk, whoever writes first

// A whole cycle.
mod award; // cycle, docket, standing and audit: a cycle in a few lines, and its rules one by one
mod papers; // the papers of a cycle: golden texts, what is public, refusals before their time

// Files and storage.
mod archives; // ZIP archives of a cycle: the same bytes, every refusal, frozen ones
mod bounds; // hostile contents: few words, nothing quadratic
mod copies; // copies of drafts as files
mod encodings; // from bytes to text, and what is none
mod files; // the envelope, the stages of opening, writing and reading back
mod frozen; // files of released versions open for ever
mod keeper; // copies compared, journal entries, undo, versions, what is dropped, cards
mod locks; // a draft locked by a passphrase: every change is refused
mod mutations; // every frozen file, changed at every place
mod office_tables; // tables as offices write them: titles, sums, separators, dates, fractions
mod pasted; // ranges pasted from Excel and WPS
mod people_tables; // pools and registers out of tables
mod schemas; // the published JSON Schemas take what is written, and what they take opens
mod shipped; // the files in `public/` equal their sources in `src/shipped`
mod stored_desk; // the log of the desk in the browser's storage
mod stored_drafts; // drafts in the browser's storage
mod strict_json; // JSON texts: what is taken, what is refused and where, limits
mod tables; // rubrics and sheets out of CSV rows

// What people see.
mod chart; // radar, bars, paths
mod differences; // what changed between two texts
mod report; // plain text and CSV
mod visible; // what nobody sees, written out
mod words; // every fault, place and name in both languages

mod tidy; // house rules: rooms, habits, rules
