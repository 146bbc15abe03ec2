package io.darkroom.ledger;

/// Why a run was stopped by policy.
///
/// @param reason a code such as `KEY_REFUSED`
/// @param message a sentence for the operator
public record Halt(String reason, String message) {}
