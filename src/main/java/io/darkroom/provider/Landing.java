package io.darkroom.provider;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Where the answer to one attempt lands; implemented by the caller on its spool.
///
/// What a method was given is durable when it returns, the image when its stream is closed.
public interface Landing {

    /// A stream for the image's bytes; drops what was there before.
    OutputStream image() throws IOException;

    /// Keeps a promise; called before the first download or poll.
    void note(Note note) throws IOException;

    /// The last note kept; empty if there was none.
    Optional<Note> note();

    /// Keeps up to 1 MiB of an answer that was paid for and cannot be used, for the operator.
    void keep(byte[] body) throws IOException;
}
