package io.darkroom.render;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a storm of kills has seen so far.
final class StormFigures {

    /// No answer in the storm is without an image, and no spool is lost.
    private static final Set<CrashPoint> NOT_HERE = EnumSet.of(CrashPoint.KEEP,
            CrashPoint.BRING_BACK);

    private final long seed;
    private final long began = System.nanoTime();
    private final Map<CrashPoint, Integer> atPoints = new EnumMap<>(CrashPoint.class);
    private int atRandom;
    private int runs;
    private long items;
    private long open;
    private long unknown;
    private long billed;

    StormFigures(long seed) {
        this.seed = seed;
    }

    /// The points at which a process of the storm can die.
    static Set<CrashPoint> points() {
        return EnumSet.complementOf(EnumSet.copyOf(NOT_HERE));
    }

    void killed(Moment moment) {
        if (moment instanceof Moment.AtPoint(var point, var _)) {
            atPoints.merge(point, 1, Integer::sum);
        } else {
            atRandom++;
        }
    }

    void ended(KilledRun.End end) {
        runs++;
        items += end.items();
        open += end.openAtKills();
        unknown += end.unknown();
        billed += end.billed();
    }

    int kills() {
        return atRandom + atPoints.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Points at which no process died.
    Set<CrashPoint> missed() {
        var missed = EnumSet.copyOf(points());
        missed.removeAll(atPoints.keySet());
        return missed;
    }

    /// One line.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d kills (%d at random moments, %d at %d named points)"
                + " of %d runs with %d items: %d requests open at kills, %d unknown, %d billed;"
                + " %d s, seed %d", kills(), atRandom, kills() - atRandom,
                atPoints.size(), runs, items, open, unknown, billed,
                Duration.ofNanos(System.nanoTime() - began).toSeconds(), seed);
    }
}
