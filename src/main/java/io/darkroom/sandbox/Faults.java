package io.darkroom.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// The rules in force; safe for many threads.
final class Faults {

    private final long seed;
    private final List<Counted> rules = new ArrayList<>();

    Faults(List<FaultRule> rules, long seed) {
        this.seed = seed;
        rules.forEach(this::add);
    }

    synchronized void add(FaultRule rule) {
        rules.add(new Counted(rule));
    }

    /// The first that applies, which is used up by one.
    synchronized Optional<Fault> next(Order order) {
        long identity = rules.isEmpty() ? 0 : order.identity();
        double left = 1;
        boolean struck = false;
        for (int i = 0; i < rules.size(); i++) {
            var counted = rules.get(i);
            var rule = counted.rule;
            if (!rule.match().matches(order.prompt()) || (struck && rule.share() < 1)) {
                continue;
            }
            boolean meant = rule.share() == 1 || dice(identity, i) < chance(rule.share(), left);
            if (rule.share() < 1) {
                left = Math.max(0, left - rule.share());
                struck = meant;
            }
            if (meant && counted.use(identity)) {
                return Optional.of(rule.fault());
            }
        }
        return Optional.empty();
    }

    /// Of the orders that earlier rules left, so many that it is the share of all; the share of
    /// those left where they are too few.
    private static double chance(double share, double left) {
        return share <= left ? share / left : share;
    }

    private double dice(long identity, int rule) {
        return new SplittableRandom(identity ^ new SplittableRandom(seed + rule).nextLong())
                .nextDouble();
    }

    /// A rule and how often it was used.
    private static final class Counted {

        private static final int MOST = 100_000;

        private final FaultRule rule;
        private int used;
        private final Map<Long, Boolean> struck = new LinkedHashMap<>() {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                return size() > MOST;
            }
        };

        Counted(FaultRule rule) {
            this.rule = rule;
        }

        boolean use(long order) {
            boolean usedUp = rule.times() > 0 && used >= rule.times();
            if (usedUp || (rule.once() && struck.put(order, true) != null)) {
                return false;
            }
            used = rule.times() > 0 ? used + 1 : used;
            return true;
        }
    }
}
