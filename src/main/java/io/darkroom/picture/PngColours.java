package io.darkroom.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.zip.InflaterInputStream;

/// What a PNG's chunks say about its colours: a profile before sRGB before a gamma (W3C PNG, third
/// edition, 4.3). Nothing is decompressed before the profile is asked for.
final class PngColours {

    private static final double UNIT = 100_000;
    private static final double SRGB_GAMMA = 0.45455;
    private static final double TOLERANCE = 0.005;

    private byte[] profile = {};
    private boolean srgb;
    private int greyBits = 8;
    private OptionalInt key = OptionalInt.empty();
    private double gamma = SRGB_GAMMA;

    /// Those of a file whose structure is known to be whole.
    static PngColours of(Path file) throws NotAnImage, IOException {
        var colours = new PngColours();
        try (var in = Files.newInputStream(file)) {
            var bytes = new ImageBytes(in, Files.size(file));
            bytes.skip(8);
            for (var chunk = PngChunk.read(bytes); !chunk.name().equals("IDAT"); chunk = PngChunk
                    .read(bytes)) {
                colours.see(chunk);
            }
        }
        return colours;
    }

    void see(PngChunk chunk) {
        switch (chunk.name()) {
            case "iCCP" -> profile = chunk.start();
            case "sRGB" -> srgb = true;
            case "IHDR" -> greyBits = chunk.start()[9] == 0 ? chunk.start()[8] : 8;
            case "tRNS" -> key = chunk.length() == 2
                    ? OptionalInt.of(ByteBuffer.wrap(chunk.start()).getShort())
                    : OptionalInt.empty();
            case "gAMA" -> {
                if (chunk.length() == 4) {
                    gamma = ByteBuffer.wrap(chunk.start()).getInt() / UNIT;
                }
            }
            default -> {
            }
        }
    }

    boolean others() {
        return hasProfile() || gamma().isPresent();
    }

    /// The exponent by which samples were coded; empty if they are as good as sRGB's, or a profile
    /// or nothing usable says it.
    OptionalDouble gamma() {
        boolean told = profile.length == 0 && !srgb && gamma > 0
                && Math.abs(gamma - SRGB_GAMMA) > TOLERANCE;
        return told ? OptionalDouble.of(gamma) : OptionalDouble.empty();
    }

    /// The grey that is to be seen through where samples have fewer than 8 bits, 0 to 255; empty if
    /// there is none. The runtime's reader finds it in all other cases.
    OptionalInt key() {
        return greyBits < 8 && key.isPresent()
                ? OptionalInt.of(key.getAsInt() * 255 / ((1 << greyBits) - 1))
                : OptionalInt.empty();
    }

    /// The profile's bytes; empty if there is none, or it is called sRGB.
    ///
    /// @throws NotAnImage if it is damaged or too long
    Optional<byte[]> profile() throws NotAnImage {
        if (!hasProfile()) {
            return Optional.empty();
        }
        int start = nameLength() + 2;
        var packed = new ByteArrayInputStream(profile, start, Math.max(0, profile.length - start));
        try (var in = new InflaterInputStream(packed)) {
            var bytes = in.readNBytes(ColourProfile.LONGEST + 1);
            if (bytes.length > ColourProfile.LONGEST) {
                throw new NotAnImage("The PNG's colour profile is longer than the "
                        + ColourProfile.LONGEST + " bytes allowed");
            }
            return Optional.of(bytes).filter(icc -> !ColourProfile.isSrgb(icc));
        } catch (IOException e) {
            throw new NotAnImage("The PNG's colour profile is damaged");
        }
    }

    private boolean hasProfile() {
        return profile.length > 0
                && !ColourProfile.isSrgb(Arrays.copyOf(profile, nameLength()));
    }

    private int nameLength() {
        int end = 0;
        while (end < profile.length && profile[end] != 0) {
            end++;
        }
        return end;
    }
}
