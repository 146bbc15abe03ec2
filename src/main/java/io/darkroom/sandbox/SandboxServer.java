package io.darkroom.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.darkroom.item.Secret;
import io.darkroom.item.UnusableInput;
import io.darkroom.item.Usd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A stand-in for the image API that costs nothing: speaks its contract, draws an image that says
/// SANDBOX, and bills it, over HTTP.
///
/// Beside the contract it has `GET /__bill` (all charges and their total, and the last 100,000
/// requests for images with the time each came in) and `POST /__faults` (one rule of
/// [FaultRule#parse(String)] a line), which ask for no key.
public final class SandboxServer implements AutoCloseable {

    private static final Usd CREDIT = Usd.of("1000000");

    private final SandboxOptions options;
    private final InstantSource clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Bill bill;
    private final Results results;
    private final Studio studio;
    private final Replies replies;
    private final Downloads downloads;
    private final Mishaps mishaps;
    private final Gate gate;
    private final Faults faults;
    private final Visitors visitors = new Visitors();
    private final Map<Integer, Long> statuses = new ConcurrentSkipListMap<>();
    private final Set<String> polled = ConcurrentHashMap.newKeySet();

    private SandboxServer(SandboxOptions options, HttpServer server, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.server = server;
        this.bill = new Bill(options.billFile());
        this.results = new Results(options.billFile().map(file -> file.resolveSibling("files")));
        this.studio = new Studio(options, new Inputs(http), results, bill, clock);
        this.replies = new Replies(results, options.answer());
        this.downloads = new Downloads(results);
        this.mishaps = new Mishaps(studio, replies, clock);
        this.gate = new Gate(options.requestsPerMinute(), options.concurrency(), clock);
        this.faults = new Faults(options.faults(), options.seed());
    }

    /// Starts a server that works until it is closed.
    ///
    /// @throws UnusableInput if the port is taken or the host is not this machine's
    public static SandboxServer start(SandboxOptions options) {
        return start(options, InstantSource.system());
    }

    static SandboxServer start(SandboxOptions options, InstantSource clock) {
        try {
            var address = new InetSocketAddress(options.host(), options.port());
            var sandbox = new SandboxServer(options, HttpServer.create(address, 0), clock);
            sandbox.server.setExecutor(sandbox.threads);
            sandbox.server.createContext("/", sandbox::answer);
            sandbox.server.start();
            return sandbox;
        } catch (IOException e) {
            throw new UnusableInput("The sandbox cannot listen on " + options.host() + ":"
                    + options.port() + ": " + e.getMessage(), e);
        }
    }

    /// Where it listens, without a slash at the end.
    public URI baseUrl() {
        var host = options.host().equals("0.0.0.0") ? "127.0.0.1" : options.host();
        return URI.create("http://" + host + ":" + server.getAddress().getPort());
    }

    /// All charges, oldest first, those of earlier servers on the same file included.
    public List<Charge> bill() {
        return bill.charges();
    }

    /// How many images were asked for since the start, refused requests included.
    public long posts() {
        return visitors.count();
    }

    /// The last 100,000 requests for images, oldest first, those that are being answered included.
    public List<Arrival> arrivals() {
        return visitors.latest();
    }

    private void answer(HttpExchange http) throws IOException {
        var exchange = new Exchange(http, studio.newRequestId());
        try (http) {
            routeOrRefuse(exchange);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            statuses.merge(http.getResponseCode(), 1L, Long::sum);
        }
    }

    private void routeOrRefuse(Exchange exchange) throws IOException, InterruptedException {
        try {
            route(exchange);
        } catch (Refusal e) {
            exchange.error(e.status(), e.code(), String.valueOf(e.getMessage()),
                    e.retryAfter());
        }
    }

    private void route(Exchange exchange) throws IOException, Refusal, InterruptedException {
        var path = exchange.path();
        if (exchange.isPost() && path.equals("/__faults")) {
            addFaults(exchange);
        } else if (path.equals("/__bill")) {
            new BillPage(posts(), statuses, bill(), arrivals()).show(exchange);
        } else if (path.startsWith("/files/")) {
            downloads.answer(exchange);
        } else if (exchange.isPost()
                && (path.equals("/v1/images") || path.equals("/v1/chat/completions"))) {
            visit(exchange);
        } else {
            checkKey(exchange);
            look(exchange, path);
        }
    }

    private void look(Exchange exchange, String path) throws IOException, Refusal {
        if (path.equals("/v1/balance")) {
            var body = Exchange.object().put("success", true);
            body.putObject("data").put("balance", CREDIT.amount().subtract(
                    BillPage.total(bill()).amount()));
            exchange.json(200, body);
        } else if (path.equals("/v1/models/" + Order.MODEL)) {
            var body = Exchange.object().put("success", true);
            body.putObject("data").put("id", Order.MODEL);
            exchange.json(200, body);
        } else if (path.startsWith("/v1/models/")) {
            throw new Refusal(404, "model_not_found", "There is no such model");
        } else if (path.startsWith("/v1/jobs/")) {
            job(exchange, path.substring("/v1/jobs/".length()));
        } else {
            throw new Refusal(404, "not_found", "There is nothing here");
        }
    }

    private void checkKey(Exchange exchange) throws Refusal {
        var sent = exchange.header("Authorization").getBytes(StandardCharsets.UTF_8);
        if (options.requiredKey().map(Secret::reveal).filter(key -> !MessageDigest
                .isEqual(("Bearer " + key).getBytes(StandardCharsets.UTF_8), sent)).isPresent()) {
            throw new Refusal(401, "invalid_api_key", "The API key is missing or wrong");
        }
    }

    private void visit(Exchange exchange) throws IOException, Refusal, InterruptedException {
        var key = exchange.header("Idempotency-Key");
        var visit = visitors.enter(clock.instant(), exchange.requestId(), key);
        try {
            checkKey(exchange);
            var order = Order.read(exchange.body());
            visit.asksFor(order);
            answer(exchange, visit, new Commission(order, key, exchange.requestId(), visit.at()));
        } catch (Refusal e) {
            visit.ends(e.status());
            throw e;
        }
        visit.ends(exchange.http().getResponseCode());
    }

    private void answer(Exchange exchange, Visitors.Visit visit, Commission commission)
            throws IOException, Refusal, InterruptedException {
        gate.enter();
        try {
            var fault = faults.next(commission.order());
            if (fault.isPresent()) {
                visit.gets(fault.get());
                mishaps.happen(exchange, commission, fault.get());
            } else {
                replies.image(exchange, studio.make(commission, 1));
            }
        } finally {
            gate.leave();
        }
    }

    /// A job is running when it is asked for the first time, and done from the second time on.
    private void job(Exchange exchange, String file) throws IOException, Refusal {
        if (results.get(file).isEmpty()) {
            throw new Refusal(404, "not_found", "No such job");
        }
        if (polled.add(file)) {
            exchange.http().getResponseHeaders().set("Retry-After", "0");
            exchange.json(202, Exchange.object().put("status", "processing"));
        } else {
            replies.done(exchange, file);
        }
    }

    private void addFaults(Exchange exchange) throws IOException, Refusal {
        try {
            exchange.text().lines().filter(line -> !line.isBlank()).map(FaultRule::parse).toList()
                    .forEach(faults::add);
            exchange.json(200, Exchange.object().put("success", true));
        } catch (UnusableInput e) {
            throw new Refusal(400, "invalid_rule", String.valueOf(e.getMessage()));
        }
    }

    /// Requests that are being answered are cut off.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
        try {
            bill.close();
            results.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's files cannot be closed", e);
        }
    }
}
