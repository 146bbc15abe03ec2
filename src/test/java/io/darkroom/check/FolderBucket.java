package io.darkroom.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The embedded server's files: an object is a file, its metadata are extended attributes.
///
/// @param folder of the bucket
record FolderBucket(Path folder) implements Bucket {

    /// What the embedded server leaves beside an object when it is killed while it writes it: the
    /// key, a hyphen and a random UUID. No store that outlives a process has such pieces.
    private static final Pattern PIECE = Pattern
            .compile(".*\\.(png|jpg|webp|jsonl|csv)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public List<String> keys(String prefix) {
        return Files.exists(folder) ? list(prefix) : List.of();
    }

    private List<String> list(String prefix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix) && !PIECE.matcher(key).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The bucket's folder cannot be listed", e);
        }
    }

    @Override
    public Optional<Found> get(String key) {
        var file = folder.resolve(key);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(new Found(Files.readAllBytes(file), hash(file)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The object cannot be read: " + key, e);
        }
    }

    private static String hash(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        for (var name : view.list()) {
            if (name.endsWith("sha256")) {
                var value = ByteBuffer.allocate(view.size(name));
                view.read(name, value);
                return new String(value.array(), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /// The server has none without a process.
    @Override
    public List<String> openUploads(String prefix) {
        return List.of();
    }
}
