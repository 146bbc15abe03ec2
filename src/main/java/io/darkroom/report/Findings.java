package io.darkroom.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Keeps differences in a file until all are found: where a bucket was lost there are as many as
/// items. For one thread.
public final class Findings implements Consumer<Difference>, AutoCloseable {

    private final Path file;
    private final BufferedWriter writer;

    /// Opens a file of its own.
    ///
    /// @param folder for the file; created if it is not there
    /// @throws UncheckedIOException if none can be made there
    public Findings(Path folder) {
        try {
            Files.createDirectories(folder);
            file = Files.createTempFile(folder, "differences-", ".jsonl");
            writer = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Differences cannot be kept below " + folder, e);
        }
    }

    /// @throws UncheckedIOException if it cannot be written
    @Override
    public void accept(Difference difference) {
        try {
            writer.append(difference.toJson().toString()).append('\n');
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Hands all so far on, in the order in which they were found.
    ///
    /// @throws UncheckedIOException if the file cannot be read
    public void forEach(Consumer<Difference> each) {
        try {
            writer.flush();
            try (var lines = Files.lines(file)) {
                lines.map(Difference::parse).forEach(each);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// Writes one JSON object: the fields of a verification, then `list` with all differences.
    ///
    /// @param out closed afterwards
    public void writeJson(Verified verified, OutputStream out) {
        try (var json = ItemJson.JSON.createGenerator(out)) {
            json.writeStartObject();
            verified.toJson().propertyStream().forEach(field -> {
                json.writeName(field.getKey());
                json.writeTree(field.getValue());
            });
            json.writeArrayPropertyStart("list");
            forEach(difference -> json.writeTree(difference.toJson()));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /// Deletes the file.
    ///
    /// @throws UncheckedIOException if it stays
    @Override
    public void close() {
        try {
            writer.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException("Differences cannot be kept in " + file, cause);
    }
}
