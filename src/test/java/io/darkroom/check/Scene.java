package io.darkroom.check;

import io.darkroom.ledger.TestDatabase;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A run that went well, written by hand: two images made (items 11 and 12), one refused (13), one
/// billed and useless (14), one perhaps billed (15), one invalid row (16), and one image of an
/// earlier run used again (17).
final class Scene {

    static final String RUN = "20261122-100000-bbbb";
    static final String EARLIER = "20261121-100000-aaaa";
    static final String SECRET = "canary-7f3a!";
    static final int AT_ONCE = 2;
    static final int PER_MINUTE = 20;

    private static final String PRICE = "0.01";
    private static final Map<String, byte[]> IMAGES = new ConcurrentHashMap<>();

    private static final String EMPTY = """
        truncate run, item_input, item, attempt, budget, worker, batch_job_instance,
            batch_job_execution, batch_job_execution_params cascade;
        drop schema if exists storm_watch cascade
        """;

    private final TestDatabase database;
    private final JdbcClient jdbc;
    private final Path folder;

    private Scene(TestDatabase database, Path folder) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.folder = folder;
    }

    /// Plays it in a database that may hold an earlier scene.
    ///
    /// @param folder an empty one, for everything else
    static Scene healthy(TestDatabase database, Path folder) throws Exception {
        var scene = new Scene(database, folder);
        scene.sql(EMPTY);
        scene.play();
        return scene;
    }

    EndState end() {
        return EndState.of(database.url(), database.user(), database.password(),
                Bucket.in(bucket())).runs(EARLIER, RUN).bill(bill()).posts(posts())
                .spool(folder.resolve("spool")).logs(log()).secrets(SECRET)
                .limits(PER_MINUTE, AT_ONCE).retried(List.of())
                .entries(RUN, List.of("e11", "e12", "e13", "e14", "e15", "e16", "e17"));
    }

    Path bucket() {
        return folder.resolve("bucket");
    }

    Path bill() {
        return folder.resolve("bill.jsonl");
    }

    Path posts() {
        return folder.resolve("posts.jsonl");
    }

    Path log() {
        return folder.resolve("darkroom.log");
    }

    /// Where an item's image lies.
    Path object(long item) {
        return bucket().resolve(jdbc.sql("select output_key from item where id = ?").param(item)
                .query((row, _) -> row.getString(1)).single());
    }

    /// Changes the tables as the product would.
    void sql(String statement) {
        jdbc.sql(statement).update();
    }

    /// Changes the tables without anybody noticing.
    void silently(String statement) {
        try (var connection = database.single().getConnection();
                var s = connection.createStatement()) {
            s.execute("set session_replication_role = replica");
            s.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void play() throws Exception {
        Watch.install(database.url(), database.user(), database.password());
        begin(EARLIER, 1);
        item(EARLIER, 1, "png");
        made(EARLIER, 1, "png");
        finish(EARLIER, 1, "COMPLETED");
        begin(RUN, 2);
        List.of(11, 12, 13, 14, 15, 17)
                .forEach(item -> item(RUN, item, item == 12 ? "jpeg" : "png"));
        input(RUN, 16, "png");
        sql("insert into item (id, run_id, state) values (16, '%s', 'INVALID')".formatted(RUN));
        send(RUN, 11, 429);
        settle(11, "PENDING", "THROTTLED", 429, "0");
        made(RUN, 11, "png");
        made(RUN, 12, "jpeg");
        send(RUN, 13, 400);
        settle(13, "REJECTED", "REJECTED", 400, "0");
        charge(send(RUN, 14, 200), "request-14");
        settle(14, "FAILED", "UNUSABLE", 200, PRICE);
        charge(send(RUN, 15, 500), "request-15");
        settle(15, "UNKNOWN", "UNKNOWN", 500, null);
        reuse();
        finish(RUN, 2, "FAILED");
        publish();
        Files.writeString(log(), "Run " + RUN + " ended\n");
    }

    private void begin(String run, int execution) {
        sql("""
            insert into run (id, job, state, definition, manifest, folder, snapshot, input_sha256,
                item_limit, ingested)
            values ('%s', 'shop', 'RUNNING', '{}', 'm.csv', '/', '/m', 'aa', 0, true)
            """.formatted(run));
        sql("insert into budget (run_id, cap_usd) values ('%s', 0.05)".formatted(run));
        sql("insert into worker (id, run_id, host, pid) values ('w%d', '%s', 'h', 1)"
                .formatted(execution, run));
        sql("""
            insert into batch_job_instance values (%1$d, 0, 'render-run', 'key-%1$d');
            insert into batch_job_execution values
                (%1$d, 0, %1$d, localtimestamp, clock_timestamp()::timestamp, null, 'STARTED');
            insert into batch_job_execution_params values
                (%1$d, 'run', 'java.lang.String', '%2$s', 'Y')
            """.formatted(execution, run));
    }

    private void finish(String run, int execution, String state) {
        sql("update worker set ended_at = clock_timestamp() where run_id = '%s'".formatted(run));
        sql("update run set state = '%s', results_url = 'x', results_of = id where id = '%s'"
                .formatted(state, run));
        sql("""
            update batch_job_execution set status = '%s', end_time = clock_timestamp()::timestamp
            where job_execution_id = %d
            """.formatted(state, execution));
    }

    private void item(String run, long item, String format) {
        input(run, item, format);
        sql("insert into item (id, run_id, state) values (%d, '%s', 'PENDING')".formatted(item,
                run));
    }

    private void input(String run, long item, String format) {
        sql("""
            insert into item_input (item_id, run_id, row_no, line_no, entry_id, variant, images,
                quality, resolution, aspect_ratio, output_format, output_key, block, place)
            values (%1$d, '%2$s', %1$d, %1$d, 'e%1$d', '', '{}', 'low', '1k', '1:1', '%3$s',
                '%4$s', %1$d, 0)
            """.formatted(item, run, format, key(run, item, format)));
    }

    private static String key(String run, long item, String format) {
        return "shop/%s/e%d.%s".formatted(run, item, format);
    }

    private void claim(String run, long item) {
        sql("""
            update item set state = 'CLAIMED', claim_no = claim_no + 1,
                owner = (select id from worker where run_id = '%s') where id = %d
            """.formatted(run, item));
    }

    /// Claims, writes the request down, and posts it; returns its key.
    private String send(String run, long item, int status) throws IOException {
        claim(run, item);
        var key = "%s-%d-0".formatted(run, item);
        sql("""
            with reserved as (update budget set reserved_usd = reserved_usd + %1$s
                where run_id = '%2$s')
            insert into attempt (item_id, run_id, claim_no, idempotency_key, reserved_usd)
            select id, run_id, claim_no, '%3$s', %1$s from item where id = %4$d
            """.formatted(PRICE, run, key, item));
        post(key, Instant.now(), Instant.now(), status);
        return key;
    }

    void post(String key, Instant at, Instant end, int status) throws IOException {
        append(posts(), "{\"at\":\"%s\",\"ended_at\":\"%s\",\"key\":\"%s\",\"status\":%d}\n"
                .formatted(at, end, key, status));
    }

    void charge(String key, String requestId) throws IOException {
        append(bill(),
                "{\"at\":\"%s\",\"request_id\":\"%s\",\"idempotency_key\":\"%s\",\"usd\":%s}\n"
                        .formatted(Instant.now(), requestId, key, PRICE));
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void settle(long item, String state, String outcome, int status,
            @Nullable String cost) {
        sql("""
            update item set state = '%s', owner = null,
                finished_at = case when '%1$s' <> 'PENDING' then now() end where id = %d
            """.formatted(state, item));
        sql("""
            with closed as (
                update attempt set outcome = '%s', ended_at = clock_timestamp(), http_status = %d,
                    cost_usd = %s, request_id = 'request-%4$d'
                where item_id = %4$d and outcome is null
                returning run_id, item_id, reserved_usd, cost_usd),
            paid as (
                update item i set cost_usd = i.cost_usd + c.cost_usd from closed c
                where i.id = c.item_id and c.cost_usd > 0)
            update budget b set reserved_usd = b.reserved_usd - c.reserved_usd,
                spent_usd = b.spent_usd + c.cost_usd
            from closed c where c.cost_usd is not null and b.run_id = c.run_id
            """.formatted(outcome, status, cost, item));
    }

    private void made(String run, long item, String format) throws IOException {
        charge(send(run, item, 200), "request-" + item);
        var bytes = image(format, 1024, 1024);
        store(bucket().resolve(key(run, item, format)), bytes);
        Files.createDirectories(folder.resolve("files"));
        Files.write(folder.resolve("files").resolve(
                "request-" + item + (format.equals("jpeg") ? ".jpg" : ".png")), bytes);
        sql("""
            update item set output_key = '%s', output_sha256 = '%s', output_bytes = %d,
                output_type = '%s', width = 1024, height = 1024, request_id = 'request-%d'
            where id = %5$d
            """.formatted(key(run, item, format), hash(bytes), bytes.length, format, item));
        settle(item, "SUCCEEDED", "RENDERED", 200, PRICE);
    }

    private void reuse() {
        claim(RUN, 17);
        sql("""
            update item i set state = 'SUCCEEDED', owner = null, finished_at = now(),
                reused_from = p.id, output_key = p.output_key, output_sha256 = p.output_sha256,
                output_bytes = p.output_bytes, output_type = p.output_type, width = p.width,
                height = p.height
            from item p where p.id = 1 and i.id = 17
            """);
    }

    void publish() throws IOException {
        for (var run : List.of(EARLIER, RUN)) {
            var lines = jdbc.sql("""
                select json_build_object('id', entry_id, 'row', row_no, 'variant', null, 'status',
                    lower(state), 'cost_usd', cost_usd, 'output_sha256',
                    case state when 'SUCCEEDED' then output_sha256 end)::text
                from item join item_input on item_id = id where item.run_id = ?
                """).param(run).query((row, _) -> row.getString(1)).list();
            Files.writeString(bucket().resolve("shop/" + run + "/results.jsonl"),
                    String.join("\n", lines) + "\n");
        }
    }

    /// Puts an object with its hash as metadata.
    static void store(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        label(file, hash(bytes));
    }

    /// Replaces the hash in an object's metadata.
    static void label(Path file, String hash) throws IOException {
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class).write("sha256",
                ByteBuffer.wrap(hash.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] image(String format, int width, int height) {
        return IMAGES.computeIfAbsent(format + width + height, _ -> draw(format, width, height))
                .clone();
    }

    private static byte[] draw(String format, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            image.setRGB(x, x % height, 0xffaa00 + x);
        }
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
