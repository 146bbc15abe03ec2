package io.darkroom.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What goes wrong with one request.
///
/// @param status the answer's status; 0 unless the kind is STATUS
/// @param code the error code of a STATUS; `""` for none
/// @param billed whether the image is made and charged all the same; kinds that answer 200 always
/// charge
/// @param retryAfterSeconds sent as `Retry-After`; -1: not sent
public record Fault(Kind kind, int status, String code, boolean billed, int retryAfterSeconds) {

    /// The ways to go wrong.
    public enum Kind {

        /// An error answer.
        STATUS,
        /// The connection is closed without an answer.
        RESET,
        /// No answer, ever.
        HANG,
        /// The connection is closed half-way through a 200.
        TRUNCATE,
        /// 200 with a web page.
        HTML,
        /// 200 with half a JSON text of the right length.
        BAD_JSON,
        /// 200 with an image that is not base64.
        BAD_BASE64,
        /// 200 with text where the image should be.
        NOT_AN_IMAGE,
        /// 200 with an empty list of images.
        EMPTY,
        /// 200 with the URL of a result that is not there.
        GONE,
        /// A right answer that is charged twice.
        BILL_TWICE;

        /// The name in rules, such as `not-an-image`.
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// All names but STATUS, which is written as its number.
        public static List<String> allowed() {
            return Arrays.stream(values()).filter(k -> k != STATUS).map(Kind::wire).toList();
        }

        static Optional<Kind> parse(String text) {
            return Arrays.stream(values())
                    .filter(k -> k != STATUS && k.wire().equalsIgnoreCase(text)).findFirst();
        }
    }

    boolean charges() {
        return switch (kind) {
            case STATUS, RESET, HANG -> billed;
            case TRUNCATE, HTML, BAD_JSON, BAD_BASE64, NOT_AN_IMAGE, EMPTY, GONE, BILL_TWICE ->
                true;
        };
    }
}
