package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import io.darkroom.item.Sha256;
import io.darkroom.job.JobDefinition;
import io.darkroom.picture.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Input images that the sandbox fetches from the bucket.
final class SendAsUrlTests {

    private static final String URL = "darkroom.hinow.send-as=url";

    @TempDir
    private static Path folder;

    @AutoClose
    private static TestDarkroom darkroom;

    @BeforeAll
    static void open() throws IOException {
        Files.write(folder.resolve("a.png"), Images.png());
        Files.write(folder.resolve("same.png"), Images.png());
        Files.write(folder.resolve("b.bmp"), Images.of("bmp", 30, 40));
        var rows = Stream.of("a.png", "same.png", "b.bmp", "a.png|b.bmp",
                "s3://darkroom/shop/c.jpg").map(
                        images -> "%s,A kite,%s".formatted(
                                images.replaceAll("\\W", "-"), images));
        Files.write(folder.resolve("edits.csv"),
                Stream.concat(Stream.of("id,prompt,images", "text,A kite,"), rows).toList());
        darkroom = open("url", URL);
    }

    @Test
    void theSandboxDrawsTheSameFromUrlsAsFromBytes() throws IOException {
        var run = darkroom.run(job("edits"));
        var fromUrls = hashes(darkroom, run);
        assertThat(fromUrls).hasSize(6);
        assertThat(fromUrls.get("a-png")).isNotEqualTo(fromUrls.get("text"));
        assertThat(inputs()).hasSize(3).containsKey(Sha256.of(Images.png()) + ".png");
        assertThat(Checker.check(darkroom.end(run))).isEmpty();

        try (var data = open("data")) {
            assertThat(hashes(data, data.run(job("edits")))).isEqualTo(fromUrls);
        }
    }

    @Test
    void anInputIsStoredOnceForAllRuns() throws IOException {
        darkroom.run(job("twice"));
        var before = inputs();
        var again = darkroom.refreshAll(job("twice"));

        assertThat(darkroom.sql().requests(again)).isEqualTo(6);
        assertThat(inputs()).isEqualTo(before);
    }

    @Test
    void verifyFindsNoStrayAmongInputs() throws IOException {
        var run = darkroom.run(job("verified"));
        assertThat(inputs()).isNotEmpty();

        var said = darkroom.execute("verify", run);

        assertThat(said.text()).endsWith("No difference\n");
        assertThat(said.code()).isZero();
    }

    @Test
    void aBucketThatTheApiCannotReachIsRefusedBeforeAnything() throws IOException {
        try (var far = open("far", URL, "darkroom.hinow.base-url=https://api.invalid",
                "darkroom.hinow.api-key=hi_test")) {
            var said = far.execute("run", jobFile("far", "hinow").toString(), "--yes");

            assertThat(said.code()).isEqualTo(2);
            assertThat(said.text()).contains("darkroom.hinow.send-as is url",
                    "cannot be reached from https://api.invalid", "DARKROOM_HINOW_SENDAS=data");
            assertThat(far.sql().number("select count(*) from attempt")).isZero();
        }
    }

    private static TestDarkroom open(String home, String... settings) throws IOException {
        var opened = TestDarkroom.open(folder.resolve(home), settings);
        var object = Files.createDirectories(opened.bucket().resolve("shop")).resolve("c.jpg");
        Files.write(object, Images.of("jpg", 25, 50));
        return opened;
    }

    private static JobDefinition job(String name) throws IOException {
        return TestDarkroom.job(jobFile(name, "sandbox"));
    }

    private static Path jobFile(String name, String provider) throws IOException {
        return Files.write(folder.resolve(name + ".yaml"), List.of("manifest: edits.csv",
                "provider: " + provider, "defaults: {quality: low}",
                "output: {key: \"inputs/{{run}}/{{id}}.{{ext}}\"}"));
    }

    private static Map<String, String> hashes(TestDarkroom where, String run) {
        return where.sql().list(row -> Map.entry(row.getString(1), row.getString(2)), """
            select entry_id, output_sha256 from item i join item_input n on n.item_id = i.id
            where i.run_id = ? and state = 'SUCCEEDED'
            """, run).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What lies directly below `inputs/`, and since when.
    private static Map<String, FileTime> inputs() throws IOException {
        try (var files = Files.list(darkroom.bucket().resolve("inputs"))) {
            return files.filter(Files::isRegularFile).collect(Collectors
                    .toMap(file -> file.getFileName().toString(), SendAsUrlTests::time));
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
