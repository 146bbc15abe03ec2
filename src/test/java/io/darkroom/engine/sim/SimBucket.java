package io.darkroom.engine.sim;

import io.darkroom.engine.ImageBucket;
import io.darkroom.item.Sha256;
import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.InputImage;
import io.darkroom.storage.SpooledImage;
import io.darkroom.storage.StoreUnavailable;
import io.darkroom.storage.Stored;
import io.darkroom.storage.StoredObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bucket, as it really is.
final class SimBucket {

    // One for all: a stack trace costs more than the rest of a world.
    @SuppressWarnings("StaticAssignmentOfThrowable")
    private static final StoreUnavailable AWAY = new StoreUnavailable("away");

    final Map<String, Thing> objects = new HashMap<>();
    private long awayUntil;

    /// An object.
    ///
    /// @param image its bytes; see [Images]
    /// @param hash what its metadata says; null: somebody else stored it
    record Thing(int image, @Nullable Sha256 hash) {}

    /// One worker's connection to it: fails before or after a write, and stays away for a while.
    record Port(Life life, SimBucket bucket, SimSpool spool) implements ImageBucket {

        @Override
        public Stored put(String key, SpooledImage image) {
            var world = life.world;
            try {
                reach("put");
                var bytes = spool.bytes(Images.attempt(image)).orElseThrow(() -> AWAY);
                var stored = store(key, new Thing(bytes, image.hash()));
                world.say(life.name, "put", stored);
                world.point(life, "stored");
                if (world.fails(world.faults.bucket())) {
                    throw AWAY;
                }
                life.refusedAt = 0;
                return stored;
            } catch (StoreUnavailable e) {
                life.refusedAt = world.step;
                world.say(life.name, "put", "fails");
                throw e;
            }
        }

        private Stored store(String key, Thing thing) {
            var there = bucket.objects.get(key);
            if (there == null || life.world.bug == Bug.PUT_OVERWRITES) {
                life.world.check.stores(key, there, thing);
                bucket.objects.put(key, thing);
                return Stored.STORED;
            }
            return image(thing.hash(), thing.image()).equals(image(there.hash(), there.image()))
                    ? Stored.ALREADY_THERE
                    : Stored.CONFLICT;
        }

        @Override
        public Optional<StoredObject> head(String key) {
            reach("head");
            return Optional.ofNullable(bucket.objects.get(key))
                    .map(thing -> image(thing.hash(), thing.image()));
        }

        @Override
        public SpooledImage bringBack(String key, long attempt) throws NotAnImage {
            reach("bringBack");
            int image = Objects.requireNonNull(bucket.objects.get(key)).image();
            if (image == Images.TORN) {
                throw Images.NO_IMAGE;
            }
            return spool.adopt(attempt, image);
        }

        @Override
        public Stored lay(InputImage image) {
            throw new IllegalStateException("No simulated item has an input image");
        }

        @Override
        public InputImage signed(InputImage image, Duration lifetime) {
            throw new IllegalStateException("No simulated item has an input image");
        }

        private static StoredObject image(@Nullable Sha256 hash, int image) {
            return new StoredObject(Optional.ofNullable(hash), Images.bytes(image), "");
        }

        private void reach(String what) {
            var world = life.world;
            world.point(life, what);
            if (!world.calm && world.now < bucket.awayUntil) {
                throw AWAY;
            }
            if (world.fails(world.faults.bucket())) {
                bucket.awayUntil = world.dice.oneIn(2)
                        ? world.now + Duration.ofMillis(world.dice.below(40_000)).toNanos()
                        : bucket.awayUntil;
                throw AWAY;
            }
        }
    }
}
