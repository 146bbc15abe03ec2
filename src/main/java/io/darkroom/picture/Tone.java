package io.darkroom.picture;

/// What becomes of a sample of 16 bits: one of 8 bits in sRGB's tone curve (IEC 61966-2-1).
final class Tone {

    private static final int WHITE = 0xffff;

    private final byte[] table;

    private Tone(byte[] table) {
        this.table = table;
    }

    /// Samples that have sRGB's curve already.
    static Tone plain() {
        return of(1, false);
    }

    /// Samples that are the light to the power of a number, such as 0.45.
    static Tone ofGamma(double gamma) {
        return of(1 / gamma, true);
    }

    /// @param sample 0 to 65535
    /// @return 0 to 255
    int of(int sample) {
        return table[sample] & 0xff;
    }

    private static Tone of(double exponent, boolean light) {
        var table = new byte[WHITE + 1];
        for (int sample = 0; sample <= WHITE; sample++) {
            double value = Math.pow((double) sample / WHITE, exponent);
            table[sample] = (byte) Math.round(255 * (light ? curve(value) : value));
        }
        return new Tone(table);
    }

    private static double curve(double light) {
        return light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
    }
}
