//! A paper as plain text: lines of a width, tables in columns where they fit and as lists where not, blanks as lines
//! to write on.

use crate::foundations::{Lang, visible_line};
use crate::papers::{Block, Column, Field, Paper};
use crate::words as say;

/// How many columns a line has; a Chinese character takes two.
const LINE: usize = 76;
/// The widest table that stands in columns.
const TABLE: usize = 120;

/// The paper as text.
pub fn paper_text(paper: &Paper) -> String {
    let lang = paper.lang;
    let mut text = Text {
        lang,
        lines: Vec::new(),
    };
    for field in &paper.head {
        text.wrapped(&text.labelled(field), "", "");
    }
    text.blank();
    text.centred(&paper.title);
    if let Some(mark) = &paper.mark {
        text.centred(&text.bracketed(mark));
    }
    text.blank();
    if let Some(addressee) = &paper.addressee {
        text.wrapped(&format!("{addressee}{}", text.colon().trim_end()), "", "");
    }
    text.blocks(&paper.body);
    text.attachments(&paper.attachments);
    if let Some(signature) = &paper.signature {
        text.blank();
        let organ = signature.organ.clone();
        let organ = organ.unwrap_or_else(|| say::paper_blank(lang).repeat(3));
        let between = if lang == Lang::Zh { "" } else { " " };
        text.right(&if signature.sealed {
            format!("{organ}{between}{}", say::paper_seal(lang))
        } else {
            organ
        });
        let day = signature.day.map(|day| {
            let (year, month, day) = day.parts();
            say::PaperDay {
                year: &year,
                month: &month,
                day: &day,
            }
            .text(lang)
        });
        text.right(&day.unwrap_or_else(|| say::paper_day_blank(lang).to_owned()));
    }
    if let Some(remark) = &paper.remark {
        text.blank();
        text.wrapped(&text.bracketed(remark), text.indent(), "");
    }
    if !paper.contact.is_empty() {
        text.blank();
        let contact: Vec<String> = paper.contact.iter().map(|field| text.labelled(field)).collect();
        let contact = contact.join(if lang == Lang::Zh { "\u{FF0C}" } else { ", " });
        text.wrapped(&text.bracketed(&contact), text.indent(), "");
    }
    for annex in &paper.annexes {
        text.blank();
        text.rule();
        text.wrapped(&say::paper_annex(lang, annex.number), "", "");
        text.blank();
        text.centred(&annex.title);
        text.blank();
        text.blocks(&annex.body);
    }
    if !paper.notes.is_empty() {
        text.blank();
        text.rule();
        let title = format!("{}{}", say::paper_notes(lang), text.colon().trim_end());
        text.wrapped(&title, "", "");
        for (number, note) in (1..).zip(&paper.notes) {
            let before = match lang {
                Lang::Zh => format!("{number}."),
                Lang::En => format!("{number}. "),
            };
            text.wrapped(note, &before, &" ".repeat(width(&before)));
        }
    }
    text.finish()
}

/// A text as it grows.
struct Text {
    lang: Lang,
    lines: Vec<String>,
}

impl Text {
    fn finish(self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text.trim_start_matches('\n').to_owned()
    }

    /// An empty line, never two.
    fn blank(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn rule(&mut self) {
        self.lines.push("-".repeat(LINE));
    }

    /// What a paragraph begins with.
    fn indent(&self) -> &'static str {
        if self.lang == Lang::Zh {
            "\u{3000}\u{3000}"
        } else {
            ""
        }
    }

    fn colon(&self) -> &'static str {
        if self.lang == Lang::Zh { "\u{FF1A}" } else { ": " }
    }

    fn bracketed(&self, text: &str) -> String {
        match self.lang {
            Lang::Zh => format!("\u{FF08}{text}\u{FF09}"),
            Lang::En => format!("({text})"),
        }
    }

    fn value(&self, value: Option<&str>) -> String {
        value.map_or_else(|| say::paper_blank(self.lang).to_owned(), str::to_owned)
    }

    fn labelled(&self, field: &Field) -> String {
        let value = match &field.value {
            Some(value) => value.clone(),
            None => say::paper_blank(self.lang).repeat(2),
        };
        format!("{}{}{value}", field.label, self.colon())
    }

    fn centred(&mut self, text: &str) {
        for line in lines_of(text, LINE, LINE) {
            let before = " ".repeat(LINE.saturating_sub(width(&line)) / 2);
            self.lines.push(format!("{before}{line}"));
        }
    }

    fn right(&mut self, text: &str) {
        // Four characters from the right, as a seal needs them.
        for line in lines_of(text, LINE - 8, LINE - 8) {
            let before = " ".repeat((LINE - 8).saturating_sub(width(&line)));
            self.lines.push(format!("{before}{line}"));
        }
    }

    /// A text over lines, the first of them behind `first` and the others behind `others`.
    fn wrapped(&mut self, text: &str, first: &str, others: &str) {
        let (one, more) = (LINE - width(first), LINE - width(others));
        for (at, line) in lines_of(text, one, more).into_iter().enumerate() {
            let before = if at == 0 { first } else { others };
            self.lines.push(format!("{before}{line}").trim_end().to_owned());
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        let indent = self.indent();
        match block {
            Block::Heading { level, number, text } => {
                if *level == 1 {
                    self.blank();
                }
                let number = number.map(|number| self.numbered(*level, number));
                self.wrapped(&(number.unwrap_or_default() + text), indent, "");
            }
            Block::Paragraph(text) => self.wrapped(text, indent, ""),
            Block::Fields(fields) => {
                for field in fields {
                    self.wrapped(&self.labelled(field), indent, "    ");
                }
            }
            Block::Points { label, items } => self.points(label, items),
            Block::Table { columns, rows } => {
                self.blank();
                self.table(columns, rows);
                self.blank();
            }
            Block::Signatures(who) => {
                self.blank();
                for name in who {
                    let room = say::paper_blank(self.lang).repeat(2);
                    let (name, room) = (name, &room);
                    self.wrapped(&say::PaperSigns { name, room }.text(self.lang), indent, "    ");
                }
            }
        }
    }

    fn points(&mut self, label: &str, items: &[String]) {
        let indent = self.indent();
        let label = format!("{label}{}", self.colon());
        if let [only] = items {
            return self.wrapped(&(label + only), indent, "");
        }
        self.wrapped(label.trim_end(), indent, "");
        for (number, item) in (1..).zip(items) {
            let number = match self.lang {
                Lang::Zh => format!("\u{FF08}{number}\u{FF09}"),
                Lang::En => "- ".to_owned(),
            };
            self.wrapped(&(number + item), indent, "");
        }
    }

    /// The number of a heading, as official papers have it.
    fn numbered(&self, level: u8, number: u32) -> String {
        match (self.lang, level) {
            (Lang::Zh, 1) => format!("{}\u{3001}", han(number)),
            (Lang::Zh, 2) => format!("\u{FF08}{}\u{FF09}", han(number)),
            (Lang::Zh, _) => format!("{number}."),
            (Lang::En, 1) => format!("{number}. "),
            (Lang::En, 2) => format!("({number}) "),
            (Lang::En, _) => format!("{number}) "),
        }
    }

    fn attachments(&mut self, titles: &[String]) {
        let Some((first, others)) = titles.split_first() else {
            return;
        };
        self.blank();
        let before = format!(
            "{}{}{}",
            self.indent(),
            say::paper_attachments(self.lang),
            self.colon()
        );
        let beside = " ".repeat(width(&before));
        if others.is_empty() {
            return self.wrapped(first, &before, &beside);
        }
        for (number, title) in (1..).zip(titles) {
            let before = if number == 1 { &before } else { &beside };
            let number = match self.lang {
                Lang::Zh => format!("{number}."),
                Lang::En => format!("{number}. "),
            };
            let room = " ".repeat(width(&number));
            self.wrapped(title, &format!("{before}{number}"), &format!("{beside}{room}"));
        }
    }

    fn table(&mut self, columns: &[Column], rows: &[Vec<Option<String>>]) {
        let cell = |cell: &Option<String>| visible_line(&self.value(cell.as_deref())).into_owned();
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        let of_column = |at: usize, width: fn(&str) -> usize| {
            let cells = rows.iter().filter_map(|row| row.get(at)).map(String::as_str);
            let heading = columns.get(at).map(|column| column.heading.as_str());
            cells.chain(heading).map(width).max().unwrap_or_default()
        };
        let least: Vec<usize> = (0..columns.len()).map(|at| of_column(at, widest_piece)).collect();
        let mut widths: Vec<usize> = (0..columns.len()).map(|at| of_column(at, width)).collect();
        // A table that is too wide gets its widest columns narrower, down to what no line is parted within.
        let room = TABLE.saturating_sub(2 * columns.len());
        while widths.iter().sum::<usize>() > room {
            let narrowed = widths
                .iter_mut()
                .zip(&least)
                .filter(|(width, least)| **width > **least);
            match narrowed.max_by_key(|(width, _)| **width) {
                Some((width, _)) => *width -= 1,
                None => return self.rows_as_lists(columns, &rows),
            }
        }
        let headings: Vec<String> = columns.iter().map(|column| column.heading.clone()).collect();
        let dashes: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        for row in [&headings, &dashes].into_iter().chain(&rows) {
            self.row(columns, &widths, row);
        }
    }

    /// A row of a table, over as many lines as its highest cell has.
    fn row(&mut self, columns: &[Column], widths: &[usize], row: &[String]) {
        let cells: Vec<Vec<String>> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| lines_of(cell, *width, *width))
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or_default();
        for at in 0..height {
            let mut line = String::new();
            for ((cell, column), widest) in cells.iter().zip(columns).zip(widths) {
                let cell = cell.get(at).map_or("", String::as_str);
                let room = " ".repeat(widest.saturating_sub(width(cell)));
                line += &if column.numeric {
                    format!("{room}{cell}  ")
                } else {
                    format!("{cell}{room}  ")
                };
            }
            self.lines.push(line.trim_end().to_owned());
        }
    }

    /// A row after the other, each cell behind the heading of its column; a first column of numbers leads its row.
    fn rows_as_lists(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        for row in rows {
            let mut cells = columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            let Some((column, cell)) = cells.next() else {
                continue;
            };
            self.wrapped(&format!("{}{}{cell}", column.heading, self.colon()), "", "    ");
            for (column, cell) in cells {
                let line = format!("{}{}{cell}", column.heading, self.colon());
                self.wrapped(&line, "    ", "      ");
            }
        }
    }
}

/// A number in Chinese numerals, up to 99; a larger one as digits.
fn han(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |of: u32| usize::try_from(of).ok().and_then(|of| DIGITS.get(of)).copied();
    match (digit(number / 10), digit(number % 10)) {
        (Some(""), Some(ones)) => ones.to_owned(),
        (Some("一"), Some(ones)) => format!("十{ones}"),
        (Some(tens), Some(ones)) => format!("{tens}十{ones}"),
        _ => number.to_string(),
    }
}

/// How many columns a text takes: two for a wide character (Unicode's East Asian Width), none for one that combines.
fn width(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

fn width_of(character: char) -> usize {
    match character {
        '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => 0,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{303E}'
        | '\u{3041}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1F64F}'
        | '\u{1F900}'..='\u{1F9FF}'
        | '\u{20000}'..='\u{3FFFD}' => 2,
        _ => 1,
    }
}

/// The width of the widest piece of a text that no line is parted within.
fn widest_piece(text: &str) -> usize {
    let pieces = pieces(text);
    pieces
        .iter()
        .map(|piece| width(piece.trim_end()))
        .max()
        .unwrap_or_default()
}

/// Characters that begin no line, and characters that end none.
const CLOSING: &str = "，。；：、！？）》」』”’〉】〕〗％,.;:!?)]%";
const OPENING: &str = "（《「『“‘〈【〔〖([";

/// What belongs to the number before it: official papers part no year and no day (GB/T 9704).
const OF_NUMBERS: &str = "年月日";

/// A text parted into lines: the first of one width, all others of another. Chinese is parted between any two
/// characters, other scripts between words; a word that is wider than a line is cut.
fn lines_of(text: &str, first: usize, others: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(&visible_line(text)) {
        let room = if lines.is_empty() { first } else { others };
        let shown = piece.trim_end();
        if !line.is_empty() && width(&line) + width(shown) > room {
            lines.push(line.trim_end().to_owned());
            line = String::new();
        }
        let room = if lines.is_empty() { first } else { others };
        if width(shown) <= room {
            line += &piece;
            continue;
        }
        for character in piece.chars() {
            let room = if lines.is_empty() { first } else { others };
            if !line.is_empty() && width(&line) + width_of(character) > room {
                lines.push(core::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// What no line is parted within: a wide character or a word, with the signs that belong to it and the blanks behind.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut joins = false;
    for character in text.chars() {
        let is_word = width_of(character) < 2 && !character.is_whitespace();
        let continues = pieces
            .last()
            .and_then(|last| last.chars().next_back())
            .is_some_and(|last| {
                let in_word = is_word && width_of(last) < 2 && !last.is_whitespace();
                let of_number = last.is_ascii_digit() && OF_NUMBERS.contains(character);
                joins || in_word || of_number || character.is_whitespace() || CLOSING.contains(character)
            });
        match pieces.last_mut() {
            Some(last) if continues => last.push(character),
            _ => pieces.push(character.to_string()),
        }
        joins = OPENING.contains(character);
    }
    pieces
}
