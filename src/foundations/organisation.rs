//! The identity of an organisation: its 统一社会信用代码 (GB 32100-2015), or an id that the secretariat gives.

use core::fmt;

use crate::foundations::{half_width, shows_nothing, squeezed};

/// What an organisation is known by. Names are for people, ids for rules.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrganisationId(String);

/// The characters of a code in the order of their values: no I, O, S, V, Z (GB 32100-2015, 4).
const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// A code has 18 characters; the last is the check digit.
const LENGTH: usize = 18;
/// What an id that the secretariat gives begins with, so that it is never taken for a code.
const LOCAL: &str = "本地:";

impl OrganisationId {
    /// Reads an id as typed. Full-width characters, small letters and blanks are folded, and nothing else; nothing where
    /// what is left is neither 18 signs of a code nor an id of the secretariat's, which has no sign that nobody sees.
    pub fn parse(typed: &str) -> Option<Self> {
        let half = half_width(typed);
        if let Some(rest) = half.trim().strip_prefix(LOCAL) {
            let rest = squeezed(rest);
            let plain = !rest.is_empty() && !rest.contains(shows_nothing);
            return plain.then(|| Self(format!("{LOCAL}{rest}")));
        }
        let folded: String = half
            .chars()
            .filter(|character| !character.is_whitespace())
            .collect();
        let folded = folded.to_ascii_uppercase();
        (folded.chars().count() == LENGTH && folded.chars().all(|character| CHARACTERS.contains(character)))
            .then_some(Self(folded))
    }

    /// The code that begins with these 17 characters, its check digit behind them; nothing where they are none of a code's.
    pub fn completed(characters: &str) -> Option<Self> {
        Self::parse(&format!("{characters}{}", check_digit(characters))).filter(|id| !id.is_local())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the secretariat gave it.
    pub fn is_local(&self) -> bool {
        self.0.starts_with(LOCAL)
    }

    /// The words of an id that the secretariat gave; they often are the organisation's name.
    pub fn local_name(&self) -> Option<&str> {
        self.0.strip_prefix(LOCAL)
    }

    /// Whether the check digit is the one that the characters before it give. Real codes fail it, so that a wrong one is
    /// a question and never a refusal; an id of the secretariat's has none.
    pub fn check_digit_fits(&self) -> bool {
        self.is_local() || self.0.ends_with(check_digit(&self.0))
    }
}

/// The check digit of a code: (31 − Σ value × 3^i mod 31) mod 31 over its first 17 characters.
fn check_digit(code: &str) -> char {
    let (mut sum, mut weight) = (0, 1);
    for character in code.chars().take(LENGTH - 1) {
        sum += CHARACTERS.find(character).unwrap_or_default() * weight;
        weight = weight * 3 % 31;
    }
    CHARACTERS.chars().nth((31 - sum % 31) % 31).unwrap_or_default()
}

impl fmt::Display for OrganisationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
