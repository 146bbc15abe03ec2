package io.darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.darkroom.faults.S3Faults;
import io.darkroom.faults.StoreFault;
import io.darkroom.faults.StoreFault.Kind.Answer;
import io.darkroom.item.RunId;
import io.darkroom.item.UnusableInput;
import io.darkroom.ledger.TestJob;
import io.darkroom.report.Difference.Kind;
import io.darkroom.report.Verification.Depth;
import io.darkroom.storage.StoreUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTests {

    private static final String UUID = "-0c9e4f7a-8a55-4b2e-9d0e-1f2a3b4c5d6e";

    @TempDir
    static Path home;

    private static Gallery gallery;

    private final List<Difference> found = new ArrayList<>();
    private final RunId run = Gallery.newRun();
    private TestJob job;

    @BeforeAll
    static void open() {
        gallery = new Gallery(home);
    }

    @AfterAll
    static void close() {
        gallery.close();
    }

    @BeforeEach
    void finish() throws IOException {
        job = gallery.finished(run);
    }

    @Test
    void nothingIsReportedForAHealthyRun() throws IOException {
        var verified = verify();

        assertThat(found).isEmpty();
        assertThat(verified.numbers()).isEqualTo(new Tally.Numbers(3, 3, 2,
                Files.size(object(1)) + Files.size(object(2)), 0));
        assertThat(verified.notes()).containsExactly(
                "Requests that ended unknown: 1; they are perhaps billed and hold $0.01.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        budget set spent_usd = 0.03                                 | SPENT    | $0.03  | $0.02
        budget set reserved_usd = 0.05                              | RESERVED | $0.05  | $0.01
        budget set cap_usd = 0.02                                   | BUDGET   | $0.02  | $0.03
        item set cost_usd = 0.07 where state = 'UNKNOWN' and run_id = :run | COST | $0.07 | $0.00
        item set state = 'PENDING' where state = 'UNKNOWN' and run_id = :run | STATE | ended | pending
        """)
    void aChangedRowIsReported(String change, Kind kind, String expected, String other) {
        gallery.stage(run, "update " + change
                + (change.startsWith("budget") ? " where run_id = :run" : ""));
        verify();

        assertThat(found).extracting(Difference::kind, Difference::expected, Difference::found)
                .containsExactly(tuple(kind, expected, other));
    }

    @Test
    void aRowThatIsGoneIsReported() {
        gallery.stage(run, "delete from item_input where run_id = :run and row_no = 2");
        verify();

        assertThat(found).extracting(Difference::kind).containsExactly(Kind.ROW, Kind.ROW,
                Kind.ORPHAN, Kind.COUNT);
    }

    @Test
    void aSecondBilledRequestIsReported() {
        gallery.stage(run, "update attempt set outcome = 'UNUSABLE', idempotency_key = (select"
                + " min(idempotency_key) from attempt where run_id = :run), item_id = (select"
                + " min(item_id) from attempt where run_id = :run)"
                + " where run_id = :run and outcome = 'UNKNOWN'");
        verify();

        assertThat(found).filteredOn(d -> d.kind() == Kind.BILLED_TWICE).singleElement()
                .satisfies(d -> assertThat(d.item()).contains("A-1"));
    }

    @Test
    void anOpenRequestThatNobodyWaitsForIsReported() {
        reopen();
        verify();

        assertThat(found).extracting(Difference::kind).containsExactly(Kind.REQUEST);
        assertThat(found.getFirst().item()).contains("A-3");
        assertThat(found.getFirst().advice())
                .contains("darkroom retry " + run + " --status unknown");
    }

    @Test
    void aRunThatSomebodyWorksOnIsVerifiedAsFarAsItIs() {
        gallery.stage(run, "update item set state = 'CLAIMED', owner = 'ann'"
                + " where run_id = :run and state = 'UNKNOWN'");
        reopen();
        gallery.ledger().runs().begin(run);
        try (var _ = gallery.ledger().locks().take(job.name()).orElseThrow()) {
            assertThat(verify().notes()).containsExactly(
                    "A process works on the run: what is on its way was left out.");
        }
        assertThat(found).isEmpty();
    }

    @Test
    void anObjectThatIsGoneIsReported() throws IOException {
        Files.delete(object(2));
        verify();

        reported(Kind.MISSING, 2);
        assertThat(found.getFirst().advice()).hasValueSatisfying(
                advice -> assertThat(advice).contains("run job " + job.name() + " again"));
    }

    @Test
    void anObjectOfAnotherLengthIsReported() throws IOException {
        Files.write(object(1), new byte[]{0}, StandardOpenOption.APPEND);
        verify();

        reported(Kind.LENGTH, 1);
    }

    @Test
    void aByteThatChangedUnderRightMetadataIsReported() throws IOException {
        damage();
        verify();

        reported(Kind.HASH, 1);
        assertThat(found.getFirst().expected()).hasSize(64)
                .isNotEqualTo(found.getFirst().found());
    }

    @Test
    void metadataThatIsGoneIsReported() throws IOException {
        var bytes = Files.readAllBytes(object(1));
        Files.delete(object(1));
        Files.write(object(1), bytes);
        verify();

        reported(Kind.METADATA, 1);
        assertThat(found.getFirst().found()).isEqualTo("no sha256");
    }

    @Test
    void anImageOfAnotherSizeIsReported() {
        gallery.stage(run,
                "update item set width = 7 where run_id = :run and output_key like '%A-1%'");
        verify();

        reported(Kind.IMAGE, 1);
        assertThat(found.getFirst().expected()).startsWith("png 7x");
    }

    @Test
    void anOutputUnderAnotherKeyIsReported() {
        gallery.stage(run, "update item_input set output_key = 'elsewhere.png'"
                + " where run_id = :run and row_no = 1");
        verify();

        assertThat(found).extracting(Difference::kind).containsExactly(Kind.KEY, Kind.ORPHAN);
    }

    @Test
    void objectsThatTheLedgerDoesNotKnowAreReported() throws IOException {
        gallery.write(key(9), "stray");
        gallery.write(key(3), "of the unknown item");
        verify();

        assertThat(found).extracting(Difference::kind).containsOnly(Kind.ORPHAN);
        assertThat(found).extracting(d -> d.key().orElseThrow())
                .containsExactlyInAnyOrder(key(9), key(3));
        assertThat(found).extracting(d -> d.item().orElse("")).contains("A-3");
    }

    @Test
    void whatAKilledServerLeftIsNoDifference() throws IOException {
        gallery.write(key(1) + UUID, "half");
        gallery.write(job.name() + "/" + run + "/results.csv" + UUID, "half");

        assertThat(verify().notes()).anySatisfy(note -> assertThat(note).contains(": 2;"));
        assertThat(found).isEmpty();
    }

    @Test
    void resultsThatAreGoneAreReported() throws IOException {
        Files.delete(gallery.file(job.name() + "/" + run + "/results.csv"));
        verify();

        assertThat(found).extracting(Difference::kind).containsExactly(Kind.RESULTS);
    }

    @Test
    void reusedOutputsAreLookedAtWhereTheyLie() throws IOException {
        var second = Gallery.newRun();
        gallery.reusing(job, second);
        Files.delete(object(2));
        var verified = verify(second, Depth.BYTES);

        assertThat(verified.summary().reused()).isEqualTo(2);
        reported(Kind.MISSING, 2);
    }

    @Test
    void filesThatNothingWillPickUpAreANote() throws IOException {
        var folder = Files.createDirectories(gallery.spools().resolve(run.value()));
        Files.createFile(folder.resolve("99999.body"));

        assertThat(verify().notes()).anySatisfy(
                note -> assertThat(note).contains(run.value(), ": 1 (99999.body)."));
        assertThat(found).isEmpty();
    }

    @Test
    void headsAreEnoughWhereBytesAreNotRead() throws IOException {
        damage();
        var verified = verify(run, Depth.HEADS);

        assertThat(found).isEmpty();
        assertThat(verified.numbers().objects()).isEqualTo(2);
        assertThat(verified.numbers().bytes()).isZero();
    }

    @Test
    void headsAreComparedWithTheLedger() throws IOException {
        gallery.write(key(1), "x".repeat((int) Files.size(object(1))));
        Files.delete(object(2));
        verify(run, Depth.HEADS);

        assertThat(found).extracting(Difference::kind).containsExactly(Kind.METADATA,
                Kind.MISSING);
    }

    @Test
    void moreItemsThanAPageAreAllLookedAt() {
        var large = Gallery.newRun();
        gallery.job(large, Verification.PAGE + 1);

        assertThat(verify(large, Depth.BYTES).numbers().items()).isEqualTo(Verification.PAGE + 1);
        assertThat(found).isEmpty();
    }

    @Test
    void differencesAreOneJsonObjectWithTheTotals() throws IOException {
        Files.delete(object(2));
        var out = new ByteArrayOutputStream();
        try (var findings = new Findings(home.resolve("tmp"))) {
            var verified = verification(Depth.BYTES).of(run, new Tally(), findings);
            findings.writeJson(verified, out);
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("{\"run\":\"" + run + "\",\"job\":\"" + job.name()
                        + "\",\"status\":\"failed\",\"rows\":3,\"items\":3,\"objects\":1,")
                .contains("\"differences\":1,\"list\":[{\"kind\":\"missing\",\"item\":\"A-2\","
                        + "\"key\":\"" + key(2) + "\",\"expected\":")
                .endsWith("}]}");
        assertThat(home.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void aBucketThatDoesNotAnswerEndsIt() throws IOException {
        try (var other = new Gallery(Files.createDirectory(home.resolve("other")))) {
            other.stopBucket();
            assertThatThrownBy(
                    () -> new Verification(gallery.ledger(), other.store(), gallery.spools(),
                            Depth.HEADS).of(run, new Tally(), found::add))
                    .isInstanceOf(StoreUnavailable.class);
        }
    }

    /// More often than the client tries by itself.
    @Test
    void anObjectThatIsNotReadAtOnceIsReadAgain() throws IOException {
        try (var faults = S3Faults.before(gallery.endpoint());
                var store = gallery.storeAt(faults.url())) {
            faults.add(StoreFault.of("GET", new Answer(503)).keys(".*png").times(5));

            new Verification(gallery.ledger(), store, gallery.spools(), Depth.BYTES).of(run,
                    new Tally(), found::add);

            assertThat(found).isEmpty();
            assertThat(faults.faults()).isEqualTo(5);
        }
    }

    @Test
    void aRunThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> verify(new RunId("20200101-000000-000000"), Depth.BYTES))
                .isInstanceOf(UnusableInput.class);
    }

    private void reported(Kind kind, int row) {
        assertThat(found).extracting(Difference::kind).containsExactly(kind);
        assertThat(found.getFirst().item()).contains("A-" + row);
        assertThat(found.getFirst().key()).contains(key(row));
    }

    private void reopen() {
        gallery.stage(run, "update attempt set outcome = null, ended_at = null"
                + " where run_id = :run and outcome = 'UNKNOWN'");
    }

    private void damage() throws IOException {
        var bytes = Files.readAllBytes(object(1));
        bytes[bytes.length / 2] ^= 1;
        Files.write(object(1), bytes, StandardOpenOption.WRITE);
    }

    private Path object(int row) {
        return gallery.file(key(row));
    }

    private String key(int row) {
        return Gallery.key(job, run, row);
    }

    private Verified verify() {
        return verify(run, Depth.BYTES);
    }

    private Verified verify(RunId id, Depth depth) {
        return verification(depth).of(id, new Tally(), found::add);
    }

    private static Verification verification(Depth depth) {
        return new Verification(gallery.ledger(), gallery.store(), gallery.spools(), depth);
    }
}
