package io.darkroom.engine.sim;

import io.darkroom.engine.EngineClock;
import io.darkroom.engine.InputImages;
import io.darkroom.engine.ItemLedger;
import io.darkroom.engine.Ports;
import io.darkroom.ledger.Claim;
import io.darkroom.limit.Permits;
import io.darkroom.provider.InputImage;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// What a process has of its own: clock, permits, input images, and its view of the world.
final class Machine {

    /// An interrupt; without a stack trace, for there are many.
    private static final class Interrupt extends InterruptedException {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private final Life life;
    private final Permits permits = new Turns();

    Machine(Life life) {
        this.life = life;
    }

    Permits permits() {
        return permits;
    }

    Ports ports(ItemLedger ledger) {
        var world = life.world;
        return new Ports(ledger, new ProviderPort(life, world.provider),
                new SpoolPort(life, life.spool),
                new SimBucket.Port(life, world.bucket, life.spool), new Inputs(), permits,
                life::trusted, new Clock(), new SplittableRandom(world.dice.next()));
    }

    /// Turns fall due at once, but for pauses.
    private final class Turns implements Permits {

        private long due;
        private boolean closed;

        @Override
        public boolean acquire() throws InterruptedException {
            boolean granted = renew();
            life.call().permitted = life.world.step;
            return granted;
        }

        @Override
        public boolean renew() throws InterruptedException {
            life.world.now = closed ? life.world.now : Math.max(life.world.now, due);
            life.world.point(life, "permit");
            if (life.aborted) {
                throw new Interrupt();
            }
            return !closed;
        }

        @Override
        public void release() {
            // Nobody waits for a place on the wire.
        }

        @Override
        public void pause(Duration time) {
            due = Math.max(due, life.world.now + time.toNanos());
        }

        @Override
        public void close() {
            closed = true;
            life.stoppedAt = Math.min(life.stoppedAt, life.world.step);
        }
    }

    private final class Clock implements EngineClock {

        @Override
        public long nanoTime() {
            return life.world.now;
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            life.world.now += time.toNanos();
            life.world.point(life, "sleep");
            if (life.aborted) {
                throw new Interrupt();
            }
        }
    }

    private final class Inputs implements InputImages {

        @Override
        public List<InputImage> of(Claim claim) throws Changed {
            var world = life.world;
            world.point(life, "inputs");
            if (world.fails(world.faults.input() / 4)) {
                throw new Changed();
            }
            if (world.fails(world.faults.input())) {
                life.broken++;
                throw new IllegalStateException("the program breaks");
            }
            return List.of();
        }
    }
}
