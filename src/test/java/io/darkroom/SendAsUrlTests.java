package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Checker;
import io.darkroom.item.Sha256;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Input images that the sandbox fetches from the bucket.
final class SendAsUrlTests {

    private static final String URL = "darkroom.hinow.send-as=url";

    @TempDir
    private Path folder;

    private Path jobFile = Path.of("edits.yaml");

    @BeforeEach
    void write() throws IOException {
        Files.write(folder.resolve("a.png"), Images.png());
        Files.write(folder.resolve("same.png"), Images.png());
        Files.write(folder.resolve("b.bmp"), Images.of("bmp", 30, 40));
        var rows = Stream.of("a.png", "same.png", "b.bmp", "a.png|b.bmp",
                "s3://darkroom/shop/c.jpg").map(
                        images -> "%s,A kite,%s".formatted(
                                images.replaceAll("\\W", "-"), images));
        Files.write(folder.resolve("edits.csv"),
                Stream.concat(Stream.of("id,prompt,images", "text,A kite,"), rows).toList());
        jobFile = job("edits", "sandbox");
    }

    private Path job(String name, String provider) throws IOException {
        return Files.write(folder.resolve(name + ".yaml"), List.of("manifest: edits.csv",
                "provider: " + provider, "defaults: {quality: low}",
                "output: {key: \"inputs/{{run}}/{{id}}.{{ext}}\"}"));
    }

    @Test
    void theSandboxDrawsTheSameFromUrlsAsFromBytes() throws IOException {
        Map<String, String> fromBytes;
        try (var darkroom = open("data")) {
            fromBytes = hashes(darkroom, darkroom.run(TestDarkroom.job(jobFile)));
        }
        try (var darkroom = open("url", URL)) {
            var run = darkroom.run(TestDarkroom.job(jobFile));

            assertThat(hashes(darkroom, run)).isEqualTo(fromBytes).hasSize(6);
            assertThat(fromBytes.get("a-png")).isNotEqualTo(fromBytes.get("text"));
            assertThat(Checker.check(darkroom.end(run))).isEmpty();
            assertThat(inputs(darkroom)).hasSize(3)
                    .containsKey(Sha256.of(Images.png()) + ".png");
        }
    }

    @Test
    void anInputIsStoredOnceForAllRuns() throws IOException {
        try (var darkroom = open("twice", URL)) {
            darkroom.run(TestDarkroom.job(jobFile));
            var before = inputs(darkroom);
            var again = darkroom.refreshAll(TestDarkroom.job(jobFile));

            assertThat(darkroom.sql().states(again)).isEqualTo(Map.of("SUCCEEDED", 6L));
            assertThat(inputs(darkroom)).isEqualTo(before);
        }
    }

    @Test
    void verifyFindsNoStrayAmongInputs() throws IOException {
        try (var darkroom = open("verify", URL)) {
            darkroom.run(TestDarkroom.job(jobFile));
            assertThat(inputs(darkroom)).isNotEmpty();

            var said = darkroom.execute("verify", "latest");

            assertThat(said.text()).endsWith("No difference\n");
            assertThat(said.code()).isZero();
        }
    }

    @Test
    void aBucketThatTheApiCannotReachIsRefusedBeforeAnything() throws IOException {
        try (var darkroom = open("far", URL, "darkroom.hinow.base-url=https://api.invalid",
                "darkroom.hinow.api-key=hi_test")) {
            var said = darkroom.execute("run", job("far", "hinow").toString(), "--yes");

            assertThat(said.code()).isEqualTo(2);
            assertThat(said.text()).contains("darkroom.hinow.send-as is url",
                    "cannot be reached from https://api.invalid", "DARKROOM_HINOW_SENDAS=data");
            assertThat(darkroom.sql().number("select count(*) from attempt")).isZero();
        }
    }

    private TestDarkroom open(String home, String... settings) throws IOException {
        var darkroom = TestDarkroom.open(folder.resolve(home), settings);
        var object = Files.createDirectories(darkroom.bucket().resolve("shop")).resolve("c.jpg");
        Files.write(object, Images.of("jpg", 25, 50));
        return darkroom;
    }

    private static Map<String, String> hashes(TestDarkroom darkroom, String run) {
        return darkroom.sql().list(row -> Map.entry(row.getString(1), row.getString(2)), """
            select entry_id, output_sha256 from item i join item_input n on n.item_id = i.id
            where i.run_id = ? and state = 'SUCCEEDED'
            """, run).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What lies directly below `inputs/`, and since when.
    private static Map<String, FileTime> inputs(TestDarkroom darkroom) throws IOException {
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
