package io.darkroom.manifest;

import io.darkroom.item.UnusableInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Locale;

/// Opens manifests of every format.
public final class Manifests {

    /// How many characters a format is judged by.
    static final int HEAD = 1 << 16;

    private Manifests() {}

    /// Opens a manifest by its name's ending (`.csv .tsv .txt .json .jsonl .ndjson`, each also with
    /// `.gz`), or by its first character where the ending says nothing. The caller closes the
    /// reader.
    ///
    /// @throws UnusableInput if the file is missing, empty, in no encoding that is read (UTF-8,
    /// UTF-16 with a byte order mark), or has no usable header
    public static ManifestReader open(ManifestFile file) {
        var text = TextInput.open(file);
        try {
            return reader(file.name(), text, head(text));
        } catch (IOException e) {
            close(file.name(), text);
            throw Complaints.unreadable(file.name(), 0, e);
        } catch (RuntimeException e) {
            close(file.name(), text);
            throw e;
        }
    }

    private static ManifestReader reader(String name, BufferedReader text, String head) {
        if (head.isBlank()) {
            throw Complaints.unusable(name, 0, "the file is empty");
        }
        char first = head.strip().charAt(0);
        return switch (ending(name)) {
            case "csv", "tsv", "txt" -> CsvManifest.open(name, text, head);
            case "json" -> JsonArrayManifest.open(name, text);
            case "jsonl", "ndjson" -> new JsonLinesManifest(name, text);
            default -> switch (first) {
                case '[' -> JsonArrayManifest.open(name, text);
                case '{' -> new JsonLinesManifest(name, text);
                default -> CsvManifest.open(name, text, head);
            };
        };
    }

    private static String ending(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var plain = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    /// The first characters; they are left to be read.
    private static String head(BufferedReader text) throws IOException {
        text.mark(HEAD);
        var head = new char[HEAD];
        int length = 0;
        for (int n = 0; n >= 0 && length < HEAD; n = text.read(head, length, HEAD - length)) {
            length += n;
        }
        text.reset();
        return new String(head, 0, length);
    }

    static void close(String name, BufferedReader text) {
        try {
            text.close();
        } catch (IOException e) {
            throw Complaints.unreadable(name, 0, e);
        }
    }
}
