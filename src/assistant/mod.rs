//! Engines: endpoints and what is said to them, the send gate, the offline engine.
//!
//! A call goes through these files in order: [`prompt`] makes the [`Request`] a person can read, [`gate()`] says whether
//! the office's [`Policy`] lets it go to that [`Endpoint`], [`outgoing`] puts placeholders in the place of what is
//! personal, [`wire`] carries it, [`session`] turns what comes back into an [`Answer`] that says
//! of itself whether it is whole. [`offline`] needs none of that: it works on this machine alone.
//!
//! Everything but [`wire`], [`key`], [`doctor`] and [`local`] is pure. Those four are plain functions: the thread and the runtime
//! they run on belong to `app`. What is dropped is cancelled, and the connection is closed with it.

pub mod request;
pub mod prompt;
pub mod critique;
pub mod orders;
pub mod template;
pub mod endpoint;
pub mod connection;
pub mod tokens;
pub mod long;
pub mod piecewise;
pub mod inputs;
pub mod policy;
pub mod price;
pub mod gate;
pub mod masking;
pub mod outgoing;
pub mod session;
pub mod tidy;
pub mod translate;
pub mod wire;
pub mod vault;
pub mod key;
pub mod doctor;
pub mod local;
pub mod offline;
pub mod error;

pub use endpoint::{Endpoint, Kind};
pub use error::Error;
pub use gate::{Purpose, Refusal, Sending, Verdict, gate};
pub use outgoing::{Blocked, Outgoing};
pub use policy::Policy;
pub use request::{Instruction, Request, Task};
pub use session::{Answer, Completeness, Effect, EndMarks, Event, Session};
pub use template::Template;
