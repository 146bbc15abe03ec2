package io.darkroom.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once from the archive on the class path.
///
/// @param root holds `bin`, `lib` and `share`
record Binaries(Path root) {

    private static final int OWNER_MAY_EXECUTE = 0100;

    /// The programs below `folder`; the first caller unpacks them, into a draft that is renamed, so
    /// that several may try at once. The subfolder is named by the archive's size: another version
    /// is another subfolder.
    static Binaries unpackedBelow(Path folder) throws IOException {
        var connection = archive().openConnection();
        connection.setUseCaches(false);
        try (var packed = connection.getInputStream()) {
            var target = folder.resolve(Long.toString(connection.getContentLengthLong()));
            if (!Files.exists(target)) {
                Files.createDirectories(folder);
                unpack(packed, target);
            }
            return new Binaries(target);
        }
    }

    /// The path of a program such as `pg_ctl`.
    String program(String name) {
        return root.resolve("bin").resolve(name).toString();
    }

    private static URL archive() {
        var name = "/postgres-%s-%s.txz".formatted(system(), machine());
        var found = Binaries.class.getResource(name);
        if (found == null) {
            throw new EmbeddedFailure("This build holds no PostgreSQL for this machine (" + name
                    + "); set DARKROOM_DATABASE_URL to a server of your own");
        }
        return found;
    }

    private static String system() {
        return System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    }

    private static String machine() {
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return arch.equals("aarch64") || arch.equals("arm64") ? "arm_64" : "x86_64";
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        var draft = target.resolveSibling("unpacking-" + ProcessHandle.current().pid());
        Folders.delete(draft);
        try (var tar = new TarArchiveInputStream(
                new XZInputStream(new BufferedInputStream(packed)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(entry, tar, draft);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
            // Somebody else was faster; theirs is the same.
        } finally {
            Folders.delete(draft);
        }
    }

    private static void place(TarArchiveEntry entry, InputStream content, Path draft)
            throws IOException {
        var path = draft.resolve(entry.getName()).normalize();
        if (!path.startsWith(draft)) {
            throw new IOException("The archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
            Folders.makeExecutable(path);
        }
    }
}
