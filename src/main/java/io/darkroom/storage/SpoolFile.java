package io.darkroom.storage;

import io.darkroom.item.Sha256;
import io.darkroom.picture.ImageFacts;
import io.darkroom.picture.NotAnImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of one attempt in the spool. One thread at a time.
///
/// `7.part` grows while the answer comes in; sealed it is `7-<sha256>.png`, whole by its name.
/// `7.note` is what must be remembered about the answer, `7.body` an answer that was no image.
public final class SpoolFile {

    private static final Pattern SEALED = Pattern.compile("([0-9]+)-[0-9a-f]{64}\\.(png|jpg|webp)");
    private static final int KEPT = 1024 * 1024;

    private final Path folder;
    private final long attempt;

    SpoolFile(Path folder, long attempt) {
        this.folder = folder;
        this.attempt = attempt;
    }

    /// Opens the part file, emptied; the caller closes it before sealing.
    public OutputStream part() throws IOException {
        return Files.newOutputStream(file(".part"));
    }

    /// Remembers a short text durably, in place of an earlier one.
    public void note(String text) throws IOException {
        Durable.write(file(".note"), text.getBytes(StandardCharsets.UTF_8));
    }

    /// The text last remembered; empty if there is none.
    public Optional<String> note() throws IOException {
        try {
            return Optional.of(Files.readString(file(".note")));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// Keeps an answer that was paid for but is no image, for a person to look at.
    ///
    /// @param body of which the first 1 MiB is kept
    public void keep(byte[] body) throws IOException {
        var head = body.length <= KEPT ? body : Arrays.copyOf(body, KEPT);
        Durable.write(file(".body"), head);
    }

    /// Makes the part file the attempt's image: reads what it is, forces it to the disk, names it
    /// by its hash.
    ///
    /// @throws NotAnImage if it is none; the part file stays, and its beginning is kept for a person
    /// to look at
    /// @throws IOException if the disk fails; the bytes must then be taken as lost
    public SpooledImage seal() throws IOException, NotAnImage {
        var part = file(".part");
        var facts = facts(part);
        var hash = Durable.hash(part);
        var file = file("-" + hash + "." + facts.format().extension());
        Durable.rename(part, file);
        return new SpooledImage(file, hash, Files.size(file), facts);
    }

    private ImageFacts facts(Path part) throws IOException, NotAnImage {
        try {
            return ImageFacts.read(part);
        } catch (NotAnImage e) {
            try (var in = Files.newInputStream(part)) {
                keep(in.readNBytes(KEPT));
            }
            throw e;
        }
    }

    /// The image sealed earlier, perhaps by a process that died; empty if there is none. Bytes that
    /// no longer match the hash in the name are deleted, never adopted.
    public Optional<SpooledImage> sealed() {
        try {
            for (var file : sealedFiles()) {
                var hash = Durable.hash(file);
                if (named(file).equals(hash)) {
                    return Optional.of(adopted(file, hash));
                }
                Files.delete(file);
            }
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /// Removes all files of this attempt but a kept body.
    public void discard() {
        try {
            for (var ending : List.of(".part", ".note", ".note.tmp", ".body.tmp")) {
                Files.deleteIfExists(file(ending));
            }
            for (var file : sealedFiles()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failed("removed", e);
        }
    }

    private static SpooledImage adopted(Path file, Sha256 hash) throws IOException {
        try {
            return new SpooledImage(file, hash, Files.size(file), ImageFacts.read(file));
        } catch (NotAnImage e) {
            throw new IllegalStateException("Only images are sealed: " + file, e);
        }
    }

    private List<Path> sealedFiles() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(f -> owns(SEALED.matcher(f.getFileName().toString()))).toList();
        }
    }

    private boolean owns(Matcher name) {
        return name.matches() && name.group(1).equals(Long.toString(attempt));
    }

    private static Sha256 named(Path file) {
        var name = file.getFileName().toString();
        return new Sha256(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
    }

    private Path file(String ending) {
        return folder.resolve(attempt + ending);
    }

    private UncheckedIOException failed(String done, IOException cause) {
        return new UncheckedIOException(
                "The spool files of attempt " + attempt + " cannot be " + done, cause);
    }
}
