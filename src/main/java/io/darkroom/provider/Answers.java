package io.darkroom.provider;

import io.darkroom.provider.Outcome.Failed;
import io.darkroom.provider.Outcome.Halt;
import io.darkroom.provider.Outcome.Reason;
import io.darkroom.provider.Outcome.Rejected;
import io.darkroom.provider.Outcome.Throttled;
import io.darkroom.provider.Outcome.Unknown;
import java.net.http.HttpHeaders;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Pattern;

/// What an answer without an image means: one table from status and text to [Outcome].
///
/// Where a status does not say whether money moved, it is taken to have moved.
///
/// @param noCharge statuses beside 429 that the operator knows to cost nothing
record Answers(InstantSource clock, Set<Integer> noCharge) {

    private static final Pattern POLICY = Pattern
            .compile("(?i)moderation_blocked|content_policy|safety system|content policy");
    private static final Pattern MONEY = Pattern.compile("(?i)insufficient_quota"
            + "|billing_hard_limit_reached|credit_balance_exhausted|spend_limit_exceeded");
    private static final Pattern MONEY_WORDS = Pattern.compile("(?i)\\b(credits?|balance)\\b");
    private static final Pattern MODEL = Pattern.compile("(?i)model_not_found|model not found");

    /// @param text the body, as much of it as could be read
    Outcome of(int status, HttpHeaders headers, String text) {
        var error = ErrorText.read(text);
        var said = error.code() + " " + error.message() + " " + text;
        var code = error.code().isEmpty() ? "HTTP_" + status : error.code();
        var answer = new Said(status, requestId(headers), code, error.message());
        if (noCharge.contains(status)) {
            return throttled(answer, headers, said);
        }
        return switch (status) {
            case 401 -> answer.halt(Reason.KEY_REFUSED);
            case 402 -> answer.halt(Reason.OUT_OF_CREDIT);
            case 400, 403, 422 -> refused(answer, said);
            case 404 ->
                MODEL.matcher(said).find() ? answer.halt(Reason.UNKNOWN_MODEL) : answer.failed();
            case 408, 409, 499 -> answer.unknown();
            case 429 -> outOfMoney(said)
                    ? answer.halt(Reason.OUT_OF_CREDIT)
                    : throttled(answer, headers, said);
            default -> status >= 500 || status < 300 ? answer.unknown() : answer.failed();
        };
    }

    /// A job that was accepted and ended without an image: whether it was charged, nobody says.
    static Outcome jobFailed(ErrorText error, int status, String requestId) {
        var code = error.code().isEmpty() ? "JOB_FAILED" : error.code();
        var answer = new Said(status, requestId, code, error.message());
        return POLICY.matcher(code + " " + error.message()).find()
                ? answer.rejected()
                : answer.unknown();
    }

    /// The API's name of a request; `""` if it gave none.
    static String requestId(HttpHeaders headers) {
        return headers.firstValue("x-request-id").or(() -> headers.firstValue("request-id"))
                .orElse("");
    }

    private static Outcome refused(Said answer, String said) {
        if (POLICY.matcher(said).find()) {
            return answer.rejected();
        }
        if (MONEY.matcher(said).find()) {
            return answer.halt(Reason.OUT_OF_CREDIT);
        }
        return answer.status() == 403 ? answer.halt(Reason.NOT_IN_PLAN) : answer.failed();
    }

    private static boolean outOfMoney(String said) {
        return MONEY.matcher(said).find() || MONEY_WORDS.matcher(said).find();
    }

    private Outcome throttled(Said answer, HttpHeaders headers, String said) {
        var header = headers.firstValue("retry-after").orElse("");
        return new Throttled(RetryAfter.of(header, said, clock.instant()), answer.message(),
                answer.status());
    }

    private record Said(int status, String requestId, String code, String message) {

        Outcome halt(Reason reason) {
            return new Halt(reason, message, status, requestId);
        }

        Outcome failed() {
            return new Failed(code, message, status, requestId, false);
        }

        Outcome rejected() {
            return new Rejected(code, message, status, requestId);
        }

        Outcome unknown() {
            return new Unknown(code, message, status, requestId);
        }
    }
}
