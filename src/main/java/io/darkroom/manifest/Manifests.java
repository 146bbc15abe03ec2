package io.darkroom.manifest;

import io.darkroom.item.Layout;
import io.darkroom.item.UnusableInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Opens manifests of every format.
public final class Manifests {

    /// How many characters a format is judged by.
    static final int HEAD = 1 << 16;

    private Manifests() {}

    /// Opens a manifest by its name's ending (`.csv .tsv .txt .json .jsonl .ndjson .xml`, each also with
    /// `.gz`; `.xlsx`), or by its first character where the ending says nothing. The caller closes the
    /// reader.
    ///
    /// @throws UnusableInput if the file is missing, empty, in no encoding that is read, or has no
    /// usable header
    public static ManifestReader open(ManifestFile file, Layout layout) {
        if (TextInput.isZip(file)) {
            return new TableManifest(file.name(), XlsxRecords.open(file, layout.sheet()),
                    List.of());
        }
        var input = TextInput.open(file, layout.encoding().map(Charset::forName));
        var text = input.text();
        try {
            var head = head(text);
            if (head.isBlank()) {
                throw Complaints.unusable(file.name(), 0, "the file is empty");
            }
            if (isXml(file.name(), head)) {
                return feed(file, layout, text, head);
            }
            return reader(file.name(), input, head);
        } catch (IOException e) {
            close(file.name(), text);
            throw Complaints.unreadable(file.name(), 0, e);
        } catch (RuntimeException e) {
            close(file.name(), text);
            throw e;
        }
    }

    private static ManifestReader reader(String name, TextInput input, String head) {
        char first = head.strip().charAt(0);
        return switch (ending(name)) {
            case "csv", "tsv" -> csv(name, input, head);
            case "txt" -> isLines(head) ? lines(name, input) : csv(name, input, head);
            case "json" -> isLines(head) ? lines(name, input) : array(name, input);
            case "jsonl", "ndjson" -> lines(name, input);
            default -> switch (first) {
                case '[' -> array(name, input);
                case '{' -> lines(name, input);
                default -> csv(name, input, head);
            };
        };
    }

    private static ManifestReader array(String name, TextInput input) {
        return new AheadReader(JsonArrayManifest.open(name, json(name, input)));
    }

    private static ManifestReader lines(String name, TextInput input) {
        return new AheadReader(new JsonLinesManifest(name, json(name, input)));
    }

    /// Many programs write an object on each line and call it `.json` or `.txt`.
    private static boolean isLines(String head) {
        var first = head.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(2)
                .toList();
        return first.size() == 2 && first.getFirst().startsWith("{")
                && first.getFirst().endsWith("}") && first.getLast().startsWith("{");
    }

    private static boolean isXml(String name, String head) {
        return switch (ending(name)) {
            case "xml", "rss", "atom" -> true;
            case "csv", "tsv", "txt", "json", "jsonl", "ndjson" -> head.startsWith("<?xml");
            default -> head.stripLeading().startsWith("<");
        };
    }

    /// XML says itself which encoding it is in; what the job says wins.
    private static ManifestReader feed(ManifestFile file, Layout layout, BufferedReader text,
            String head) throws IOException {
        var declared = FeedManifest.encoding(head);
        if (layout.encoding().isPresent() || declared.isEmpty()
                || declared.get().toUpperCase(Locale.ROOT).startsWith("UTF")) {
            return new FeedManifest(file.name(), text, head);
        }
        if (!Charset.isSupported(declared.get())) {
            throw Complaints.unusable(file.name(), 1, "the encoding " + declared.get()
                    + " is not known; save the file as UTF-8");
        }
        text.close();
        return new FeedManifest(file.name(), TextInput
                .open(file, Optional.of(Charset.forName(declared.get()))).text(), head);
    }

    /// JSON is UTF-8 (RFC 8259, 8.1): nothing else is guessed.
    private static BufferedReader json(String name, TextInput input) {
        if (input.judged()) {
            throw Complaints.unusable(name, 0, "this is not UTF-8 text; save the file as UTF-8");
        }
        return input.text();
    }

    private static ManifestReader csv(String name, TextInput input, String head) {
        var notes = input.judged()
                ? List.of("This is not UTF-8 and was read as Windows-1252; if letters look wrong,"
                        + " name the encoding in the job file")
                : List.<String>of();
        var records = WrappedRecords.unwrapped(new CsvRecords(name, input.text(), head), head);
        return new TableManifest(name, records, notes);
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
