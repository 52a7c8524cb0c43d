//! The core's tests: one module a feature, cases as data. Native only: they read the package's own files.

// What the modules share.
mod faults; // every fault and place there is, with samples
mod support; // the small rubric and its patches, sheets in one line, expected files

// What every room counts with.
mod codes; // codes, folding of typed texts, texts in two languages
mod fingerprints; // SHA-256 and RFC 8785 against published vectors
mod instants; // moments, leap years, dates that do not exist
mod numbers; // reading, exact text, rounding

// The rubric.
mod rubric_checks; // each fault, from the smallest change that brings it about
mod rubric_fields; // every field of the format changes behaviour

// Sheets and drafts.
mod values; // one value: forms, scales, steps, bands

mod shipped; // the files in `public/` equal their sources in `src/shipped`
