//! The page's own index.html, read tag by tag: enough for what trunk and we write, and no parser for the web.

use std::ops::Range;

/// A start tag, and for scripts and styles all up to their end.
#[derive(Debug)]
pub struct Element<'h> {
    /// Its name in small letters, as we write it.
    pub name: &'h str,
    attributes: Vec<(&'h str, &'h str)>,
    /// Where it stands, with the end tag of a script or style.
    pub whole: Range<usize>,
    /// What stands inside a script or style.
    pub inside: &'h str,
}

impl<'h> Element<'h> {
    /// The value of an attribute; empty where it has none, nothing where it is not there.
    pub fn attribute(&self, name: &str) -> Option<&'h str> {
        self.attributes
            .iter()
            .find(|(other, _)| *other == name)
            .map(|(_, value)| *value)
    }

    /// The names of all its attributes.
    pub fn attributes(&self) -> impl Iterator<Item = &'h str> {
        self.attributes.iter().map(|(name, _)| *name)
    }

    /// Whether it is a script that runs, and no block of data.
    pub fn runs(&self) -> bool {
        self.name == "script"
            && matches!(
                self.attribute("type"),
                None | Some("" | "module" | "text/javascript")
            )
    }
}

/// All elements of a page, in their order; comments hold none.
pub fn elements(html: &str) -> Vec<Element<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|offset| at + offset) {
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            at = start + rest.find("-->").map_or(rest.len(), |end| end + 3);
            continue;
        }
        let name_length = rest[1..]
            .find(|character: char| !character.is_ascii_alphanumeric())
            .unwrap_or(rest.len() - 1);
        let name = &rest[1..1 + name_length];
        if name.is_empty() {
            at = start + 1;
            continue;
        }
        let (attributes, length) = attributes(&rest[1 + name_length..]);
        let opened = start + 1 + name_length + length;
        let (mut inside, mut end) = ("", opened);
        if ["script", "style", "title"].contains(&name) {
            let closing = format!("</{name}>");
            let length = html[opened..].find(&closing).unwrap_or(html.len() - opened);
            inside = &html[opened..opened + length];
            end = (opened + length + closing.len()).min(html.len());
        }
        found.push(Element {
            name,
            attributes,
            whole: start..end,
            inside,
        });
        at = end;
    }
    found
}

/// The attributes behind a tag's name, and how far it is to behind its end.
fn attributes(text: &str) -> (Vec<(&str, &str)>, usize) {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\n', '\t', '/']).len();
        let rest = &text[at..];
        if rest.is_empty() || rest.starts_with('>') {
            return (found, (at + 1).min(text.len()));
        }
        let length = rest
            .find(|character: char| character.is_whitespace() || "=>/".contains(character))
            .unwrap_or(rest.len())
            .max(1);
        let name = &rest[..length.min(rest.len())];
        at += name.len();
        let mut value = "";
        if let Some(written) = text[at..].strip_prefix('=') {
            at += 1;
            let quote = written
                .chars()
                .next()
                .filter(|character| "\"'".contains(*character));
            match quote {
                Some(quote) => {
                    value = written[1..].split(quote).next().unwrap_or_default();
                    at += value.len() + 2;
                }
                None => {
                    value = written
                        .split(|character: char| character.is_whitespace() || character == '>')
                        .next()
                        .unwrap_or_default();
                    at += value.len();
                }
            }
            at = at.min(text.len());
        }
        found.push((name, value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_tag_by_tag() {
        let html = "<!doctype html><html lang=zh><!-- <link href=none> --><meta charset=\"utf-8\">\
            <script src='a.js' defer></script><script>if (a < b) '<p x>'</script><p hidden>a</p>";
        let found = elements(html);
        let names: Vec<_> = found.iter().map(|element| element.name).collect();
        assert_eq!(names, ["html", "meta", "script", "script", "p"]);
        assert_eq!(found[0].attribute("lang"), Some("zh"));
        assert_eq!(found[1].attribute("charset"), Some("utf-8"));
        assert_eq!(found[2].attribute("src"), Some("a.js"));
        assert_eq!(found[2].attribute("defer"), Some(""));
        assert_eq!(
            &html[found[2].whole.clone()],
            "<script src='a.js' defer></script>"
        );
        assert_eq!(found[3].inside, "if (a < b) '<p x>'");
        assert!(found[3].runs() && found[3].attribute("src").is_none());
        assert_eq!(found[4].attributes().collect::<Vec<_>>(), ["hidden"]);
    }

    #[test]
    fn data_do_not_run() {
        let found = elements("<script type=\"application/json\">{}</script><script type=module>1</script>");
        assert!(!found[0].runs() && found[1].runs());
    }

    #[test]
    fn what_is_cut_off_ends() {
        for html in ["<", "<a", "<a b", "<a b=", "<a b='", "<script>x", "<!-- x"] {
            elements(html);
        }
    }
}
