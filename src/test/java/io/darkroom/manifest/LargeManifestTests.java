package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Layout;
import io.darkroom.item.Recipe;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeManifestTests {

    private static final int ROWS = 40_000;
    private static final String PROMPT = "Studio photo of a mug on a pale oak table, ".repeat(20);

    @TempDir
    Path folder;

    @Test
    void areReadInFlatMemory() throws IOException {
        var file = new ManifestFile(written(), "large.csv.gz");
        try (var reader = Entries.open(file, Layout.PLAIN)) {
            var mapper = new EntryMapper(file.name(), Recipe.PLAIN, reader.mapping());
            long before = usedBytes();
            long drafts = 0;
            for (var row = reader.read(); row.isPresent(); row = reader.read()) {
                drafts += mapper.map(row.get()).size();
            }

            assertThat(drafts).isEqualTo(ROWS);
            assertThat(usedBytes() - before).isLessThan((long) ROWS * PROMPT.length() / 4);
        }
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private Path written() throws IOException {
        var path = folder.resolve("large");
        try (var out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(path)),
                StandardCharsets.UTF_8)) {
            out.write("id,prompt\n");
            for (int i = 0; i < ROWS; i++) {
                out.write(i + ",\"" + PROMPT + "\"\n");
            }
        }
        return path;
    }
}
