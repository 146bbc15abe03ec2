package io.darkroom.sandbox;

import io.darkroom.item.UnusableInput;
import java.util.Locale;
import java.util.regex.Pattern;

/// Which requests go wrong, how, and how often.
///
/// @param times how often the rule applies; 0: always
public record FaultRule(Match match, Fault fault, int times) {

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
    /// fault  = status / "reset" / "hang" / "truncate" / "html" / "bad-json" / "bad-base64"
    ///          / "not-an-image" / "empty" / "gone" / "bill-twice"
    /// option = "x" number          ; only so often
    ///          / "after=" seconds  ; Retry-After
    ///          / "billed"          ; charged although it fails
    ///          / error code        ; in the error answer
    /// ```
    ///
    /// For example `prompt~teapot=400:content_policy_violation` or `*=429:x5:after=2`.
    ///
    /// @throws UnusableInput if the line has another form
    public static FaultRule parse(String line) {
        var match = FORM.matcher(line.strip());
        if (!match.matches()) {
            throw unusable(line);
        }
        var text = match.group("text");
        var rule = new FaultRule(new Match(text == null ? "" : text),
                fault(match.group("fault"), line), 0);
        for (var option : match.group("options").split(":", -1)) {
            rule = rule.with(option);
        }
        return rule;
    }

    private static Fault fault(String name, String line) {
        if (STATUS.matcher(name).matches()) {
            return new Fault(Fault.Kind.STATUS, Integer.parseInt(name), "", false, -1);
        }
        return Fault.Kind.parse(name).map(kind -> new Fault(kind, 0, "", false, -1))
                .orElseThrow(() -> unusable(line));
    }

    private FaultRule with(String option) {
        if (option.isEmpty()) {
            return this;
        }
        if (option.matches("x\\d{1,9}")) {
            return new FaultRule(match, fault, Integer.parseInt(option.substring(1)));
        }
        boolean after = option.matches("after=\\d{1,9}");
        boolean billed = option.equals("billed");
        var changed = new Fault(fault.kind(), fault.status(),
                after || billed ? fault.code() : option, billed || fault.billed(),
                after ? Integer.parseInt(option.substring(6)) : fault.retryAfterSeconds());
        return new FaultRule(match, changed, times);
    }

    private static UnusableInput unusable(String line) {
        return new UnusableInput(
                "fault \"" + line + "\": MATCH=FAULT[:OPTION…], where MATCH is * or "
                        + "prompt~TEXT and FAULT a status or one of "
                        + String.join(", ", Fault.Kind.allowed()));
    }
}
