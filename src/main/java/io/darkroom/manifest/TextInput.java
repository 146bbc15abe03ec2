package io.darkroom.manifest;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// Opens a manifest's bytes as text: unpacks gzip, reads and removes the byte order mark, and
/// refuses bytes that are not text in the encoding found: what a mark says, otherwise what the job says,
/// otherwise UTF-8, or UTF-16 or Windows-1252 if it cannot be UTF-8.
///
/// @param text can be marked; the caller closes it
/// @param judged whether the encoding is a guess
record TextInput(BufferedReader text, boolean judged) {

    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 1 << 12;
    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 0x504b0304;

    /// @param encoding what the job says
    static TextInput open(ManifestFile file, Optional<Charset> encoding) {
        try {
            var other = encoding.isPresent() ? encoding : otherThanUtf8(file);
            return new TextInput(decoded(file, raw(file), other.orElse(StandardCharsets.UTF_8)),
                    encoding.isEmpty() && other.equals(Optional.of(Encoding.WINDOWS)));
        } catch (IOException e) {
            throw Complaints.unreadable(file.name(), 0, e);
        }
    }

    /// Whether it is a ZIP archive, as Excel's workbooks are.
    static boolean isZip(ManifestFile file) {
        try (var raw = raw(file)) {
            return peek(raw) == ZIP;
        } catch (IOException e) {
            throw Complaints.unreadable(file.name(), 0, e);
        }
    }

    private static InputStream raw(ManifestFile file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file.path()), BUFFER);
    }

    private static Optional<Charset> otherThanUtf8(ManifestFile file) throws IOException {
        try (var raw = raw(file)) {
            var bytes = unpacked(file.name(), raw);
            if (encoding(bytes).isPresent()) {
                return Optional.empty();
            }
            var wide = Encoding.wide(head(bytes));
            return wide.isPresent() ? wide : Encoding.otherThan(bytes);
        }
    }

    private static BufferedReader decoded(ManifestFile file, InputStream raw, Charset unmarked)
            throws IOException {
        try {
            var bytes = unpacked(file.name(), raw);
            var decoder = encoding(bytes).orElse(unmarked).newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            return new BufferedReader(new InputStreamReader(bytes, decoder), BUFFER);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream unpacked(String name, InputStream raw) throws IOException {
        int head = peek(raw);
        if (head >>> 16 == GZIP) {
            return new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER);
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".gz")) {
            throw Complaints.unusable(name, 0, "the name ends in .gz, but this is not gzip data");
        }
        return raw;
    }

    /// What a byte order mark says; it is skipped.
    private static Optional<Charset> encoding(InputStream bytes) throws IOException {
        int head = peek(bytes);
        if (head >>> 8 == 0xefbbbf) {
            bytes.skipNBytes(3);
            return Optional.of(StandardCharsets.UTF_8);
        }
        return switch (head >>> 16) {
            case 0xfeff -> skipMark(bytes, StandardCharsets.UTF_16BE);
            case 0xfffe -> skipMark(bytes, StandardCharsets.UTF_16LE);
            default -> Optional.empty();
        };
    }

    private static Optional<Charset> skipMark(InputStream bytes, Charset charset)
            throws IOException {
        bytes.skipNBytes(2);
        return Optional.of(charset);
    }

    /// The first bytes; they are left to be read.
    private static byte[] head(InputStream bytes) throws IOException {
        bytes.mark(HEAD);
        var head = bytes.readNBytes(HEAD);
        bytes.reset();
        return head;
    }

    /// The first four bytes as a number, zeros for what is not there; they are left to be read.
    private static int peek(InputStream bytes) throws IOException {
        bytes.mark(4);
        var head = bytes.readNBytes(4);
        bytes.reset();
        int number = 0;
        for (int i = 0; i < 4; i++) {
            number = number << 8 | (i < head.length ? head[i] & 0xff : 0);
        }
        return number;
    }
}
