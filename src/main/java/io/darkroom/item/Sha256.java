package io.darkroom.item;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 hash as 64 lower-case hex digits (FIPS 180-4).
public record Sha256(String hex) {

    private static final int DIGITS = 64;

    /// @throws IllegalArgumentException if the text is not 64 lower-case hex digits
    public Sha256 {
        if (hex.length() != DIGITS || !hasDigitsOnly(hex)) {
            throw new IllegalArgumentException("Not a SHA-256: " + hex);
        }
    }

    // Over bytes, for a large manifest has as many hashes as rows; what is not Latin becomes `?` there.
    private static boolean hasDigitsOnly(String text) {
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            if ((b < '0' || b > '9') && (b < 'a' || b > 'f')) {
                return false;
            }
        }
        return true;
    }

    /// The hash of a text in UTF-8.
    public static Sha256 ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The hash of some bytes.
    public static Sha256 of(byte[] bytes) {
        return finish(digest(), bytes);
    }

    /// A digest to be fed piece by piece and ended with [#finish(MessageDigest)].
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /// The hash of what a digest was fed; the digest is reset.
    public static Sha256 finish(MessageDigest digest) {
        return finish(digest, new byte[0]);
    }

    private static Sha256 finish(MessageDigest digest, byte[] last) {
        return new Sha256(HexFormat.of().formatHex(digest.digest(last)));
    }

    @Override
    public String toString() {
        return hex;
    }
}
