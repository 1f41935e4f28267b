//! Server-sent events (WHATWG HTML, 9.2) as they really arrive: bytes in, [`Frame`]s out. Lines may end in CR, LF or
//! both, a space after `data:` may be missing, the last line feed too, and a character may be cut anywhere.

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Its name; empty where it has none.
    pub event: String,
    /// Its data; several `data:` lines are joined by line feeds.
    pub data: String,
}

/// The largest event that is read, in bytes.
pub const MAX_EVENT: usize = 1 << 20;

/// An event was larger than [`MAX_EVENT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooBig;

/// The parser. It only ever holds the event it is in.
#[derive(Clone, Debug, Default)]
pub struct Sse {
    line: Vec<u8>,
    frame: Frame,
    has_data: bool,
    after_cr: bool,
    first_line_read: bool,
    strange: bool,
}

impl Sse {
    /// Takes in the next bytes and gives the events that are now whole.
    ///
    /// # Errors
    /// [`TooBig`]; the parser is of no use then.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<Frame>, TooBig> {
        let mut frames = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            if std::mem::take(&mut self.after_cr) && rest[0] == b'\n' {
                rest = &rest[1..];
                continue;
            }
            match rest.iter().position(|b| matches!(b, b'\n' | b'\r')) {
                Some(end) => {
                    self.take(&rest[..end])?;
                    self.after_cr = rest[end] == b'\r';
                    rest = &rest[end + 1..];
                    frames.extend(self.end_line());
                }
                None => {
                    self.take(rest)?;
                    rest = &[];
                }
            }
        }
        Ok(frames)
    }

    /// The stream has ended: the event that was not closed by an empty line, if there is one.
    pub fn finish(&mut self) -> Option<Frame> {
        self.end_line().or_else(|| self.end_frame())
    }

    /// Whether there were lines that no event stream has.
    pub fn is_strange(&self) -> bool {
        self.strange
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), TooBig> {
        if self.line.len() + self.frame.data.len() + bytes.len() > MAX_EVENT {
            return Err(TooBig);
        }
        self.line.extend_from_slice(bytes);
        Ok(())
    }

    fn end_line(&mut self) -> Option<Frame> {
        let bytes = std::mem::take(&mut self.line);
        let bytes = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) if !self.first_line_read => rest,
            _ => &bytes[..],
        };
        self.first_line_read = true;
        if bytes.is_empty() {
            return self.end_frame();
        }
        let line = String::from_utf8_lossy(bytes);
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.frame.data.push('\n');
                }
                self.frame.data.push_str(value);
            }
            "event" => value.clone_into(&mut self.frame.event),
            // A comment, which keeps the connection alive, and fields that are of no use here.
            "" | "id" | "retry" => {}
            _ => self.strange = true,
        }
        None
    }

    fn end_frame(&mut self) -> Option<Frame> {
        let frame = std::mem::take(&mut self.frame);
        // A name without data is no event by the standard, but it is how some servers say that they failed.
        (std::mem::take(&mut self.has_data) || frame.event == "error").then_some(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(pieces: &[&[u8]]) -> Vec<(String, String)> {
        let mut sse = Sse::default();
        let mut frames: Vec<Frame> = pieces.iter().flat_map(|piece| sse.push(piece).unwrap()).collect();
        frames.extend(sse.finish());
        frames.into_iter().map(|f| (f.event, f.data)).collect()
    }

    /// `stream` gives `expected` (event, data), whole, by bytes, and cut in two at every byte.
    fn check(stream: &str, expected: &[(&str, &str)]) {
        let expected: Vec<(String, String)> = expected.iter().map(|(e, d)| ((*e).into(), (*d).into())).collect();
        let bytes = stream.as_bytes();
        assert_eq!(read(&[bytes]), expected);
        assert_eq!(read(&bytes.chunks(1).collect::<Vec<_>>()), expected);
        for at in 0..=bytes.len() {
            assert_eq!(read(&[&bytes[..at], &bytes[at..]]), expected, "cut at {at}");
        }
    }

    #[test]
    fn every_way_to_end_a_line() {
        for end in ["\n", "\r\n", "\r"] {
            check(&format!("data: あ{end}{end}data: 𠮷{end}{end}"), &[("", "あ"), ("", "𠮷")]);
        }
        check("data: a\r\n\ndata: b\r\r\ndata: c", &[("", "a"), ("", "b"), ("", "c")]);
    }

    #[test]
    fn fields_comments_and_names() {
        check(": ping\n\ndata:a\n: ping\ndata:  b\n\n", &[("", "a\n b")]);
        check("event: ping\ndata: {}\n\nid: 1\nretry: 5\ndata\n\n", &[("ping", "{}"), ("", "")]);
        check("event: error\n\n", &[("error", "")]);
        check("\u{FEFF}data: a\n\ndata: \u{FEFF}b\n\n", &[("", "a"), ("", "\u{FEFF}b")]);
        check("\n\n\n", &[]);
        check("", &[]);
    }

    #[test]
    fn what_is_no_event_stream_is_noticed() {
        let mut sse = Sse::default();
        sse.push(b"Internal Server Error").unwrap();
        assert_eq!(sse.finish(), None);
        assert!(sse.is_strange());
    }

    #[test]
    fn an_endless_line_is_refused() {
        let mut sse = Sse::default();
        let piece = [b'x'; 4096];
        let read = (0..=MAX_EVENT / piece.len()).try_for_each(|_| sse.push(&piece).map(drop));
        assert_eq!(read, Err(TooBig));
        let mut sse = Sse::default();
        let line = format!("data: {}\n", "x".repeat(4000));
        let read = (0..=MAX_EVENT / 4000).try_for_each(|_| sse.push(line.as_bytes()).map(drop));
        assert_eq!(read, Err(TooBig));
    }

    proptest! {
        #[test]
        fn where_the_bytes_are_cut_makes_no_difference(
            lines in prop::collection::vec(
                prop::sample::select(vec!["data: 令和", "data:8年", ": ping", "event: x", "", "", "data: 𠮷\u{FEFF}", "other"]),
                0..16,
            ),
            ends in prop::collection::vec(prop::sample::select(vec!["\n", "\r\n", "\r"]), 16),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        ) {
            let stream: String = lines.iter().zip(ends).map(|(line, end)| format!("{line}{end}")).collect();
            let bytes = stream.as_bytes();
            let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).chain([0, bytes.len()]).collect();
            at.sort_unstable();
            let pieces: Vec<&[u8]> = at.windows(2).map(|w| &bytes[w[0]..w[1]]).collect();
            prop_assert_eq!(read(&pieces), read(&[bytes]));
        }

        #[test]
        fn no_bytes_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            read(&[&bytes]);
        }
    }
}
