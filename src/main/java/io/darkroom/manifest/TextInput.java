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
import java.util.zip.GZIPInputStream;

/// Opens a manifest's bytes as text: unpacks gzip, reads and removes the byte order mark, and
/// refuses bytes that are not text in the encoding found (UTF-8 unless a mark says UTF-16).
final class TextInput {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 0x504b0304;

    private TextInput() {}

    /// A reader that can be marked; the caller closes it.
    static BufferedReader open(ManifestFile file) {
        try {
            return decoded(file, new BufferedInputStream(Files.newInputStream(file.path()),
                    BUFFER));
        } catch (IOException e) {
            throw Complaints.unreadable(file.name(), 0, e);
        }
    }

    private static BufferedReader decoded(ManifestFile file, InputStream raw) throws IOException {
        try {
            var bytes = unpacked(file.name(), raw);
            var decoder = encoding(bytes).newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            return new BufferedReader(new InputStreamReader(bytes, decoder), BUFFER);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static InputStream unpacked(String name, InputStream raw) throws IOException {
        int head = peek(raw);
        if (head == ZIP) {
            throw Complaints.unusable(name, 0, "this is a ZIP archive, perhaps an Excel workbook;"
                    + " export it as CSV, or pack a manifest with gzip");
        }
        if (head >>> 16 == GZIP) {
            return new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER);
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".gz")) {
            throw Complaints.unusable(name, 0, "the name ends in .gz, but this is not gzip data");
        }
        return raw;
    }

    private static Charset encoding(InputStream bytes) throws IOException {
        int head = peek(bytes);
        if (head >>> 8 == 0xefbbbf) {
            bytes.skipNBytes(3);
            return StandardCharsets.UTF_8;
        }
        return switch (head >>> 16) {
            case 0xfeff -> skipMark(bytes, StandardCharsets.UTF_16BE);
            case 0xfffe -> skipMark(bytes, StandardCharsets.UTF_16LE);
            default -> StandardCharsets.UTF_8;
        };
    }

    private static Charset skipMark(InputStream bytes, Charset charset) throws IOException {
        bytes.skipNBytes(2);
        return charset;
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
