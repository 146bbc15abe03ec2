package io.darkroom.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The rules in force; safe for many threads.
final class Faults {

    private record Counted(FaultRule rule, AtomicInteger used) {

        boolean applies(String prompt) {
            return rule.match().matches(prompt)
                    && (rule.times() == 0 || used.getAndIncrement() < rule.times());
        }
    }

    private final List<Counted> rules = new CopyOnWriteArrayList<>();

    Faults(List<FaultRule> rules) {
        rules.forEach(this::add);
    }

    void add(FaultRule rule) {
        rules.add(new Counted(rule, new AtomicInteger()));
    }

    /// The first that applies, which is used up by one.
    Optional<Fault> next(String prompt) {
        return rules.stream().filter(r -> r.applies(prompt)).findFirst().map(r -> r.rule().fault());
    }
}
