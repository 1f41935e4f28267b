//! Judgement without a model: rules, findings, fixes.
