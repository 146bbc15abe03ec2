package io.darkroom.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/// Who uses the server of a folder, among all processes of this machine.
///
/// `start.lock` is held only while somebody decides, starts or stops; `use.lock` is shared by all who
/// use the server. The kernel releases both when a process dies, however it dies. All methods are
/// thread-safe.
final class SharedFolder {

    /// A file lock belongs to the whole process and is lost when *any* channel on its file is closed
    /// (see [FileLock]), so the opens of one process have to share one: the only static state here.
    private static final Map<Path, SharedFolder> IN_USE = new HashMap<>();

    private final FileLock lock;
    private int users;

    private SharedFolder(FileLock lock) {
        this.lock = lock;
    }

    /// Something that is done while nobody else starts or stops the server.
    interface Work<T> {

        T get() throws IOException;
    }

    /// Does the work alone among all threads and processes that call this for the folder.
    static <T> T alone(Path folder, Work<T> work) throws IOException {
        synchronized (IN_USE) {
            try (var channel = open(folder.resolve("start.lock")); var lock = channel.lock()) {
                assert lock.isValid();
                return work.get();
            }
        }
    }

    /// Counts the caller as a user; only inside [#alone].
    static void enter(Path folder) throws IOException {
        var shared = IN_USE.get(folder);
        if (shared == null) {
            shared = new SharedFolder(
                    open(folder.resolve("use.lock")).lock(0, Long.MAX_VALUE, true));
            IN_USE.put(folder, shared);
        }
        shared.users++;
    }

    /// Counts the caller as a user no longer; only inside [#alone].
    ///
    /// @return whether nobody uses the server now
    static boolean leave(Path folder) throws IOException {
        var shared = IN_USE.get(folder);
        if (shared == null || --shared.users > 0) {
            return false;
        }
        IN_USE.remove(folder);
        try (var channel = shared.lock.channel()) {
            shared.lock.release();
            return channel.tryLock() != null;
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }
}
