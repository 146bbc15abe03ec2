package io.darkroom.check;

/// An invariant as a question: each row of the answer, `subject` and `what`, is a violation.
///
/// Questions see the product's tables and those that [Facts] made for this check.
record Rule(Invariant invariant, String sql) {}
