package io.darkroom.engine.sim;

import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.Landing;
import io.darkroom.provider.Note;
import io.darkroom.storage.SpooledImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A spool folder on a disk that keeps what was forced to it and may lose the rest when the power
/// fails. Outlives the processes that use it.
final class SimSpool {

    private final World world;
    private final Map<Long, Files> files = new TreeMap<>();
    /// Whether there is room for answers.
    boolean room = true;

    SimSpool(World world) {
        this.world = world;
    }

    /// What one attempt has here. Images as in [Images]; -1: no such file.
    private static final class Files {

        int part = -1;
        boolean partOnDisk;
        int sealed = -1;
        int name = -1;
        boolean bytesOnDisk;
        boolean nameOnDisk;
        @Nullable
        Note note;
    }

    Set<Long> attempts() {
        return Set.copyOf(files.keySet());
    }

    /// Whether what an answer brought is here for good.
    boolean keeps(long attempt) {
        var file = files.get(attempt);
        return file != null && (file.note != null
                || (file.sealed > 0 && file.bytesOnDisk && file.nameOnDisk));
    }

    /// The bytes of a sealed file; empty if it is gone.
    Optional<Integer> bytes(long attempt) {
        return Optional.ofNullable(files.get(attempt)).map(f -> f.sealed).filter(s -> s >= 0);
    }

    SpooledImage seal(long attempt, Life life) throws IOException, NotAnImage {
        var file = file(attempt);
        if (file.part < 0) {
            throw new IOException("no part file");
        }
        if (file.part == Images.TORN) {
            throw Images.NO_IMAGE;
        }
        int image = file.part;
        if (world.bug != Bug.RENAME_BEFORE_FSYNC) {
            file.partOnDisk = true;
            world.point(life, "forced");
        }
        return rename(attempt, file, image, life);
    }

    private SpooledImage rename(long attempt, Files file, int image, Life life)
            throws IOException {
        if (file.part != image) {
            throw new IOException("another process has the part file");
        }
        file.part = -1;
        file.sealed = image;
        file.name = image;
        file.bytesOnDisk = file.partOnDisk;
        file.nameOnDisk = false;
        world.point(life, "renamed");
        file.nameOnDisk = true;
        return Images.spooled(attempt, image);
    }

    Optional<SpooledImage> sealed(long attempt) {
        var file = files.get(attempt);
        if (file == null || file.sealed < 0) {
            return Optional.empty();
        }
        if (file.sealed != file.name && world.bug != Bug.SPOOL_UNVERIFIED) {
            file.sealed = -1;
            return Optional.empty();
        }
        return Optional.of(Images.spooled(attempt, file.name));
    }

    void discard(long attempt) {
        files.remove(attempt);
    }

    /// An image that comes from elsewhere, forced to the disk at once.
    SpooledImage adopt(long attempt, int image) {
        var file = file(attempt);
        file.sealed = image;
        file.name = image;
        file.bytesOnDisk = true;
        file.nameOnDisk = true;
        return Images.spooled(attempt, image);
    }

    /// The power fails: what was not forced to the disk is torn, undone or, by luck, there.
    void tear() {
        for (var file : files.values()) {
            if (file.part >= 0 && !file.partOnDisk && world.dice.oneIn(2)) {
                file.part = Images.TORN;
            }
            if (file.sealed >= 0 && !file.bytesOnDisk && world.dice.oneIn(2)) {
                file.sealed = Images.TORN;
            }
            if (file.sealed >= 0 && !file.nameOnDisk && world.dice.oneIn(2)) {
                file.part = file.sealed;
                file.sealed = -1;
            }
        }
    }

    /// A sealed file rots, though it was on the disk.
    void rot() {
        files.forEach((attempt, file) -> {
            if (file.sealed > 0 && world.dice.oneIn(2)) {
                file.sealed = Images.TORN;
                world.ledger.attempt(attempt).excuse("its file rotted");
                world.say("disk", "rots", attempt);
            }
        });
    }

    private Files file(long attempt) {
        return files.computeIfAbsent(attempt, _ -> new Files());
    }

    /// Where the answer of an attempt lands.
    record Place(SimSpool spool, long attempt, Life life) implements Landing {

        @Override
        public OutputStream image() throws IOException {
            var file = spool.file(attempt);
            if (spool.world.fails(spool.world.faults.disk())) {
                throw new IOException("the disk fails");
            }
            file.part = Images.TORN;
            file.partOnDisk = false;
            return new Part(file);
        }

        @Override
        public void note(Note note) {
            spool.world.point(life, "note");
            spool.file(attempt).note = note;
        }

        @Override
        public Optional<Note> note() {
            return Optional.ofNullable(spool.files.get(attempt)).map(f -> f.note);
        }

        @Override
        public void keep(byte[] body) {
            // Nobody but a person reads it.
        }
    }

    /// Two bytes are a whole image, less is torn.
    private static final class Part extends OutputStream {

        private final Files file;
        private int value;
        private int count;

        Part(Files file) {
            this.file = file;
        }

        @Override
        public void write(int b) {
            value = value << 8 | (b & 0xff);
            count++;
            file.part = count == 2 ? value : Images.TORN;
            file.partOnDisk = false;
        }
    }
}
