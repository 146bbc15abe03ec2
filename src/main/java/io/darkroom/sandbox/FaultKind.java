package io.darkroom.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The ways to go wrong. All but [#STATUS], [#RESET] and [#HANG] answer 200 and are charged; those
/// whose image can be used after all say so.
public enum FaultKind {

    /// An error answer.
    STATUS(Concern.NO_IMAGE),
    /// The connection is closed without an answer.
    RESET(Concern.NO_IMAGE),
    /// No answer, ever.
    HANG(Concern.NO_IMAGE),

    /// The connection is closed within the answer; after `cut` bytes of it, otherwise half-way.
    TRUNCATE(Concern.LINE, "cut", -1),
    /// The answer comes slowly; `speed` bytes a second, otherwise 1.
    DRIP(Concern.LINE, "speed", 1),
    /// An answer that goes on and on; for `size` bytes, otherwise 2 GiB.
    HUGE_BODY(Concern.LINE, "size", 2L << 30),
    /// More is announced than is sent.
    LONG_LENGTH(Concern.LINE),
    /// Only half is announced, so that the rest cannot be read.
    SHORT_LENGTH(Concern.LINE),
    /// Compressed although nobody asked for it: 2 GiB in 2 MiB.
    GZIP_BOMB(Concern.LINE),

    /// A web page.
    HTML(Concern.TEXT),
    /// A web page that shows the request's headers, the key among them.
    ECHO(Concern.TEXT),
    /// Half a JSON text of the right length.
    BAD_JSON(Concern.TEXT),
    /// An empty list of images.
    EMPTY(Concern.TEXT),
    /// `null` where the images should be.
    NULL_DATA(Concern.TEXT),
    /// Nothing where the images should be.
    NO_DATA(Concern.TEXT),
    /// The image twice where one was asked for. Can be used.
    TWO_IMAGES(Concern.TEXT),
    /// JSON that calls itself a PDF. Can be used.
    WRONG_TYPE(Concern.TEXT),
    /// Says nothing about the cost. Can be used, as can the three that follow.
    NO_COST(Concern.TEXT),
    /// A cost below zero.
    NEGATIVE_COST(Concern.TEXT),
    /// A cost that is not a number: the literal `NaN`, which is not JSON.
    NAN_COST(Concern.TEXT),
    /// Ten times the price, though the bill has the price.
    HIGH_COST(Concern.TEXT),
    /// A right answer that is charged twice.
    BILL_TWICE(Concern.TEXT),

    /// An image that is not base64; always in the answer itself.
    BAD_BASE64(Concern.IMAGE),
    /// Base64 in the URL alphabet, with line breaks and without padding; always in the answer
    /// itself. Can be used.
    ODD_BASE64(Concern.IMAGE),
    /// Text where the image should be; always in the answer itself.
    NOT_AN_IMAGE(Concern.IMAGE),
    /// A web page where the image should be.
    HTML_IMAGE(Concern.IMAGE),
    /// A drawing in SVG, with a script in it.
    SVG(Concern.IMAGE),
    /// The first half of the image's bytes, whole by its length.
    CUT_IMAGE(Concern.IMAGE),
    /// The image under the name and type of another format. Can be used.
    MISNAMED(Concern.IMAGE),
    /// An image that another order got too. Can be used, but is not what was asked for.
    SAME_IMAGE(Concern.IMAGE),

    /// The URL of a result that is not there: 404.
    GONE(Concern.RESULT),
    /// The URL of a result whose time is over: 403.
    EXPIRED(Concern.RESULT),
    /// The URL redirects to the image. Can be used.
    REDIRECT(Concern.RESULT),
    /// The URL redirects to itself.
    REDIRECT_LOOP(Concern.RESULT),
    /// The URL redirects to an address that is not public.
    REDIRECT_PRIVATE(Concern.RESULT),
    /// The URL is at an address that is not public.
    PRIVATE_RESULT(Concern.RESULT),
    /// The first download is answered with 503. Can be used.
    FLAKY_RESULT(Concern.RESULT),
    /// The download comes slowly: one byte a second.
    SLOW_RESULT(Concern.RESULT),
    /// The download ends half-way, always.
    CUT_RESULT(Concern.RESULT),
    /// The download goes on for 2 GiB.
    HUGE_RESULT(Concern.RESULT, "", 2L << 30);

    /// Which part of an exchange a fault is about.
    enum Concern {

        /// Nothing is made, unless the rule says so.
        NO_IMAGE,
        /// How the answer travels.
        LINE,
        /// What the answer says.
        TEXT,
        /// The bytes of the image.
        IMAGE,
        /// The download of the image, which is never in the answer itself.
        RESULT
    }

    private final Concern concern;
    private final String option;
    private final long standard;

    FaultKind(Concern concern) {
        this(concern, "", 0);
    }

    FaultKind(Concern concern, String option, long standard) {
        this.concern = concern;
        this.option = option;
        this.standard = standard;
    }

    Concern concern() {
        return concern;
    }

    /// The name of the option with a number that it takes; `""`: none.
    String option() {
        return option;
    }

    /// That number where the rule does not say it.
    long standard() {
        return standard;
    }

    /// The name in rules, such as `not-an-image`.
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// All names but STATUS, which is written as its number.
    public static List<String> allowed() {
        return Arrays.stream(values()).filter(k -> k != STATUS).map(FaultKind::wire).toList();
    }

    static Optional<FaultKind> parse(String text) {
        return Arrays.stream(values()).filter(k -> k != STATUS && k.wire().equalsIgnoreCase(text))
                .findFirst();
    }
}
