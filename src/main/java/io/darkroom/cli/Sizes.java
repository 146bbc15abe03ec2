package io.darkroom.cli;

import java.util.Locale;

/// Numbers of bytes as people say them.
final class Sizes {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    private Sizes() {}

    /// Such as `812 bytes` or `3.4 MB`, by thousands.
    static String text(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 999.95 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return unit == 0
                ? bytes + " bytes"
                : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
