//! How many tokens a text is, about: no server's own counting is asked for it, and every model counts otherwise.

use super::request::Request;

/// About how many tokens `text` is. Tokenizers of today make one to three of ten Latin letters and eight to twelve of ten
/// Japanese characters; what is said here lies in the middle, and is right to about a third.
pub fn estimate(text: &str) -> usize {
    let tenths: usize = text.chars().map(|c| if c.is_ascii() { 3 } else { 10 }).sum();
    tenths.div_ceil(10)
}

/// About how many tokens are sent with `request`.
pub fn of(request: &Request) -> usize {
    /// What protocols put around two messages.
    const AROUND: usize = 10;
    estimate(&request.system) + estimate(&request.user) + AROUND
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_are_counted_as_models_count_them() {
        assert_eq!(estimate(""), 0);
        assert_eq!(estimate("令和8年度総合防災訓練の実施について"), 17);
        assert_eq!(estimate("The drill will be held on June 1."), 10);
    }
}
