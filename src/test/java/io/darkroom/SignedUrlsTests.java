package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.check.Bucket;
import io.darkroom.check.Checker;
import io.darkroom.check.EndState;
import io.darkroom.embedded.EmbeddedPostgres;
import io.darkroom.embedded.EmbeddedS3;
import io.darkroom.faults.S3Faults;
import io.darkroom.faults.StoreFault;
import io.darkroom.item.Sha256;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that send signed URLs of input images to a provider that repeats them when it refuses: what
/// signed them, taken from the requests that the bucket got, is searched for wherever a run writes.
final class SignedUrlsTests {

    private static final Path MUG = Path.of("samples/images/mug.png");
    private static final Path BAG = Path.of("samples/images/bag.png");

    /// Each request for an image is answered another way; the last two cannot have theirs.
    private static final List<String> ROWS = List.of("id,prompt,image", "plain,A picture,mug.png",
            "throttled,A picture [429],mug.png", "reset,A picture [reset],mug.png",
            "html,A picture [html],mug.png", "echo,A picture [echo],mug.png",
            "after,A picture,mug.png", "gone,A picture,bag.png", "gone-too,A bag,bag.png");
    private static final SandboxOptions FAULTS = SandboxOptions.DEFAULT.failing(
            "prompt~[429]=429:once:after=0", "prompt~[reset]=reset:billed", "prompt~[html]=html",
            "prompt~[echo]=echo");

    @TempDir
    private Path folder;

    @TempDir
    private Path servers;

    @Test
    void areNowhereAfterRequestsThatFailed() throws Exception {
        write();
        try (var database = EmbeddedPostgres.open(servers);
                var store = EmbeddedS3.open(servers);
                var front = S3Faults.before(store.endpoint());
                var provider = SandboxServer.start(FAULTS)) {
            front.add(StoreFault.of("GET", new StoreFault.Kind.Answer(403))
                    .keys("inputs/" + Sha256.of(Files.readAllBytes(BAG)) + "\\.png"));
            var environment = environment(database, store, front, provider);
            run(environment, "run", "signed.yaml", "--yes", "--json");
            run(environment, "items", "latest", "--format", "jsonl");

            var sql = new Sql(database.jdbcUrl(), database.user(), database.password());
            assertThat(sql.texts("select error_message from item where state = 'FAILED'"))
                    .filteredOn(message -> message.contains("No image can be downloaded"))
                    .hasSize(2).allMatch(message -> message.contains(".png?***"));
            assertThat(front.signedQueries()).hasSize(ROWS.size() - 1)
                    .allMatch(query -> query.contains("X-Amz-Expires=430&"));
            try (var objects = Bucket.at(store.endpoint(), store.bucket(), store.accessKey(),
                    store.secretKey())) {
                var end = EndState.of(sql.url(), sql.user(), sql.password(), objects)
                        .runs(sql.text("select id from run")).unwatched().unfinished()
                        .logs(DarkroomProcess.output(folder), folder.resolve("home"))
                        .secrets(signing(front));
                assertThat(Checker.check(end)).isEmpty();
            }
        }
    }

    private void write() throws IOException {
        Files.copy(MUG, folder.resolve("mug.png"));
        Files.copy(BAG, folder.resolve("bag.png"));
        Files.write(folder.resolve("signed.csv"), ROWS);
        Files.write(folder.resolve("signed.yaml"), List.of("manifest: signed.csv",
                "provider: hinow", "defaults: {quality: low, output_format: jpeg}",
                "limits: {requests_per_minute: 6000, concurrency: 1}"));
    }

    /// The values that make URLs good for anybody, as they were sent and as they mean.
    private static String[] signing(S3Faults front) {
        return front.signedQueries().stream().flatMap(query -> Arrays.stream(query.split("&")))
                .filter(parameter -> parameter.matches("X-Amz-(Signature|Credential)=.+"))
                .map(parameter -> parameter.split("=", 2)[1])
                .flatMap(value -> Stream.of(value,
                        URLDecoder.decode(value, StandardCharsets.UTF_8)))
                .distinct().toArray(String[]::new);
    }

    private void run(Map<String, String> environment, String... arguments) throws Exception {
        var program = DarkroomProcess.program(folder.resolve("program"));
        try (var process = DarkroomProcess.start(program, folder, environment, arguments)) {
            process.exitCode();
        }
    }

    private Map<String, String> environment(EmbeddedPostgres database, EmbeddedS3 store,
            S3Faults front, SandboxServer provider) {
        return Map.ofEntries(Map.entry("DARKROOM_HOME", folder.resolve("home").toString()),
                Map.entry("DARKROOM_DATABASE_URL", database.jdbcUrl()),
                Map.entry("DARKROOM_DATABASE_USER", database.user()),
                Map.entry("DARKROOM_DATABASE_PASSWORD", database.password()),
                Map.entry("DARKROOM_S3_ENDPOINT", front.url().toString()),
                Map.entry("DARKROOM_S3_BUCKET", store.bucket()),
                Map.entry("DARKROOM_S3_PATH_STYLE", "true"),
                Map.entry("AWS_ACCESS_KEY_ID", store.accessKey()),
                Map.entry("AWS_SECRET_ACCESS_KEY", store.secretKey()),
                Map.entry("DARKROOM_HINOW_SENDAS", "url"), Map.entry("HINOW_API_KEY", "hi_test"),
                Map.entry("HINOW_BASE_URL", provider.baseUrl().toString()));
    }
}
