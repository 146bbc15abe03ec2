package io.darkroom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.ImageOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KeysTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(
            Instant.parse("2026-11-22T10:00:00Z"));

    @Test
    void makesAnImageForEveryRequestWhereKeysAreIgnored() throws Exception {
        try (var lab = lab(Keys.IGNORED)) {
            assertThat(statuses(lab, "a kite", "a kite", "a lamp")).containsOnly(200);
            assertThat(lab.server().bill()).hasSize(3);
        }
    }

    @Test
    void letsRequestsUnderOneKeyWaitForOneImage() throws Exception {
        try (var lab = lab(Keys.HONOURED)) {
            assertThat(atOnce(lab, 4)).containsOnly(200);
            assertThat(lab.server().bill()).hasSize(1);
            assertThat(lab.status("a lamp", "k1")).isEqualTo(422);
        }
    }

    @Test
    void refusesAkeyThatIsInUseWhereKeysConflict() throws Exception {
        var order = new Order("a kite", ImageOptions.DEFAULT, List.of());
        var book = new KeyBook(Keys.CONFLICTING, now::get);
        assertThatThrownBy(() -> book.once("k1", order, () -> book.once("k1", order, () -> {
            throw new AssertionError("Not to be made");
        }))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.status()).isEqualTo(409);
            assertThat(refusal.retryAfter()).isEqualTo("1");
        });
    }

    @Test
    void makesOneImageForAkeyWhereKeysConflict() throws Exception {
        try (var lab = lab(Keys.CONFLICTING)) {
            assertThat(atOnce(lab, 4)).containsAnyOf(200).isSubsetOf(200, 409);
            assertThat(statuses(lab, "a kite", "a lamp")).containsExactly(200, 422);
            assertThat(lab.server().bill()).hasSize(1);
        }
    }

    @Test
    void forgetsAkeyAfterAwhile() throws Exception {
        try (var lab = lab(Keys.HONOURED.forgottenAfter(Duration.ofHours(24)))) {
            assertThat(statuses(lab, "a kite")).containsExactly(200);
            now.updateAndGet(time -> time.plus(Duration.ofHours(23)));
            assertThat(statuses(lab, "a kite", "a lamp")).containsExactly(200, 422);
            now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
            assertThat(statuses(lab, "a lamp")).containsExactly(200);
            assertThat(lab.server().bill()).hasSize(2);
        }
    }

    @Test
    void tellsWhenEachRequestCameAndWhatBecameOfIt() throws Exception {
        var options = SandboxOptions.DEFAULT.failing("prompt~lamp=503");
        try (var lab = Lab.of(options, now::get)) {
            statuses(lab, "a kite");
            now.updateAndGet(time -> time.plusSeconds(5));
            lab.status("a lamp", "k2");
            var bill = lab.bill();
            assertThat(bill.at("/requests/1").toString()).contains(
                    "\"at\":\"2026-11-22T10:00:05Z\"",
                    "\"idempotency_key\":\"k2\"", "\"fault\":\"503\"", "\"status\":503");
            assertThat(bill.at("/requests/0/prompt_sha256"))
                    .isEqualTo(bill.at("/charges/0/prompt_sha256"));
            assertThat(bill.at("/charges/0/arrived_at").asString())
                    .isEqualTo("2026-11-22T10:00:00Z");
            assertThat(bill.path("posts").asInt()).isEqualTo(2);
        }
    }

    @Test
    void keepsTheLastRequestsInMindOnly() {
        var visitors = new Visitors();
        for (int i = 0; i < 100_001; i++) {
            visitors.enter(now.get(), "r" + i, "");
        }
        assertThat(visitors.count()).isEqualTo(100_001);
        assertThat(visitors.latest()).hasSize(100_000).first()
                .satisfies(arrival -> assertThat(arrival.requestId()).isEqualTo("r1"));
    }

    private Lab lab(Keys keys) {
        return Lab.of(SandboxOptions.DEFAULT.keeping(keys), now::get);
    }

    private static List<Integer> statuses(Lab lab, String... prompts) throws IOException {
        var statuses = new ArrayList<Integer>();
        for (var prompt : prompts) {
            statuses.add(lab.status(prompt, "k1"));
        }
        return statuses;
    }

    private static List<Integer> atOnce(Lab lab, int requests) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> order = () -> lab.status("a kite", "k1");
            return threads.invokeAll(Collections.nCopies(requests, order)).stream()
                    .map(Future::resultNow).toList();
        }
    }
}
