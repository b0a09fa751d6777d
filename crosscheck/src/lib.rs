//! Nothing: the comparison is in `tests`. A package of its own, because nothing that ships may hold unsafe code.
