//! A paper as JSON: its pieces as they are, and null for what is filled in by hand.

use serde::Serialize;

use crate::figures::line;
use crate::foundations::{Lang, Word as _};
use crate::papers::{Block, Field, Paper};

#[derive(Serialize)]
struct PaperOut<'p> {
    kind: &'static str,
    name: &'static str,
    lang: &'static str,
    head: Vec<FieldOut<'p>>,
    title: &'p str,
    mark: Option<&'p str>,
    addressee: Option<&'p str>,
    body: Vec<BlockOut<'p>>,
    attachments: &'p [String],
    signature: Option<SignatureOut<'p>>,
    remark: Option<&'p str>,
    contact: Vec<FieldOut<'p>>,
    annexes: Vec<AnnexOut<'p>>,
    notes: &'p [String],
}

#[derive(Serialize)]
struct FieldOut<'p> {
    label: &'p str,
    value: Option<&'p str>,
}

#[derive(Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
enum BlockOut<'p> {
    Heading {
        level: u8,
        number: Option<u32>,
        text: &'p str,
    },
    Paragraph {
        text: &'p str,
    },
    Fields {
        fields: Vec<FieldOut<'p>>,
    },
    Points {
        label: &'p str,
        items: &'p [String],
    },
    Table {
        columns: Vec<ColumnOut<'p>>,
        rows: &'p [Vec<Option<String>>],
    },
    Signatures {
        who: &'p [String],
    },
}

#[derive(Serialize)]
struct ColumnOut<'p> {
    heading: &'p str,
    numeric: bool,
}

#[derive(Serialize)]
struct SignatureOut<'p> {
    organ: Option<&'p str>,
    sealed: bool,
    day: Option<String>,
}

#[derive(Serialize)]
struct AnnexOut<'p> {
    number: u32,
    title: &'p str,
    body: Vec<BlockOut<'p>>,
}

fn fields(fields: &[Field]) -> Vec<FieldOut<'_>> {
    fields
        .iter()
        .map(|field| FieldOut {
            label: &field.label,
            value: field.value.as_deref(),
        })
        .collect()
}

fn blocks(blocks: &[Block]) -> Vec<BlockOut<'_>> {
    blocks
        .iter()
        .map(|block| match block {
            Block::Heading { level, number, text } => BlockOut::Heading {
                level: *level,
                number: *number,
                text,
            },
            Block::Paragraph(text) => BlockOut::Paragraph { text },
            Block::Fields(of) => BlockOut::Fields { fields: fields(of) },
            Block::Points { label, items } => BlockOut::Points { label, items },
            Block::Table { columns, rows } => BlockOut::Table {
                columns: columns
                    .iter()
                    .map(|column| ColumnOut {
                        heading: &column.heading,
                        numeric: column.numeric,
                    })
                    .collect(),
                rows,
            },
            Block::Signatures(who) => BlockOut::Signatures { who },
        })
        .collect()
}

/// A paper as JSON, for whoever draws it.
pub fn paper_json(paper: &Paper) -> String {
    line(&PaperOut {
        kind: "paper",
        name: paper.name.word(),
        lang: if paper.lang == Lang::Zh { "zh" } else { "en" },
        head: fields(&paper.head),
        title: &paper.title,
        mark: paper.mark.as_deref(),
        addressee: paper.addressee.as_deref(),
        body: blocks(&paper.body),
        attachments: &paper.attachments,
        signature: paper.signature.as_ref().map(|signature| SignatureOut {
            organ: signature.organ.as_deref(),
            sealed: signature.sealed,
            day: signature.day.map(|day| day.to_string()),
        }),
        remark: paper.remark.as_deref(),
        contact: fields(&paper.contact),
        annexes: paper
            .annexes
            .iter()
            .map(|annex| AnnexOut {
                number: annex.number,
                title: &annex.title,
                body: blocks(&annex.body),
            })
            .collect(),
        notes: &paper.notes,
    })
}
