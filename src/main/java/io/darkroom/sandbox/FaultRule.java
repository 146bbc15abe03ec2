package io.darkroom.sandbox;

import io.darkroom.item.Nearest;
import io.darkroom.item.UnusableInput;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which requests go wrong, how, and how often.
///
/// @param share which part of all orders the rule is for, above 0 and at most 1
/// @param times how often the rule applies; 0: always
/// @param once whether it applies to the first request of an order only
public record FaultRule(Match match, Fault fault, double share, int times, boolean once) {

    private static final Pattern FORM = Pattern
            .compile("(\\*|prompt~(?<text>.+?))=(?<fault>[A-Za-z0-9-]+)(?<options>(:[^:]+)*)");
    private static final Pattern STATUS = Pattern.compile("[3-5]\\d\\d");

    /// Which requests are meant.
    ///
    /// @param promptContains a part of the prompt, whatever its case; `""`: every request
    public record Match(String promptContains) {

        boolean matches(String prompt) {
            return prompt.toLowerCase(Locale.ROOT)
                    .contains(promptContains.toLowerCase(Locale.ROOT));
        }
    }

    /// Reads one line:
    ///
    /// ```
    /// rule   = match "=" fault *( ":" option )
    /// match  = "*" / "prompt~" text
    /// fault  = status / name           ; a status from 300 to 599, or a name of the first table
    /// ```
    ///
    /// | about | faults, see [FaultKind] |
    /// |---|---|
    /// | no image | `reset`, `hang`, a status |
    /// | how the answer travels | `truncate`, `drip`, `huge-body`, `long-length`, `short-length`, `gzip-bomb` |
    /// | what the answer says | `html`, `bad-json`, `empty`, `null-data`, `no-data`, `two-images`, `wrong-type` |
    /// | what it says about money | `no-cost`, `negative-cost`, `nan-cost`, `high-cost`, `bill-twice` |
    /// | the image's bytes | `bad-base64`, `odd-base64`, `not-an-image`, `html-image`, `svg`, `cut-image`, `misnamed`, `same-image` |
    /// | the image's URL | `gone`, `expired`, `redirect`, `redirect-loop`, `redirect-private`, `private-result`, `flaky-result`, `slow-result`, `cut-result`, `huge-result` |
    ///
    /// | option | meaning |
    /// |---|---|
    /// | `1%` or `rate=0.01` | for that part of the orders; which they are depends on the sandbox's seed and on prompt, options and input images alone |
    /// | `once` | only the first request of an order |
    /// | `x5` | only so often in all |
    /// | `after=2` | `Retry-After` of a status: seconds, `rfc1123+30`, `lowercase+30`, `rfc850+30` or `asctime+30` for a date so many seconds from now, `year9999`, or any text as it is, such as `-5` or `NaN` |
    /// | `billed` | charged although a status, `reset` or `hang` brings no image |
    /// | `cut=100` | of `truncate`: closes after so many bytes of the answer |
    /// | `speed=10` | of `drip`: bytes a second |
    /// | `size=1000` | of `huge-body`: bytes in all |
    /// | any other word | error code of a status, such as `insufficient_quota` |
    ///
    /// Rules are tried in order and the first that applies counts; one that does not apply, because
    /// of its rate or because it is used up, leaves the request to those behind it. Of the rules
    /// with a rate at most one is for an order, so that each of them gets its share as long as all
    /// shares together are at most 100 %.
    ///
    /// For example `prompt~teapot=400:content_policy_violation`, `*=429:x5:after=2` or
    /// `*=reset:billed:1%`.
    ///
    /// @throws UnusableInput if the line has another form
    public static FaultRule parse(String line) {
        var match = FORM.matcher(line.strip());
        if (!match.matches()) {
            throw unusable(line, "");
        }
        var text = match.group("text");
        var rule = new FaultRule(new Match(text == null ? "" : text),
                fault(match.group("fault"), line), 1, 0, false);
        for (var option : match.group("options").split(":", -1)) {
            rule = option.isEmpty()
                    ? rule
                    : FaultOption.apply(option, rule)
                            .orElseThrow(() -> unusable(line, "; not " + option));
        }
        return rule;
    }

    private static Fault fault(String name, String line) {
        if (STATUS.matcher(name).matches()) {
            return Fault.of(Integer.parseInt(name));
        }
        return FaultKind.parse(name).map(Fault::of).orElseThrow(
                () -> unusable(line, Nearest.to(name, FaultKind.allowed())
                        .map(n -> "; did you mean " + n + "?").orElse("")));
    }

    FaultRule with(Fault changed) {
        return new FaultRule(match, changed, share, times, once);
    }

    private static UnusableInput unusable(String line, String hint) {
        return new UnusableInput("fault \"" + line
                + "\": MATCH=FAULT[:OPTION…], where MATCH is * or "
                + "prompt~TEXT, FAULT a status or one of " + String.join(", ", FaultKind.allowed())
                + ", and OPTION one of xN, N%, once, billed, after=…, cut=N, speed=N, size=N or the "
                + "error code of a status, each where it makes sense" + hint);
    }
}
