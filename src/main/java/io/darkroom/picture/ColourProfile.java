package io.darkroom.picture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Tells by its name, in one or two bytes a letter, whether a colour profile is sRGB (ICC.1:2022, 10.15 multiLocalizedUnicodeType).
final class ColourProfile {

    /// Longest profile that is looked at, in bytes.
    static final int LONGEST = 4 * 1024 * 1024;

    private ColourProfile() {}

    /// @param profile the first kilobytes of it at least, with its description
    static boolean isSrgb(byte[] profile) {
        var text = new String(profile, StandardCharsets.ISO_8859_1).replace("\0", "")
                .toLowerCase(Locale.ROOT);
        return text.contains("srgb") && !text.contains("linear");
    }
}
