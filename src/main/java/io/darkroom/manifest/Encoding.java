package io.darkroom.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Judges whether text is UTF-8, or in the older encoding of Windows that spreadsheets still write.
final class Encoding {

    static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final int BUFFER = 1 << 16;

    /// In UTF-16 at least one of so many bytes is NUL, in every script: the upper half of each line break,
    /// digit and delimiter. The lower half hardly ever is.
    private static final int BYTES_PER_NUL = 16;
    private static final int UPPER_PER_LOWER = 10;

    private long letters;
    private long wrong;
    private boolean windows = true;
    private int expected;

    private Encoding() {}

    /// Which half of the characters is NUL, in text without a byte order mark.
    ///
    /// @param head the first bytes
    /// @return UTF-16 if one half often is and the other hardly ever; otherwise empty
    static Optional<Charset> wide(byte[] head) {
        var nuls = new int[2];
        for (int i = 0; i < head.length; i++) {
            nuls[i % 2] += head[i] == 0 ? 1 : 0;
        }
        int upper = Math.max(nuls[0], nuls[1]);
        if (upper == 0 || upper * BYTES_PER_NUL < head.length
                || upper < UPPER_PER_LOWER * Math.min(nuls[0], nuls[1])) {
            return Optional.empty();
        }
        return Optional
                .of(nuls[0] == upper ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
    }

    /// Reads the bytes to their end.
    ///
    /// @return Windows-1252 if they can be nothing else that is known: bytes beyond ASCII hardly ever
    /// make UTF-8 letters, and each is a character there; otherwise empty
    static Optional<Charset> otherThan(InputStream bytes) throws IOException {
        var judge = new Encoding();
        var buffer = new byte[BUFFER];
        for (int length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
            for (int i = 0; i < length; i++) {
                // Nearly all of a file is this, and it says nothing.
                if (buffer[i] <= 0 || judge.expected > 0) {
                    judge.see(buffer[i]);
                }
            }
        }
        judge.wrong += judge.expected > 0 ? 1 : 0;
        return judge.wrong > judge.letters && judge.windows
                ? Optional.of(WINDOWS)
                : Optional.empty();
    }

    private void see(byte b) {
        if (b >= 0) {
            wrong += expected > 0 ? 1 : 0;
            expected = 0;
            windows &= b != 0;
            return;
        }
        int value = b & 0xff;
        windows &= value != 0x81 && value != 0x8d && value != 0x8f && value != 0x90
                && value != 0x9d;
        if (expected > 0 && value < 0xc0) {
            expected--;
            letters += expected == 0 ? 1 : 0;
            return;
        }
        wrong += expected > 0 ? 1 : 0;
        expected = value >= 0xf0 && value < 0xf5
                ? 3
                : value >= 0xe0 && value < 0xf0 ? 2 : value >= 0xc2 && value < 0xe0 ? 1 : 0;
        wrong += expected == 0 ? 1 : 0;
    }
}
