//! [`Facts`]: what a person fills into a form.
