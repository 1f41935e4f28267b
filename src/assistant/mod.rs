//! Engines: endpoints and what is said to them, the send gate, the offline engine.
