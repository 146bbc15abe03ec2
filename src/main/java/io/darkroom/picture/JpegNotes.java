package io.darkroom.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the application segments of a JPEG say: its EXIF block and its colour profile.
final class JpegNotes {

    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final String EXIF = "Exif\0\0";
    private static final String PROFILE = "ICC_PROFILE\0\1";

    private Orientation orientation = Orientation.UPRIGHT;
    private boolean otherColours;

    static boolean concerns(int marker) {
        return marker == APP1 || marker == APP2;
    }

    /// @param body at most 64 KiB; of a profile in pieces the first has its name
    void see(int marker, byte[] body) {
        if (marker == APP1 && starts(body, EXIF)) {
            orientation = Orientation
                    .ofExif(Arrays.copyOfRange(body, EXIF.length(), body.length));
        }
        if (marker == APP2 && starts(body, PROFILE)) {
            otherColours = !ColourProfile.isSrgb(body);
        }
    }

    Orientation orientation() {
        return orientation;
    }

    boolean otherColours() {
        return otherColours;
    }

    private static boolean starts(byte[] body, String text) {
        return new String(body, 0, Math.min(body.length, text.length()),
                StandardCharsets.ISO_8859_1).equals(text);
    }
}
