//! Names that lie side by side: which two of them are one on some system.

use std::collections::BTreeMap;

use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::foundations::{half_width, shows_nothing};

/// The names of files and folders so far, as systems compare them that know the fewest differences.
#[derive(Default)]
pub(super) struct Names {
    files: BTreeMap<String, String>,
    folders: BTreeMap<String, String>,
}

impl Names {
    /// Adds a file and the folders it lies in.
    ///
    /// # Errors
    /// The file or folder that is in the way: it has the name of this file, or is a file where this one has a folder.
    pub(super) fn add_file(&mut self, name: &str) -> Result<(), String> {
        let key = key(name);
        let taken = self.files.get(&key).or_else(|| self.folders.get(&key));
        if let Some(taken) = taken {
            return Err(taken.clone());
        }
        let above = name.rsplit_once('/').map(|(folder, _)| folder);
        above.map_or(Ok(()), |folder| self.add_folder(folder))?;
        self.files.insert(key, name.to_owned());
        Ok(())
    }

    /// Adds a folder and those it lies in; it may be there already.
    ///
    /// # Errors
    /// The file that has its name.
    pub(super) fn add_folder(&mut self, name: &str) -> Result<(), String> {
        let ends = name.char_indices().filter(|(_, letter)| *letter == '/');
        let ends = ends.map(|(end, _)| end).chain([name.len()]);
        for end in ends {
            let folder = name.get(..end).unwrap_or_default();
            let key = key(folder);
            if let Some(taken) = self.files.get(&key) {
                return Err(taken.clone());
            }
            self.folders.entry(key).or_insert_with(|| folder.to_owned());
        }
        Ok(())
    }
}

/// A name without what some system does not tell apart: letter case in full (ß and SS), composed and decomposed
/// letters, width, and characters that nobody sees.
fn key(name: &str) -> String {
    let form = DecomposingNormalizerBorrowed::new_nfd();
    let seen: String = half_width(name)
        .chars()
        .filter(|letter| !shows_nothing(*letter))
        .collect();
    // Small first: the capital ß becomes SS by its small letter alone.
    let folded = form.normalize(&seen).to_lowercase().to_uppercase();
    form.normalize(&folded).into_owned()
}
