package io.darkroom.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives the rows of one manifest from first to last, in flat memory. For one thread.
public interface ManifestReader extends AutoCloseable {

    /// The header's names in order, without the space around them; empty where each entry names its
    /// own columns.
    List<String> columns();

    /// The first rows, which are read all the same; to be asked before the first is read. Empty where the
    /// format does not look ahead.
    default List<Map<String, String>> preview() {
        return List.of();
    }

    /// The next row; empty at the end.
    ///
    /// @throws io.darkroom.item.UnusableInput if what follows cannot be read at all: a quote that
    /// is never closed, a broken JSON array, bytes that are not text, gzip data cut off
    Optional<Row> read();

    /// What the user should know of how it was read, in sentences.
    default List<String> notes() {
        return List.of();
    }

    /// Closes the file; to be called once.
    @Override
    void close();
}
