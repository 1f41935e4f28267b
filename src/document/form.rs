//! [`Form`] (様式): which fields a kind of document asks for and which parts it has, read from a data file.
