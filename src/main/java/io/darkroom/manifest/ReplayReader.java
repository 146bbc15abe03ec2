package io.darkroom.manifest;

import java.io.IOException;
import java.io.Reader;

/// Gives out text and keeps what it gave out last, so that it can be read once more from a line. A line ends
/// with CR, LF or both.
final class ReplayReader extends Reader {

    private static final int BUFFER = 1 << 14;

    /// How much is kept before what is no longer needed is dropped.
    private static final int DROP = 1 << 19;

    private final Reader source;
    private final StringBuilder kept = new StringBuilder();
    private final char[] buffer = new char[BUFFER];
    private long line = 1;
    private int given;

    /// @param source closed with this one
    ReplayReader(Reader source) {
        this.source = source;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (given < kept.length()) {
            int read = Math.min(length, kept.length() - given);
            kept.getChars(given, given + read, target, from);
            given += read;
            return read;
        }
        int read = source.read(target, from, length);
        if (read > 0) {
            kept.append(target, from, read);
            given += read;
        }
        return read;
    }

    /// Says that no line before this one is needed any more.
    void needOnlyFrom(long wanted) {
        if (given > DROP && wanted > line) {
            drop(wanted);
        }
    }

    /// Goes back to the start of a line that was needed.
    void goTo(long wanted) {
        drop(wanted);
        given = 0;
    }

    /// What comes next after going to a line; it is left to be read.
    ///
    /// @param most characters
    String peek(int most) throws IOException {
        for (int read = 0; kept.length() < most && read >= 0;) {
            read = source.read(buffer, 0, BUFFER);
            kept.append(buffer, 0, Math.max(0, read));
        }
        return kept.substring(0, Math.min(most, kept.length()));
    }

    /// How many characters are kept.
    int kept() {
        return kept.length();
    }

    private void drop(long wanted) {
        var text = kept.toString();
        boolean plain = text.indexOf('\r') < 0;
        int at = 0;
        for (; line < wanted && at < text.length(); line++) {
            int end = plain ? text.indexOf('\n', at) : Lines.end(text, at);
            at = end < 0 ? text.length() : Lines.next(text, end);
        }
        kept.delete(0, at);
        given = Math.max(0, given - at);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
