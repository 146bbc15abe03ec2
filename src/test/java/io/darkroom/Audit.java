package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.PixelSize;
import io.darkroom.item.Resolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// Compares what the ledger says with the objects in the bucket's folder and with the provider's
/// own bill. Uses SQL and files only.
record Audit(Sql sql, Path bucket) {

    /// What the embedded S3 server leaves beside an object when it is killed while it writes it: the
    /// key, a hyphen and a random UUID. No store that outlives Darkroom has such pieces.
    private static final Pattern PIECE = Pattern
            .compile(".*\\.(png|jpg|webp)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /// An output as the ledger has it, and the file where it should be.
    record Output(Path file, String sha256, long bytes, int width, int height, PixelSize asked,
            String format) {

        /// Fails unless the file is the image that was asked for and that the ledger knows.
        void check() throws IOException {
            var content = Files.readAllBytes(file);
            assertThat(content).hasSize((int) bytes);
            assertThat(hash(content)).isEqualTo(sha256);
            assertThat(metadata(file)).isEqualTo(sha256);
            checkImage();
        }

        private void checkImage() throws IOException {
            try (var in = ImageIO.createImageInputStream(file.toFile())) {
                var reader = ImageIO.getImageReaders(in).next();
                assertThat(reader.getFormatName().toLowerCase(Locale.ROOT)).isEqualTo(format);
                reader.setInput(in);
                var image = reader.read(0);
                assertThat(new PixelSize(image.getWidth(), image.getHeight()))
                        .isEqualTo(asked).isEqualTo(new PixelSize(width, height));
            }
        }

        /// The S3 server keeps an object's metadata as extended attributes of its file.
        private static String metadata(Path file) throws IOException {
            var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
            var name = view.list().stream().filter(n -> n.endsWith("sha256")).findFirst()
                    .orElseThrow();
            var value = ByteBuffer.allocate(view.size(name));
            view.read(name, value);
            return new String(value.array(), StandardCharsets.UTF_8);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /// The outputs of a run's items that succeeded.
    List<Output> outputs(String run) {
        return sql.list(row -> new Output(bucket.resolve(row.getString("key")),
                row.getString("output_sha256"), row.getLong("output_bytes"), row.getInt("width"),
                row.getInt("height"),
                PixelSize.of(Resolution.parse(row.getString("resolution")).orElseThrow(),
                        AspectRatio.parse(row.getString("aspect_ratio")).orElseThrow()),
                row.getString("output_format")), """
                    select i.*, i.output_key as key, n.resolution, n.aspect_ratio, n.output_format
                    from item i join item_input n on n.item_id = i.id
                    where i.run_id = ? and i.state = 'SUCCEEDED' order by i.id
                    """, run);
    }

    /// Fails unless a run is at its end and ledger, bucket and bill agree about it.
    void ended(String run, Path bill) {
        assertThat(sql
                .number("""
                    select count(*) from item where run_id = ? and state in ('PENDING', 'CLAIMED', 'RENDERED')
                    """, run))
                .as("items with something left to do").isZero();
        assertThat(sql.number("select count(*) from attempt where run_id = ? and outcome is null",
                run)).as("open requests").isZero();
        var outputs = outputs(run);
        assertThat(outputs).allSatisfy(Output::check);
        assertThat(images(run)).as("objects in the bucket")
                .containsExactlyInAnyOrderElementsOf(outputs.stream().map(Output::file).toList());
        money(sql, run, bill);
        budget(run);
    }

    private List<Path> images(String run) {
        var job = sql.text("select job from run where id = ?", run);
        return files(bucket.resolve(job).resolve(run)).stream()
                .filter(file -> !file.getFileName().toString().startsWith("results."))
                .filter(file -> !PIECE.matcher(file.toString()).matches()).toList();
    }

    private void budget(String run) {
        assertThat(sql.money("select spent_usd from budget where run_id = ?", run)).as("spent")
                .isEqualByComparingTo(sql.money(
                        "select coalesce(sum(cost_usd), 0) from item where run_id = ?", run));
        assertThat(sql.money("select reserved_usd from budget where run_id = ?", run))
                .as("reserved for requests that were perhaps billed")
                .isEqualByComparingTo(sql.money("""
                    select coalesce(sum(reserved_usd), 0) from attempt
                    where run_id = ? and outcome = 'UNKNOWN'
                    """, run));
        assertThat(sql.number("""
            select count(*) from daily_budget d where (spent_usd, reserved_usd) <> (
                select coalesce(sum(a.cost_usd), 0),
                    coalesce(sum(a.reserved_usd) filter (where a.cost_usd is null), 0)
                from attempt a join run r on r.id = a.run_id
                where r.job = d.job and a.day = d.day)
            """)).as("days whose budget is not the sum of their requests").isZero();
    }

    /// Fails unless ledger and bill agree to the cent on every item of a run, each request that was
    /// perhaps billed aside: an item was billed once at most, and no more than it was sent.
    static void money(Sql sql, String run, Path bill) {
        var lines = BillLine.of(run, bill);
        assertThat(lines.stream().collect(Collectors.groupingBy(
                line -> line.item() + "-" + line.retry(), Collectors.counting())).values())
                .as("charges for one wish").allMatch(count -> count == 1);
        assertThat(charged(lines, perhaps(sql, run))).isEqualTo(paid(sql, run));
    }

    private static Map<Long, BigDecimal> paid(Sql sql, String run) {
        return sql.list(row -> Map.entry(row.getLong(1), row.getBigDecimal(2).stripTrailingZeros()),
                "select id, cost_usd from item where run_id = ? and cost_usd > 0", run).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Keys of the requests that the ledger holds to be perhaps billed.
    private static List<String> perhaps(Sql sql, String run) {
        return sql.texts("""
            select item_id || '-' || split_part(idempotency_key, '-', 5) from attempt a
            where run_id = ? and outcome = 'UNKNOWN'
            """, run);
    }

    private static Map<Long, BigDecimal> charged(List<BillLine> lines, List<String> perhaps) {
        return lines.stream().filter(line -> !perhaps.contains(line.item() + "-" + line.retry()))
                .collect(Collectors.toMap(BillLine::item, BillLine::usd, BigDecimal::add));
    }

    /// All files below a folder; none if there is no such folder.
    static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder cannot be listed", e);
        }
    }
}
