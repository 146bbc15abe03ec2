package io.darkroom.sandbox;

import io.darkroom.sandbox.FaultKind.Concern;

/// What goes wrong with one request.
///
/// @param status the answer's status; 0 unless the kind is STATUS
/// @param code the error code of a STATUS; `""` for none
/// @param billed whether the image is made and charged all the same; kinds that answer 200 always
/// charge
/// @param retryAfter what is sent as `Retry-After`, see [RetryAfterText]; `""`: nothing
/// @param number what the kind's own option says: bytes, or bytes a second
public record Fault(FaultKind kind, int status, String code, boolean billed, String retryAfter,
        long number) {

    static Fault of(FaultKind kind) {
        return new Fault(kind, 0, "", false, "", kind.standard());
    }

    static Fault of(int status) {
        return new Fault(FaultKind.STATUS, status, "", false, "", 0);
    }

    Fault withCode(String text) {
        return new Fault(kind, status, text, billed, retryAfter, number);
    }

    Fault withBill() {
        return new Fault(kind, status, code, true, retryAfter, number);
    }

    Fault withRetryAfter(String text) {
        return new Fault(kind, status, code, billed, text, number);
    }

    Fault withNumber(long value) {
        return new Fault(kind, status, code, billed, retryAfter, value);
    }

    boolean charges() {
        return billed || kind.concern() != Concern.NO_IMAGE;
    }

    /// The name in rules, such as `503` or `not-an-image`.
    String name() {
        return kind == FaultKind.STATUS ? Integer.toString(status) : kind.wire();
    }
}
