package io.darkroom.engine;

import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.InputImage;
import io.darkroom.storage.SourceProblem;
import io.darkroom.storage.SpooledImage;
import io.darkroom.storage.Stored;
import io.darkroom.storage.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The bucket. Every method throws [io.darkroom.storage.StoreUnavailable] when it cannot be reached
/// or refuses.
public interface ImageBucket {

    /// Stores an image unless something is stored under the key already; never overwrites.
    Stored put(String key, SpooledImage image);

    /// What is stored under a key; empty if nothing is.
    Optional<StoredObject> head(String key);

    /// Brings what is stored under a key back into the spool, as the image of an attempt.
    ///
    /// @throws NotAnImage if it is none
    /// @throws IOException if the disk fails
    SpooledImage bringBack(String key, long attempt) throws IOException, NotAnImage;

    /// Stores an input image for the provider to fetch, unless it is there already.
    ///
    /// @throws SourceProblem if its file cannot be read
    Stored lay(InputImage image) throws SourceProblem;

    /// An input image that was laid, with a URL that is good for a while.
    ///
    /// @throws SourceProblem if its file cannot be read, or there are no credentials to sign with
    InputImage signed(InputImage image, Duration lifetime) throws SourceProblem;
}
