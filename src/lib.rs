//! Kian (起案) drafts, checks, reviews and sends out Japanese public-service documents, in Japanese and English.
//!
//! One crate: this library, which knows how to draft, check, export and remember documents, and a small binary with
//! two faces, a window ([`ui`]) and a command line ([`cli`]). Read the modules in the order they are listed here, from
//! the bottom up. Arrows only point down: a module may import what its line names and nothing else of ours
//! (`tests/architecture.rs` reads this table).
//!
//! | module | what it is | may import |
//! | --- | --- | --- |
//! | `text` | where things are in a text, how it changes, what it states: `Span`, `Change`, `Lang`, sentences, words and readings, facts, personal information, search | |
//! | `document` | what is being drafted: `Document`, `Role`, `Marks`, `Comments`, `Form`, `Edit`, `History`, `Suggestion` and its guard, `Author`, 格付け, what people vouch for, comparison of versions and 改め文 | `text` |
//! | `translation` | two languages side by side: `Bitext`, `Pair`, segmentation, alignment, the translation memory, the termbase; keeps pairs true while the source changes | `text` `document` |
//! | `proofread` | judgement without a model: `Rule`, `Finding`, `Fix`, `Checker`, `Rulebook`, an office's own words | `text` `document` `translation` |
//! | `assistant` | engines: `Endpoint`, `Request`, `Session`, the office's `Policy` and the send gate, masking, one wire file per protocol, the offline engine | `text` `document` `translation` |
//! | `format` | reading and writing .kian, DOCX, ODT, HTML, Markdown and text, writing PDF, 新旧対照表, and what translators exchange: TMX, XLIFF, TBX, SRX | `text` `document` `translation` |
//! | `store` | SQLite: the session journal, recent documents, the suggestion ledger, the chained audit trail, what answers used, translation memories and termbases | `text` `document` `translation` |
//! | `i18n` | words for people: `Locale`, `Tr` | |
//! | `app` | what the program is doing: `App`, `Command`, `Action`, `Job`, `Report`, `Settings`, `Notice` | `text` `document` `translation` `proofread` `assistant` `format` `store` `i18n` |
//! | `ui` | the window: reads `App`, draws, answers with `Action`s | `text` `document` `translation` `proofread` `assistant` `i18n` `app` |
//! | `cli` | the command line: the same calls, run in place | `text` `document` `translation` `proofread` `assistant` `format` `store` `i18n` `app` |
//!
//! Boundaries, each an absence:
//!
//! - Nothing below `ui` imports egui or eframe.
//! - Nothing below `app` starts a thread or reads the clock: time comes in as an argument.
//! - `text`, `document`, `translation` and `proofread` do no input or output and cannot fail on bad prose.
//! - Core types are not `Serialize`: `store`, `format` and `cli` have shapes of their own and convert. Positions are
//!   bytes inside, Unicode scalar values in JSON and egui.
//! - No module but `i18n` and the two faces holds words meant for people. Errors, findings and notices are ids and
//!   data ([`text::Message`]); form files, which are data too, bring their own words.
//! - Nothing a model wrote is in the document until a person accepts it.

#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod text;
pub mod document;
pub mod translation;
pub mod proofread;
pub mod assistant;
pub mod format;
pub mod store;
pub mod i18n;
pub mod app;
pub mod ui;
pub mod cli;
