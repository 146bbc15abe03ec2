package io.darkroom.render;

import static io.darkroom.item.ItemState.PENDING;
import static io.darkroom.item.ItemState.RENDERED;
import static io.darkroom.item.ItemState.SUCCEEDED;
import static io.darkroom.item.ItemState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Items;
import io.darkroom.ledger.Settlement;
import io.darkroom.ledger.TestDatabase;
import io.darkroom.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a process finds that another one left when it died.
@Timeout(60)
class RecoveryTests {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private Studio studio;
    private RunId run;

    @BeforeEach
    void open(@TempDir Path home) {
        studio = new Studio(DATABASE, home, SandboxOptions.DEFAULT);
        run = studio.job().run(Items.item(1, "A-1", "a kite"));
    }

    @AfterEach
    void nothingWasSent() {
        assertThat(studio.sandbox().posts()).isZero();
        studio.close();
    }

    @Test
    void takesASealedAnswerForTheItemsImage() throws Exception {
        var attempt = abandoned();
        var image = studio.spooled(attempt);
        studio.render(run);
        assertThat(studio.states(run)).containsOnly(SUCCEEDED);
        assertThat(studio.job().items(run).getFirst().output().orElseThrow().hash())
                .isEqualTo(image.hash());
        assertThat(studio.ledger().overview().counts(run).spent()).isEqualTo(Items.CENT);
        assertThat(studio.spool().attempts()).isEmpty();
    }

    @Test
    void takesAnObjectInTheBucketForTheItemsImage() throws Exception {
        var attempt = abandoned();
        studio.store().put("shop/1/A-1.png", studio.spooled(attempt));
        studio.spool().open(attempt).discard();
        studio.render(run);
        assertThat(studio.states(run)).containsOnly(SUCCEEDED);
        assertThat(studio.ledger().overview().counts(run).spent()).isEqualTo(Items.CENT);
    }

    @Test
    void holdsARequestOfWhichNothingIsFound() throws Exception {
        abandoned();
        studio.render(run);
        var item = studio.job().items(run).getFirst();
        assertThat(item.state()).isEqualTo(UNKNOWN);
        assertThat(item.errorCode()).contains("INTERRUPTED");
        assertThat(studio.ledger().overview().counts(run).perhapsBilled()).isEqualTo(Items.CENT);
    }

    @Test
    void neverAdoptsHalfAnAnswer() throws Exception {
        try (var part = studio.spool().open(abandoned()).part()) {
            part.write(new byte[]{(byte) 0x89, 'P', 'N', 'G'});
        }
        studio.render(run);
        assertThat(studio.states(run)).containsOnly(UNKNOWN);
        assertThat(studio.spool().attempts()).isEmpty();
    }

    @Test
    void storesAPaidImageWithoutARequest() throws Exception {
        studio.spooled(rendered());
        studio.render(run);
        assertThat(studio.states(run)).containsOnly(SUCCEEDED);
        var counts = studio.ledger().overview().counts(run);
        assertThat(counts.spent()).isEqualTo(Items.CENT);
        assertThat(counts.reserved()).isEqualTo(Usd.ZERO);
    }

    @Test
    void doesNotBuyAgainWhatWasPaidAndIsLost() throws Exception {
        rendered();
        studio.render(run);
        assertThat(studio.states(run)).containsOnly(UNKNOWN);
        assertThat(studio.job().items(run).getFirst().errorCode()).contains("LOST");
    }

    @Test
    void leavesAnItemInDoubtAloneWhileTheBucketCannotBeAsked() throws Exception {
        abandoned();
        studio.store().away(true);
        try (var rendering = studio.rendering(studio.order(run))) {
            assertThat(rendering.lane(0).work(Duration.ofMillis(300))).isTrue();
            rendering.control().drain();
            Studio.work(rendering);
        }
        assertThat(studio.states(run)).containsOnly(PENDING);
        assertThat(studio.ledger().overview().counts(run).reserved()).isEqualTo(Items.CENT);
    }

    private long abandoned() {
        studio.abandoned(run);
        return studio.attempt(run, DATABASE);
    }

    /// The request was answered and paid, and the process died before the image was stored.
    private long rendered() {
        var claim = studio.ledger().claims().claim(run, "dead", 1, ItemState.PENDING).getFirst();
        long attempt = studio.job().open(claim);
        studio.ledger().claims().settle(List.of(new Settlement(claim, RENDERED,
                Optional.of(Duration.ZERO), false,
                Optional.of(
                        new Settlement.AttemptEnd(attempt, Settlement.End.RENDERED, 200, "req_1",
                                new Settlement.Money.SpentAsReserved())),
                Optional.empty(),
                OptionalLong.empty(), Optional.empty())));
        return attempt;
    }
}
