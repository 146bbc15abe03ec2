package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.Usd;
import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.Outcome.Failed;
import io.darkroom.provider.Outcome.Halt;
import io.darkroom.provider.Outcome.Reason;
import io.darkroom.provider.Outcome.Rejected;
import io.darkroom.provider.Outcome.Rendered;
import io.darkroom.provider.Outcome.Throttled;
import io.darkroom.provider.Outcome.Undelivered;
import io.darkroom.provider.Outcome.Unknown;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.SandboxOptions;
import io.darkroom.sandbox.SandboxServer;
import io.darkroom.storage.Spool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a provider makes of the worst that a server can answer, over HTTP, with one POST each.
class HostileAnswersTests {

    private static final int MIB = 1 << 20;

    private final MemoryLanding landing = new MemoryLanding();

    @ParameterizedTest
    @ValueSource(strings = {"html", "bad-json", "short-length", "empty", "null-data", "no-data",
            "bad-base64", "not-an-image", "html-image", "svg", "gzip-bomb"})
    void keepsAcappedPieceOfWhatWasBilledAndIsNoImage(String fault) {
        for (var form : List.of(AnswerForm.URL, AnswerForm.INLINE)) {
            var outcome = (Failed) answer(form, fault);
            assertThat(outcome.code()).as(fault).isEqualTo("BILLED_UNUSABLE");
            assertThat(outcome.billed()).isTrue();
            assertThat(landing.kept()).hasSizeBetween(1, MIB);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-type", "two-images", "odd-base64", "misnamed", "redirect",
            "flaky-result", "same-image", "drip:speed=1000000", "bill-twice"})
    void takesAnImageInAnyDisguise(String fault) {
        for (var form : List.of(AnswerForm.URL, AnswerForm.INLINE)) {
            var outcome = (Rendered) answer(form, fault);
            assertThat(outcome.cost()).as(fault).contains(Usd.of("0.06"));
            assertThat(landing.bytes()).startsWith(0x89, 'P', 'N', 'G').endsWith('I', 'E', 'N', 'D',
                    0xae, 0x42, 0x60, 0x82);
        }
    }

    @ParameterizedTest
    @CsvSource({"no-cost, ''", "negative-cost, ''", "nan-cost, ''", "high-cost, 0.6"})
    void believesOnlyCostsThatCanBe(String fault, String cost) {
        for (var form : List.of(AnswerForm.URL, AnswerForm.INLINE)) {
            var outcome = (Rendered) answer(form, fault);
            assertThat(outcome.cost()).as(fault)
                    .isEqualTo(Optional.of(cost).filter(c -> !c.isEmpty()).map(Usd::of));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"truncate", "truncate:cut=0", "truncate:cut=1", "long-length",
            "reset", "reset:billed", "409:idempotency_key_in_progress:after=1", "500",
            "503:after=1",
            "524:billed"})
    void holdsWhatMayHaveBeenBilled(String fault) {
        for (var form : List.of(AnswerForm.URL, AnswerForm.INLINE)) {
            assertThat(answer(form, fault)).as(fault).isInstanceOf(Unknown.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drip", "hang", "hang:billed"})
    void endsWithTheDeadlineHoweverSlowlyItComes(String fault) {
        for (var form : List.of(AnswerForm.URL, AnswerForm.INLINE)) {
            assertThat(((Unknown) within(form, fault, Duration.ofMillis(700))).code())
                    .isEqualTo("TIMEOUT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "expired", "redirect-loop", "redirect-private",
            "private-result"})
    void givesUpAresultThatCannotBeHad(String fault) {
        var outcome = (Failed) answer(AnswerForm.URL, fault);
        assertThat(outcome.code()).isEqualTo("RESULT_GONE");
        assertThat(outcome.billed()).isTrue();
        assertThat(new String(landing.kept(), StandardCharsets.UTF_8))
                .contains("/files/" + fault + "/sb-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow-result", "cut-result"})
    void leavesAresultForLaterThatDoesNotArrive(String fault) {
        var outcome = (Undelivered) within(AnswerForm.URL, fault, Duration.ofMillis(1500));
        assertThat(outcome.code()).isEqualTo("RESULT_UNREACHABLE");
        assertThat(landing.note()).hasValueSatisfying(
                note -> assertThat(note.uri().getPath()).contains("/files/" + fault + "/sb-"));
    }

    @Test
    void collectsLaterWhatDidNotArrive() {
        var options = SandboxOptions.DEFAULT.failing("*=redirect");
        try (var server = SandboxServer.start(options); var provider = open(server.baseUrl())) {
            provider.render(Requests.text("a kite"), landing);
            assertThat(provider.collect(landing, ImageOptions.DEFAULT))
                    .isInstanceOf(Rendered.class);
            assertThat(server.posts()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2                     | PT2S
        -5                    | PT0S
        100000000000000000000 | PT15M
        year9999              | PT15M
        rfc1123+5000          | PT15M
        lowercase+5000        | PT15M
        rfc850+5000           | PT15M
        asctime+5000          | PT15M
        NaN                   |
        1e9                   |
        """)
    void waitsAsLongAsItIsTold(String after, Duration pause) {
        var outcome = (Throttled) answer(AnswerForm.URL, "429:after=" + after);
        assertThat(outcome.retryAfter()).isEqualTo(Optional.ofNullable(pause));
    }

    @ParameterizedTest
    @CsvSource({"401, KEY_REFUSED", "402, OUT_OF_CREDIT", "403, NOT_IN_PLAN",
            "404:model_not_found, UNKNOWN_MODEL", "429:insufficient_quota, OUT_OF_CREDIT",
            "429:billing_hard_limit_reached:after=1, OUT_OF_CREDIT"})
    void stopsWhereNoOtherRequestWouldFareBetter(String fault, Reason reason) {
        assertThat(((Halt) answer(AnswerForm.URL, fault)).reason()).isEqualTo(reason);
    }

    @Test
    void paysNothingForWhatIsRefused() {
        assertThat(answer(AnswerForm.URL, "400:content_policy_violation"))
                .isInstanceOf(Rejected.class);
        assertThat(answer(AnswerForm.URL, "422:idempotency_key_reused"))
                .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.billed()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"reset:billed:once, HONOURED, 1", "truncate:once, CONFLICTING, 1",
            "503:billed:once, HONOURED, 1", "reset:billed:once, IGNORED, 2"})
    void getsAlostImageAgainWhereKeysCount(String fault, Keys.Mode mode, int charges) {
        var options = SandboxOptions.DEFAULT.failing("*=" + fault)
                .keeping(new Keys(mode, Duration.ZERO));
        try (var server = SandboxServer.start(options); var provider = open(server.baseUrl())) {
            assertThat(provider.render(Requests.text("a kite"), landing))
                    .isInstanceOf(Unknown.class);
            assertThat(provider.render(Requests.text("a kite"), landing))
                    .isInstanceOf(Rendered.class);
            assertThat(server.bill()).hasSize(charges);
        }
    }

    @ParameterizedTest
    @CsvSource({"URL, 16", "INLINE, 4"})
    void readsManyBodiesOfTwoGigabytesAtOnce(AnswerForm form, int answers) throws Exception {
        assertThat(bounded(form, "huge-body", answers))
                .allSatisfy(counted -> assertThat(counted.kept()).isEqualTo(MIB));
    }

    @Test
    void readsManyResultsOfTwoGigabytesAtOnce() throws Exception {
        assertThat(bounded(AnswerForm.URL, "huge-result", 16))
                .allSatisfy(counted -> assertThat(counted.kept()).isBetween(1, MIB));
    }

    /// Sixteen times 64 MiB are the whole heap of the tests: nobody can be holding them.
    private static List<CountingLanding> bounded(AnswerForm form, String fault, int answers)
            throws Exception {
        var options = SandboxOptions.DEFAULT.answering(form).failing("*=" + fault);
        var landings = Stream.generate(CountingLanding::new).limit(answers).toList();
        try (var server = SandboxServer.start(options);
                var provider = open(server.baseUrl());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var renders = IntStream.range(0, answers).mapToObj(
                    n -> (Callable<Outcome>) () -> provider.render(
                            Requests.within("kite " + n, Duration.ofMinutes(5)), landings.get(n)))
                    .toList();
            for (var outcome : threads.invokeAll(renders)) {
                assertThat(((Failed) outcome.get()).code()).isEqualTo("BILLED_UNUSABLE");
            }
            assertThat(server.posts()).isEqualTo(answers);
        }
        assertThat(landings).allMatch(counted -> counted.count() <= HinowSettings.MAX_BODY);
        return landings;
    }

    @ParameterizedTest
    @EnumSource(names = {"URL", "INLINE"})
    void leavesHalfAnImageToTheOneWhoSealsIt(AnswerForm form, @TempDir Path folder)
            throws Exception {
        assertThat(answer(form, "cut-image")).isInstanceOf(Rendered.class);
        var file = new Spool(folder).open(1);
        try (var part = file.part()) {
            part.write(landing.bytes());
        }
        assertThatThrownBy(file::seal).isInstanceOf(NotAnImage.class);
    }

    private Outcome answer(AnswerForm form, String fault) {
        return within(form, fault, Duration.ofSeconds(30));
    }

    private Outcome within(AnswerForm form, String fault, Duration deadline) {
        var options = SandboxOptions.DEFAULT.answering(form).failing("*=" + fault);
        try (var server = SandboxServer.start(options); var provider = open(server.baseUrl())) {
            var outcome = provider.render(Requests.within("a red kite", deadline), landing);
            assertThat(server.posts()).isEqualTo(1);
            return outcome;
        }
    }

    private static ImageProvider open(URI url) {
        return new HinowProvider("hinow", HinowSettings.at(url, Optional.empty()),
                InstantSource.system(), _ -> {});
    }
}
