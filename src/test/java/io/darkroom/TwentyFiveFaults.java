package io.darkroom;

import io.darkroom.item.ItemState;
import java.util.Arrays;
import java.util.List;

/// Twenty-five ways for a provider to go wrong that do not stop a run by themselves, as faults of
/// the sandbox, each with the state in which its items end.
///
/// Those that burn money, or may, count towards the rule that stops a run: ten in a row, or more than
/// 20 and 1 % of the requests of one process. At 1 % each the twelve of them stop a process after
/// some 170 requests; a storm that is to go on starts it again.
public enum TwentyFiveFaults {

    /// A limit, and no pause.
    THROTTLED("429:after=0:once", ItemState.SUCCEEDED, false),
    /// A limit, with a date of the old form.
    THROTTLED_UNTIL("429:after=rfc850+0:once", ItemState.SUCCEEDED, false),
    /// A limit, with a pause below zero.
    THROTTLED_ABSURDLY("429:after=-5:once", ItemState.SUCCEEDED, false),
    /// Two images for one.
    TWO_IMAGES("two-images", ItemState.SUCCEEDED, false),
    /// JSON that calls itself a PDF.
    WRONG_TYPE("wrong-type", ItemState.SUCCEEDED, false),
    /// A cost that is no number; the estimate is entered.
    NAN_COST("nan-cost", ItemState.SUCCEEDED, false),
    /// A cost below zero; the estimate is entered.
    NEGATIVE_COST("negative-cost", ItemState.SUCCEEDED, false),
    /// Base64 with line breaks in the URL alphabet.
    ODD_BASE64("odd-base64", ItemState.SUCCEEDED, false),
    /// A PNG that calls itself JPEG, or the other way round.
    MISNAMED("misnamed", ItemState.SUCCEEDED, false),
    /// A result that has moved.
    REDIRECT("redirect", ItemState.SUCCEEDED, false),
    /// A result that cannot be had at first.
    FLAKY_RESULT("flaky-result", ItemState.SUCCEEDED, false),
    /// A refusal by content policy.
    MODERATED("400:content_policy_violation", ItemState.REJECTED, false),
    /// A refusal of the request; not billed.
    REFUSED("422", ItemState.FAILED, false),
    /// Billed, and a web page came.
    HTML("html", ItemState.FAILED, true),
    /// Billed, and half a text came.
    BAD_JSON("bad-json", ItemState.FAILED, true),
    /// Billed, and no image came.
    EMPTY("empty", ItemState.FAILED, true),
    /// Billed, and what came is not base64.
    BAD_BASE64("bad-base64", ItemState.FAILED, true),
    /// Billed, and a drawing came.
    SVG("svg", ItemState.FAILED, true),
    /// Billed, and half an image came.
    CUT_IMAGE("cut-image", ItemState.FAILED, true),
    /// Billed, and the result's time is over.
    EXPIRED("expired", ItemState.FAILED, true),
    /// Billed, and the result leads into a private network.
    REDIRECT_PRIVATE("redirect-private", ItemState.FAILED, true),
    /// Billed, and two gigabytes of nothing came, compressed.
    GZIP_BOMB("gzip-bomb", ItemState.FAILED, true),
    /// Not billed, which nobody knows.
    SERVER_ERROR("500:once", ItemState.UNKNOWN, true),
    /// Billed and lost.
    LOST("reset:billed:once", ItemState.UNKNOWN, true),
    /// Billed and cut off.
    TRUNCATED("truncate:once", ItemState.UNKNOWN, true);

    private final String fault;
    private final ItemState end;
    private final boolean burns;

    TwentyFiveFaults(String fault, ItemState end, boolean burns) {
        this.fault = fault;
        this.end = end;
        this.burns = burns;
    }

    /// A rule for each, for the orders of its own share.
    ///
    /// @param rate of each, such as `1%`; at most 4%
    public static List<String> rules(String rate) {
        return Arrays.stream(values()).map(f -> "*=" + f.fault + ":" + rate).toList();
    }

    /// The rule for orders whose prompt holds a text.
    public String rule(String text) {
        return "prompt~" + text + "=" + fault;
    }

    /// What the sandbox calls it in [io.darkroom.sandbox.Arrival#fault()]; the three limits share a
    /// name.
    public String kind() {
        return fault.split(":", 2)[0];
    }

    /// The state in which items end where keys are ignored and unknown outcomes are held; where keys
    /// are honoured, items that are UNKNOWN here succeed.
    public ItemState end() {
        return end;
    }

    /// Whether its requests may be billed without an image.
    public boolean burns() {
        return burns;
    }
}
