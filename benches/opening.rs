//! Opening, checking and aggregating scoresheets, as a ratio to plain typed parsing of the same bytes.

fn main() {}
