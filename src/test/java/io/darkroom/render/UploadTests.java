package io.darkroom.render;

import static io.darkroom.item.ItemState.PENDING;
import static io.darkroom.item.ItemState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.engine.Stop;
import io.darkroom.item.Fingerprint;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Items;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.picture.Images;
import io.darkroom.provider.Dialect.SendAs;
import io.darkroom.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Input images that the provider fetches from the bucket, when the bucket is away.
@Timeout(60)
class UploadTests {

    private static final byte[] PNG = Images.png();

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private Studio studio;

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        Files.write(home.resolve("a.png"), PNG);
        studio = new Studio(DATABASE, home, SandboxOptions.DEFAULT, SendAs.URL);
    }

    @AfterEach
    void close() {
        studio.close();
    }

    @Test
    void nothingIsSentUntilTheBucketHasTheImage() throws Exception {
        var run = studio.job().run(edits(6));
        studio.store().away(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var rendering = studio.rendering(studio.order(run))) {
            Future<Optional<Stop>> end = threads.submit(() -> Studio.work(rendering));
            Until.holds(() -> studio.store().missed() > 6);
            assertThat(studio.sandbox().posts()).isZero();
            assertThat(attempts()).isZero();
            studio.store().away(false);
            assertThat(end.get()).isEmpty();
        }
        assertThat(studio.states(run)).containsOnly(SUCCEEDED).hasSize(6);
        assertThat(studio.sandbox().posts()).isEqualTo(6);
        assertThat(studio.objects().resolve("inputs/" + Sha256.of(PNG) + ".png"))
                .hasBinaryContent(PNG);
    }

    @Test
    void aRunStopsWhenTheBucketStaysAway() throws Exception {
        var run = studio.job().run(edits(6));
        studio.store().away(true);
        try (var rendering = studio.rendering(studio.impatient(run))) {
            var stop = (Stop.Halted) Studio.work(rendering).orElseThrow();
            assertThat(stop.reason()).isEqualTo(Stop.Reason.STORAGE_UNAVAILABLE);
        }
        assertThat(studio.states(run)).containsOnly(PENDING).hasSize(6);
        assertThat(attempts()).isZero();
    }

    @Test
    void anItemIsClaimedAgainWhenItsUrlCannotBeSigned() throws Exception {
        var run = studio.job().run(edits(1));
        studio.store().refuseToSign(2);

        assertThat(studio.render(run)).isEmpty();

        assertThat(studio.states(run)).containsOnly(SUCCEEDED);
        assertThat(attempts()).isEqualTo(1);
    }

    private long attempts() {
        return DATABASE.jdbc().sql("select count(*) from attempt a join run r on r.id = a.run_id"
                + " where r.job = :job").param("job", studio.job().name()).query(Long.class)
                .single();
    }

    private static NewItem[] edits(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(UploadTests::edit).toArray(NewItem[]::new);
    }

    private static NewItem edit(int n) {
        var instruction = Instruction.of("kite " + n, List.of(new ImageRef("a.png")));
        var item = Items.item(n, "A-" + n, instruction, "shop/" + n + "/A-" + n + ".png");
        var print = Fingerprint.of("sandbox", "openai/gpt-image-2-edit", instruction.prompt(),
                item.options(), List.of(Sha256.of(PNG)));
        return new NewItem(item.row(), item.line(), item.entryId(), item.variant(),
                item.instruction(), item.options(), item.outputKey(), item.columns(),
                Optional.of(print), Optional.of(Usd.of("0.03")), item.problems());
    }
}
