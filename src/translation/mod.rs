//! Two languages side by side: a [`Bitext`] is a source text cut into segments, each with its target: a [`Pair`]. It
//! follows the source while that changes, knows how far each pair has come, and can take back what was done to it.
//!
//! Beside it stand what feeds it: [`segmentation`] by our own rules or an office's, [`align`](fn@align), which finds the
//! pairs of two existing texts without a model, [`memory`], which finds what was translated before, [`terms`],
//! the agreed words, and [`Unit`], a pair as
//! translators' files carry it. Nothing here reads a file or a clock.

pub mod align;
pub mod bitext;
pub mod memory;
pub mod pair;
pub mod quality;
pub mod segmentation;
pub mod statistics;
pub mod terms;
pub mod unit;

mod follow;

pub use align::{Aligned, align};
pub use bitext::{Bitext, Edit, Loose, Received, Refusal, Touched, Why};
pub use pair::{Comment, Event, Happened, Label, Origin, Pair, PairId, Passed, Reply, Side, Stage, Status, Work};
pub use segmentation::Segmenter;
pub use statistics::{Amount, Statistics};
pub use unit::{Rich, Tag, TagKind, Unit};
