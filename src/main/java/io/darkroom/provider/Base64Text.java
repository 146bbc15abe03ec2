package io.darkroom.provider;

/// Decodes base64 as it stands inside a JSON string, piece by piece.
///
/// Takes both alphabets (RFC 4648, sections 4 and 5), with or without padding, white space, JSON
/// escapes, and what stands before it in a data URI or a Markdown image.
final class Base64Text {

    private static final String PREFIX_END = "base64,";

    private final LandedImage target;
    private final byte[] decoded = new byte[8192];
    private int size;
    private int bits;
    private int digits;
    private int prefixSeen;
    private boolean inPrefix;
    private boolean ended;
    private boolean bad;
    private int escape;
    private int unicode;

    /// @param prefixed whether everything up to `base64,` is to be skipped
    Base64Text(LandedImage target, boolean prefixed) {
        this.target = target;
        this.inPrefix = prefixed;
    }

    /// The next byte of the string as it stands between its quotes.
    void escaped(byte b) {
        char c = (char) (b & 0xff);
        switch (escape) {
            case 0 -> {
                if (c == '\\') {
                    escape = 1;
                } else {
                    character(c);
                }
            }
            case 1 -> {
                escape = c == 'u' ? 2 : 0;
                unicode = 0;
                if (c != 'u') {
                    character("nrtbf".indexOf(c) >= 0 ? ' ' : c);
                }
            }
            default -> {
                unicode = unicode * 16 + Math.max(0, Character.digit(c, 16));
                escape = escape == 5 ? 0 : escape + 1;
                if (escape == 0) {
                    character((char) unicode);
                }
            }
        }
    }

    /// The next character of the string's value.
    void character(char c) {
        if (inPrefix) {
            prefix(c);
        } else if (!ended && c > ' ') {
            digit(c);
        }
    }

    private void prefix(char c) {
        prefixSeen = c == PREFIX_END.charAt(prefixSeen)
                ? prefixSeen + 1
                : c == PREFIX_END.charAt(0) ? 1 : 0;
        inPrefix = prefixSeen < PREFIX_END.length();
    }

    private void digit(char c) {
        int value = value(c);
        if (value < 0) {
            ended = true;
            bad |= c != '=' && c != ')';
            return;
        }
        bits = bits << 6 | value;
        digits++;
        if (digits == 4) {
            emit(3);
        }
    }

    private static int value(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return switch (c) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            default -> -1;
        };
    }

    private void emit(int bytes) {
        for (int i = 0; i < bytes; i++) {
            decoded[size++] = (byte) (bits >> (16 - 8 * i));
        }
        bits = 0;
        digits = 0;
        if (size > decoded.length - 3) {
            flush();
        }
    }

    private void flush() {
        target.write(decoded, 0, size);
        size = 0;
    }

    /// Writes the rest.
    ///
    /// @return whether the whole text was base64
    boolean finish() {
        bad |= digits == 1 || inPrefix;
        if (digits > 1) {
            int bytes = digits - 1;
            bits <<= 6 * (4 - digits);
            emit(bytes);
        }
        flush();
        return !bad;
    }
}
