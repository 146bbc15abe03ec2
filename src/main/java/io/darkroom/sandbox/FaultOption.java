package io.darkroom.sandbox;

import java.util.Optional;
import java.util.regex.Pattern;

/// One option of a rule.
final class FaultOption {

    private static final Pattern TIMES = Pattern.compile("x\\d{1,9}");
    private static final Pattern PER_CENT = Pattern.compile("\\d{1,3}(\\.\\d{1,6})?%");
    private static final Pattern RATE = Pattern.compile("rate=(0?\\.\\d{1,8}|1(\\.0+)?)");
    private static final Pattern NUMBER = Pattern.compile("[a-z]+=\\d{1,15}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

    private FaultOption() {}

    /// The rule with the option; empty if that is none, or none for this fault.
    static Optional<FaultRule> apply(String option, FaultRule rule) {
        var fault = rule.fault();
        if (TIMES.matcher(option).matches()) {
            return Optional.of(new FaultRule(rule.match(), fault, rule.share(),
                    Integer.parseInt(option.substring(1)), rule.once()));
        }
        if (PER_CENT.matcher(option).matches()) {
            var number = option.substring(0, option.length() - 1);
            return share(rule, Double.parseDouble(number) / 100);
        }
        if (RATE.matcher(option).matches()) {
            return share(rule, Double.parseDouble(option.substring("rate=".length())));
        }
        if (option.equals("once")) {
            return Optional
                    .of(new FaultRule(rule.match(), fault, rule.share(), rule.times(), true));
        }
        return fault(option, fault).map(rule::with);
    }

    private static Optional<FaultRule> share(FaultRule rule, double share) {
        return share > 0 && share <= 1
                ? Optional.of(new FaultRule(rule.match(), rule.fault(), share, rule.times(),
                        rule.once()))
                : Optional.empty();
    }

    private static Optional<Fault> fault(String option, Fault fault) {
        if (option.equals("billed")) {
            return Optional.of(fault.withBill());
        }
        boolean status = fault.kind() == FaultKind.STATUS;
        if (status && option.startsWith("after=")) {
            return Optional.of(fault.withRetryAfter(option.substring("after=".length())));
        }
        if (NUMBER.matcher(option).matches()) {
            return number(option, fault);
        }
        return status && CODE.matcher(option).matches()
                ? Optional.of(fault.withCode(option))
                : Optional.empty();
    }

    private static Optional<Fault> number(String option, Fault fault) {
        var parts = option.split("=", 2);
        return fault.kind().option().equals(parts[0])
                ? Optional.of(fault.withNumber(Long.parseLong(parts[1])))
                : Optional.empty();
    }
}
