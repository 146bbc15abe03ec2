package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// A generated password in a file that only its owner may read.
record SecretFile(Path file) {

    private static final int BYTES = 24;

    /// The password; generated where there is none yet. Of several callers at once, one generates.
    String read(RandomGenerator random) throws IOException {
        if (!Files.exists(file)) {
            create(random);
        }
        return Files.readString(file).strip();
    }

    /// Written beside and linked into place, so that nobody reads half of it.
    private void create(RandomGenerator random) throws IOException {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var ownerOnly = PosixFilePermissions
                .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".tmp",
                ownerOnly);
        try {
            Files.writeString(draft, Base64.getUrlEncoder().encodeToString(bytes) + "\n");
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException _) {
            // Somebody else was faster; theirs counts.
        } finally {
            Files.delete(draft);
        }
    }
}
