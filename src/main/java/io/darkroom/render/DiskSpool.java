package io.darkroom.render;

import io.darkroom.engine.AnswerSpool;
import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.Landing;
import io.darkroom.storage.Spool;
import io.darkroom.storage.SpooledImage;
import java.io.IOException;
import java.util.Optional;

/// The spool folder as the engine uses it.
///
/// @param needed bytes that must be free on its disk before another request is sent
record DiskSpool(Spool spool, long needed) implements AnswerSpool {

    /// Longest answer body that is accepted, and so the largest image.
    private static final long LARGEST = 64L << 20;

    /// @param calls most answers on their way at once; each may lie there as image and as copy
    static DiskSpool of(Spool spool, int calls) {
        return new DiskSpool(spool, 2 * LARGEST * calls);
    }

    @Override
    public boolean hasRoom() {
        return spool.freeBytes() >= needed;
    }

    @Override
    public Landing landing(long attempt) {
        return new SpoolLanding(spool.open(attempt));
    }

    @Override
    public SpooledImage seal(long attempt) throws IOException, NotAnImage {
        return spool.open(attempt).seal();
    }

    @Override
    public Optional<SpooledImage> sealed(long attempt) {
        return spool.open(attempt).sealed();
    }

    @Override
    public void discard(long attempt) {
        spool.open(attempt).discard();
    }
}
