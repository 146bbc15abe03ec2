package io.darkroom.faults;

import com.sun.net.httpserver.HttpExchange;
import io.darkroom.faults.StoreFault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// An S3 endpoint that goes wrong by rules, in front of one that works. Keys and buckets are paths
/// of it. Bodies are streamed, never held. Thread-safe.
///
/// ```
/// var faults = S3Faults.before(server.endpoint());
/// faults.add(StoreFault.of("PUT", new Kind.Answer(503)).keys(".*\\.png").share(0.3));
/// ```
public final class S3Faults implements AutoCloseable {

    private static final String CONDITION = "If-None-Match";
    private static final Map<Integer, String> CODES = Map.of(500, "InternalError", 503, "SlowDown",
            403, "AccessDenied", 501, "NotImplemented");

    private final HttpRelay relay;
    private final List<Rule> rules = new ArrayList<>();
    private final Random random;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger faults = new AtomicInteger();
    private final List<String> signedQueries = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private static final class Rule {

        final StoreFault fault;
        int left;

        Rule(StoreFault fault) {
            this.fault = fault;
            this.left = fault.times();
        }
    }

    private S3Faults(URI endpoint, long seed) {
        this.random = new Random(seed);
        this.relay = new HttpRelay(endpoint, this::handle);
    }

    /// Starts a filter that changes nothing yet.
    public static S3Faults before(URI endpoint) {
        return new S3Faults(endpoint, 1);
    }

    /// The endpoint to use in place of the other.
    public URI url() {
        return relay.url();
    }

    /// Adds a rule behind the others; the first that applies to a request counts.
    public S3Faults add(StoreFault fault) {
        synchronized (rules) {
            rules.add(new Rule(fault));
        }
        return this;
    }

    /// Forgets all rules: the store works again.
    public void clear() {
        synchronized (rules) {
            rules.clear();
        }
    }

    /// Requests since the start.
    public int requests() {
        return requests.get();
    }

    /// Those of them that went wrong.
    public int faults() {
        return faults.get();
    }

    /// The queries of the requests so far that came from signed URLs.
    public List<String> signedQueries() {
        return List.copyOf(signedQueries);
    }

    private void handle(HttpExchange exchange) throws IOException, InterruptedException {
        requests.incrementAndGet();
        Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                .filter(query -> query.contains("X-Amz-Signature=")).ifPresent(signedQueries::add);
        var kind = next(exchange.getRequestMethod(), key(exchange));
        if (kind.isEmpty()) {
            pass(exchange, UnaryOperator.identity(), UnaryOperator.identity());
            return;
        }
        faults.incrementAndGet();
        goWrong(exchange, kind.get());
    }

    private void goWrong(HttpExchange exchange, Kind kind)
            throws IOException, InterruptedException {
        UnaryOperator<InputStream> whole = UnaryOperator.identity();
        switch (kind) {
            case Kind.Answer answer -> refuse(exchange, answer.status());
            case Kind.Slow slow -> {
                await(slow.delay());
                pass(exchange, whole, whole);
            }
            case Kind.DropAnswer _ -> relay.forward(exchange, whole, _ -> {});
            case Kind.CutRequest cut -> pass(exchange, in -> Spoiled.cut(in, cut.bytes()),
                    whole);
            case Kind.CutAnswer cut -> pass(exchange, whole,
                    in -> Spoiled.cut(in, cut.bytes()));
            case Kind.FlipRequest flip -> pass(exchange, in -> Spoiled.flip(in, flip.place()),
                    whole);
            case Kind.FlipAnswer flip -> pass(exchange, whole,
                    in -> Spoiled.flip(in, flip.place()));
            case Kind.IgnoreCondition ignore -> {
                if (exchange.getRequestHeaders().containsKey(CONDITION)) {
                    ignore.owner().deleteObject(d -> d.bucket(bucket(exchange)).key(key(exchange)));
                }
                pass(exchange, whole, whole);
            }
        }
    }

    private Optional<Kind> next(String method, String key) {
        synchronized (rules) {
            for (var rule : rules) {
                if (rule.left > 0 && rule.fault.matches(method, key)
                        && random.nextDouble() < rule.fault.share()) {
                    rule.left--;
                    return Optional.of(rule.fault.kind());
                }
            }
            return Optional.empty();
        }
    }

    /// The path without the bucket, decoded.
    private static String key(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        return path.substring(path.indexOf('/', 1) + 1);
    }

    private static String bucket(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().split("/", 3)[1];
    }

    private void pass(HttpExchange exchange, UnaryOperator<InputStream> request,
            UnaryOperator<InputStream> answer) throws IOException {
        relay.forward(exchange, request,
                found -> HttpRelay.answer(exchange, found, answer));
    }

    /// The form of Amazon S3's errors (API reference, "REST error responses").
    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().skip(Long.MAX_VALUE);
        var code = CODES.getOrDefault(status, "Refused");
        var body = "<Error><Code>%s</Code><Message>As the rule says</Message></Error>"
                .formatted(code).getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private void await(Duration delay) throws InterruptedException {
        if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("The filter was closed");
        }
    }

    /// What is on its way is cut off.
    @Override
    public void close() throws IOException {
        closed.countDown();
        relay.close();
    }
}
