package io.darkroom.engine.sim;

/// How often things go wrong in one world, in thousandths of the moments at which they could.
///
/// @param crash a process dies
/// @param pause a process stalls or loses its lock
/// @param ledger the database fails, before or after the commit
/// @param bucket the bucket fails, before or after the write
/// @param provider an answer is anything but an image
/// @param disk the spool's disk fails, tears or fills up
/// @param input an input image cannot be had
/// @param stop the operator stops or aborts the run
/// @param interleave somebody else acts first
record Faults(int crash, int pause, int ledger, int bucket, int provider, int disk, int input,
        int stop, int interleave) {

    private static final int[] LEVELS = {0, 4, 15, 50, 120};

    /// Each kind has its own level, from never to wild, below one that holds for the whole world.
    static Faults drawn(Dice dice) {
        int worst = dice.below(LEVELS.length);
        return new Faults(level(dice, worst) / 2, level(dice, worst) / 2, level(dice, worst),
                2 * level(dice, worst), 6 * level(dice, worst), level(dice, worst),
                level(dice, worst), level(dice, worst) / 10, 3 * level(dice, worst));
    }

    /// The same but that nobody dies, stalls or is stopped by chance.
    Faults aliveUntilKilled() {
        return new Faults(0, 0, ledger, bucket, provider, disk, input, 0, interleave);
    }

    private static int level(Dice dice, int worst) {
        return LEVELS[dice.below(worst + 1)];
    }
}
