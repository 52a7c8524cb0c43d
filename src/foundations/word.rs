//! Words of a closed list, as files write them: `confirmed`, `refused`.

/// A type whose values are written as one word each.
pub trait Word: Copy + 'static {
    /// Every word, in the order of the values.
    const WORDS: &'static [&'static str];

    /// The value's word.
    fn word(self) -> &'static str;

    /// Reads a word back.
    fn parse(word: &str) -> Option<Self>;
}

/// An enum whose values are written as one word each.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
            pub enum $name { $($(#[$doc])* $variant),+ }

            impl $crate::foundations::Word for $name {
                const WORDS: &'static [&'static str] = &[$($word),+];

                fn word(self) -> &'static str {
                    match self { $(Self::$variant => $word),+ }
                }

                fn parse(word: &str) -> Option<Self> {
                    match word { $($word => Some(Self::$variant),)+ _ => None }
                }
            }
        )+
    };
}
pub(crate) use words;
