package io.darkroom.engine;

import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.Landing;
import io.darkroom.storage.SpooledImage;
import java.io.IOException;
import java.util.Optional;

/// Where the bytes of answers land first, a place for each attempt.
public interface AnswerSpool {

    /// Whether every answer that may be on its way has room.
    boolean hasRoom();

    /// The place for an attempt's answer.
    Landing landing(long attempt);

    /// Makes what has landed the attempt's image, durable and whole by its name.
    ///
    /// @throws NotAnImage if it is none
    /// @throws IOException if the disk fails; the bytes must then be taken as lost
    SpooledImage seal(long attempt) throws IOException, NotAnImage;

    /// The attempt's image, perhaps sealed by a process that died; empty if there is none, or if its
    /// bytes no longer match the hash in its name.
    Optional<SpooledImage> sealed(long attempt);

    /// Removes what the attempt has here; a body kept for a person stays.
    void discard(long attempt);
}
