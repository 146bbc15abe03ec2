package io.darkroom.manifest;

/// Finds the lines of a text, which end with CR, LF or both.
final class Lines {

    private Lines() {}

    /// Where the end of the line is that a place is in.
    static int end(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /// Where the line after it begins; the end of the text if there is none.
    static int next(String text, int from) {
        int end = end(text, from);
        boolean both = end + 1 < text.length() && text.charAt(end) == '\r'
                && text.charAt(end + 1) == '\n';
        return Math.min(text.length(), end + (both ? 2 : 1));
    }
}
