package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.Layout;
import io.darkroom.item.UnusableInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every manifest reader keeps to, whatever the format.
abstract class ManifestReaderContract {

    private static final Map<String, String> MUG = columns("a-1", "A red mug, \"matt\"\nby day",
            "Grüße 🎨");
    private static final Map<String, String> LAMP = columns("a-2", "A lamp", "x");

    @TempDir
    Path folder;

    /// A file name with the format's ending.
    abstract String name();

    /// Rows of the columns id, prompt and note in the format.
    abstract String write(List<Map<String, String>> rows);

    /// The two rows with a row between them that cannot be used.
    abstract String writeWithBrokenBetween(Map<String, String> first, Map<String, String> last);

    @Test
    void givesEachRowInOrderWithItsPlace() {
        var rows = readAll(file(bytes(write(List.of(MUG, LAMP)))));

        assertThat(rows).extracting(Row::row).containsExactly(1L, 2L);
        assertThat(rows).extracting(Row::columns).containsExactly(MUG, LAMP);
        assertThat(rows.getFirst().columns().keySet()).containsExactly("id", "prompt", "note");
        assertThat(rows.get(1).line()).isGreaterThan(rows.getFirst().line());
    }

    @Test
    void goesOnAfterARowThatCannotBeUsed() {
        var rows = readAll(file(bytes(writeWithBrokenBetween(MUG, LAMP))));

        assertThat(rows).hasSize(3);
        assertThat(rows.get(1)).isInstanceOfSatisfying(Row.Broken.class, broken -> {
            assertThat(broken.row()).isEqualTo(2);
            assertThat(broken.problem().sentence()).startsWith(name() + ":" + broken.line());
        });
        assertThat(rows.get(2)).isInstanceOf(Row.Entry.class);
    }

    @Test
    void readsTheSameThroughGzip() {
        var text = write(List.of(MUG, LAMP));

        assertThat(readAll(file(name() + ".gz", gzip(bytes(text)))))
                .isEqualTo(readAll(file(bytes(text))));
    }

    @Test
    void readsTheSameBehindAByteOrderMark() {
        var text = write(List.of(MUG, LAMP));
        var plain = readAll(file(bytes(text)));

        assertThat(readAll(file(bytes("\uFEFF" + text)))).isEqualTo(plain);
        assertThat(readAll(file(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo(plain);
        assertThat(readAll(file(("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE))))
                .isEqualTo(plain);
    }

    @Test
    void readsTheSameInUtf16WithoutAMark() {
        var text = write(List.of(MUG, columns("2", "Кружка\u3000杯", "x"), LAMP));
        var plain = readAll(file(bytes(text)));

        assertThat(readAll(file(text.getBytes(StandardCharsets.UTF_16LE)))).isEqualTo(plain);
        assertThat(readAll(file(text.getBytes(StandardCharsets.UTF_16BE)))).isEqualTo(plain);
    }

    @Test
    void takesNoLetterForAnother() {
        var latin = write(List.of(columns("1", "Grün", "x"))).getBytes(StandardCharsets.ISO_8859_1);

        assertNotUtf8(file(latin));
    }

    /// What becomes of bytes that are not UTF-8 and say nothing of what they are.
    void assertNotUtf8(ManifestFile file) {
        assertRefused(file, "UTF-8");
    }

    @Test
    void refusesGzipDataThatIsCutOff() {
        var rows = IntStream.range(0, 5_000)
                .mapToObj(i -> columns("" + i, "Prompt " + i * 7919 % 4099, "x")).toList();
        var packed = gzip(bytes(write(rows)));

        assertRefused(file(name() + ".gz", Arrays.copyOf(packed, packed.length / 2)),
                "cut off");
    }

    @Test
    void refusesAFileThatIsNotThereOrEmpty() {
        assertRefused(new ManifestFile(folder.resolve("none"), name()), "no such file");
        assertRefused(file(bytes(" \n\n")), "empty");
    }

    @Test
    void breaksARowThatTheLedgerCannotStore() {
        var rows = readAll(file(bytes(write(List.of(LAMP)).replace("A lamp", unstorable()))));

        assertThat(rows).singleElement().isInstanceOfSatisfying(Row.Broken.class, broken -> {
            assertThat(broken.problem().sentence()).contains("column prompt holds a character");
            assertThat(broken.columns()).containsEntry("prompt", "\uFFFD");
        });
    }

    /// NUL as the format writes it.
    String unstorable() {
        return "\0";
    }

    @Test
    void breaksARowThatIsTooLarge() {
        var large = columns("1", "x".repeat(RowCheck.MAX_CHARS), "x");

        var rows = readAll(file(bytes(write(List.of(large, LAMP)))));

        assertThat(rows.getFirst()).isInstanceOf(Row.Broken.class);
        assertThat(rows.get(1)).isInstanceOf(Row.Entry.class);
    }

    @Test
    void tellsTheFormatByContentWhereTheNameSaysNothing() {
        var text = bytes(write(List.of(LAMP)));

        assertThat(readAll(file("-", text))).extracting(Row::columns).containsExactly(LAMP);
        assertThat(readAll(file("-", gzip(text)))).extracting(Row::columns).containsExactly(LAMP);
    }

    final List<Row> readAll(ManifestFile file) {
        try (var reader = Manifests.open(file, Layout.PLAIN)) {
            var rows = new ArrayList<Row>();
            for (var row = reader.read(); row.isPresent(); row = reader.read()) {
                rows.add(row.get());
            }
            assertThat(reader.read()).isEmpty();
            return rows;
        }
    }

    final ManifestFile file(byte[] content) {
        return file(name(), content);
    }

    final ManifestFile file(String name, byte[] content) {
        try {
            return new ManifestFile(Files.write(folder.resolve("manifest"), content), name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    final ManifestFile text(String content) {
        return file(bytes(content));
    }

    final void assertRefused(ManifestFile file, String... words) {
        assertThatThrownBy(() -> readAll(file)).isInstanceOf(UnusableInput.class)
                .hasMessageStartingWith(file.name() + ":").hasMessageContainingAll(words);
    }

    static Map<String, String> columns(String id, String prompt, String note) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("id", id);
        columns.put("prompt", prompt);
        columns.put("note", note);
        return columns;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }
}
