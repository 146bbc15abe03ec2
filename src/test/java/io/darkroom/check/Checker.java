package io.darkroom.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Judges an end state by the invariants, knowing nothing of the product but its tables, the keys of
/// its objects and the provider's bill.
///
/// From outside some things cannot be seen:
/// - I14 without [EndState#quiet]: when the stop flag was seen or the spool was full is nowhere
///   written down; the caller says in which times nothing may be sent.
/// - I17 in the memory of a process, and in what a process printed unless that was kept as a log.
/// - I18 during the run: how much lay in the spool is not recorded.
/// - I19 while a run goes on, and what the commands print: the published results are compared only.
/// - I20's exit code; that a repeated run sent, stored and paid nothing is checked.
/// - I13 and I15 without [EndState#posts(java.nio.file.Path)] are judged by the ledger's times, and
///   how many requests were on the wire at once is not judged at all.
/// - I13 in a sliding second: no such limit can be set.
public final class Checker {

    private static final List<Rule> RULES = Stream.of(RowRules.ALL, MoneyRules.ALL, RateRules.ALL,
            ObjectCheck.RULES).flatMap(List::stream).toList();

    private Checker() {}

    /// Everything that is wrong, in no particular order; empty if nothing is.
    ///
    /// @throws IllegalStateException if the database cannot be read
    public static List<Violation> check(EndState end) {
        try (var facts = Facts.open(end)) {
            facts.fill(end);
            var violations = new ArrayList<Violation>();
            RULES.forEach(rule -> violations.addAll(facts.ask(rule)));
            if (end.watched) {
                WatchRules.ALL.forEach(rule -> violations.addAll(facts.ask(rule)));
            }
            violations.addAll(ObjectCheck.run(end, facts));
            violations.addAll(LeftoverCheck.run(end, facts));
            violations.addAll(SecretCheck.run(end, facts));
            violations.addAll(ResultsCheck.run(end, facts));
            return violations;
        }
    }
}
