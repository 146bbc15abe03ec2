package io.darkroom.manifest;

import java.util.List;
import java.util.Optional;

/// The records of a table, headers and notes included, from first to last. For one thread.
interface Records extends AutoCloseable {

    /// A record that is not blank.
    ///
    /// @param number where it starts, from 1
    /// @param complaint why it cannot be used, and its texts are a guess; empty: it was read well
    record Line(long number, List<String> texts, Optional<String> complaint) {

        /// A record that was read well.
        Line(long number, List<String> texts) {
            this(number, texts, Optional.empty());
        }

        /// Copies the list.
        public Line {
            texts = List.copyOf(texts);
        }

        /// Fields and characters.
        long size() {
            return texts.size() + texts.stream().mapToLong(String::length).sum();
        }
    }

    /// The next record that is not blank; empty at the end.
    ///
    /// @throws io.darkroom.item.UnusableInput if what follows cannot be read at all
    Optional<Line> next();

    /// Whether blank cells at the end of a record are left out.
    default boolean ragged() {
        return false;
    }

    @Override
    void close();
}
