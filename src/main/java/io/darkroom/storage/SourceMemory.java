package io.darkroom.storage;

import io.darkroom.item.Sha256;
import java.util.Optional;

/// Remembers from run to run what the bytes behind references were, so that images that did not change
/// are not fetched again. Safe for many threads at once.
public interface SourceMemory {

    /// Remembers nothing.
    SourceMemory NONE = new SourceMemory() {

        @Override
        public Optional<Known> find(String place) {
            return Optional.empty();
        }

        @Override
        public void keep(String place, Known known) {}
    };

    /// What a place held when it was last read.
    ///
    /// @param validator changes when the bytes do: an entity tag, or a date and a length
    /// @param hash of the bytes
    record Known(String validator, Sha256 hash) {}

    /// @param place a URL, `s3://bucket/key` or the absolute path of a file
    Optional<Known> find(String place);

    /// Remembers a place, in place of what was known of it.
    void keep(String place, Known known);
}
