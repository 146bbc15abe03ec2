package io.darkroom.provider;

import io.darkroom.fetch.FetchPolicy;
import io.darkroom.fetch.Fetcher;
import io.darkroom.item.ImageOptions;
import io.darkroom.provider.Outcome.Failed;
import io.darkroom.provider.Outcome.Rejected;
import io.darkroom.provider.Outcome.Rendered;
import io.darkroom.provider.Outcome.Throttled;
import io.darkroom.provider.Outcome.Undelivered;
import io.darkroom.provider.Outcome.Unknown;
import io.darkroom.provider.Outcome.Unsent;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HInow's API (model page and Kotlin SDK 2.0.2, August 2026), and any that speaks like it.
final class HinowProvider implements ImageProvider {

    private static final Logger LOG = LoggerFactory.getLogger(HinowProvider.class);
    private static final int ERROR_BYTES = 64 << 10;
    private static final Duration POLL_EVERY = Duration.ofSeconds(2);
    private static final Duration POLL_LEAST = Duration.ofMillis(100);
    private static final Duration POLL_TAKES = Duration.ofSeconds(60);
    private static final Duration BALANCE_TAKES = Duration.ofSeconds(5);

    private final String name;
    private final HinowSettings settings;
    private final InstantSource clock;
    private final SecretMask mask;
    private final HinowWire words;
    private final Answers answers;
    private final AnswerReader reader = new AnswerReader();
    private final Wire wire = new Wire();
    private final Fetcher fetcher;
    private final Collector collector;

    HinowProvider(String name, HinowSettings settings, InstantSource clock, Sleeper sleeper) {
        this.name = name;
        this.settings = settings;
        this.clock = clock;
        this.mask = SecretMask.of(settings.apiKey());
        this.words = new HinowWire(settings.dialect());
        this.answers = new Answers(clock, settings.noChargeStatuses());
        this.fetcher = new Fetcher(new FetchPolicy(false, Set.of(host(settings.baseUrl()))));
        this.collector = new Collector(fetcher, clock, sleeper, settings.maxBodyBytes());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Duration> keyWindow() {
        return settings.keyWindow();
    }

    @Override
    public String dialect() {
        return settings.baseUrl() + " " + settings.dialect();
    }

    @Override
    public Dialect.SendAs sendAs() {
        return settings.dialect().sendAs();
    }

    @Override
    public Outcome render(RenderRequest request, Landing landing) {
        var until = clock.instant().plus(request.deadline());
        var cover = mask.with(request.images());
        try {
            var body = words.body(request);
            var reply = wire.post(post(request), body, request.deadline(),
                    answer -> reply(answer, landing, cover, this::withPoll));
            return follow(reply, requestId(reply), landing, until);
        } catch (WireFailure e) {
            var why = cover.over(String.valueOf(e.getMessage()));
            return e.begun() ? new Unknown(e.code(), why, 0, "") : new Unsent(why);
        } catch (IOException e) {
            return new Failed("INPUT_UNREADABLE",
                    "An input image cannot be read: " + e.getMessage(),
                    0, "", false);
        } catch (LandingFailure e) {
            var why = String.valueOf(e.getMessage());
            return landing.note().isPresent()
                    ? new Undelivered("NOT_KEPT", why, "")
                    : new Unknown("NOT_KEPT", why, 0, "");
        }
    }

    @Override
    public Outcome collect(Landing landing, ImageOptions options) {
        var note = landing.note()
                .orElseThrow(() -> new IllegalStateException("Nothing was promised"));
        try {
            var until = clock.instant().plus(RenderRequest.deadline(options));
            return switch (note.kind()) {
                case RESULT -> collector.download(note.uri(), landing, Optional.empty(), "", until);
                case POLL -> poll(note.uri(), landing, until, "");
            };
        } catch (LandingFailure e) {
            return new Undelivered("NOT_KEPT", String.valueOf(e.getMessage()), "");
        }
    }

    @Override
    public Optional<BigDecimal> balance() {
        try {
            var balance = wire.get(request(at("/v1/balance")), BALANCE_TAKES, BalanceReader::read);
            if (balance.isEmpty()) {
                LOG.info("{} does not say what the account's balance is", name);
            }
            return balance;
        } catch (WireFailure e) {
            LOG.info("The account's balance at {} cannot be had: {}", name,
                    mask.over(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private HttpRequest.Builder post(RenderRequest request) {
        return request(at(settings.dialect().endpoint().path()))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", request.idempotencyKey());
    }

    private HttpRequest.Builder request(URI uri) {
        var request = HttpRequest.newBuilder(uri).header("Accept", "application/json, image/*");
        settings.apiKey().ifPresent(key -> request.header("Authorization",
                "Bearer " + key.reveal()));
        return request;
    }

    private URI at(String path) {
        return URI.create(settings.baseUrl().toString().replaceAll("/+$", "") + path);
    }

    /// Reads an answer to its end.
    private Reply reply(HttpResponse<InputStream> response, Landing landing, SecretMask cover,
            UnaryOperator<Answer> check) throws IOException {
        int status = response.statusCode();
        var headers = response.headers();
        if (status / 100 != 2) {
            var text = cover.over(errorText(response.body()));
            return new Refused(answers.of(status, headers, text));
        }
        var body = new KeptBody(response.body(), settings.maxBodyBytes());
        var answer = check.apply(answer(status, headers, body, landing).masked(cover));
        if (answer instanceof Answer.Unusable) {
            Collector.keep(landing, cover.over(body.kept()));
        }
        return new Read(answer, status, headers);
    }

    /// A job that cannot be asked for is of no use.
    private Answer withPoll(Answer answer) {
        if (!(answer instanceof Answer.Pending(var poll))) {
            return answer;
        }
        return poll.map(settings.baseUrl()::resolve)
                .filter(uri -> host(uri).equals(host(settings.baseUrl())))
                .<Answer>map(uri -> new Answer.Pending(Optional.of(uri)))
                .orElseGet(() -> new Answer.Unusable(
                        "A job without a poll URL on the API's own host"));
    }

    private Answer answer(int status, HttpHeaders headers, KeptBody body, Landing landing)
            throws IOException {
        try {
            return reader.read(status, headers, body, landing);
        } catch (KeptBody.TooLong e) {
            return new Answer.Unusable(String.valueOf(e.getMessage()));
        }
    }

    /// As much of an error's text as comes: the status alone says most.
    private static String errorText(InputStream body) {
        var text = new byte[ERROR_BYTES];
        int size = 0;
        try {
            size = body.readNBytes(text, 0, ERROR_BYTES);
        } catch (IOException _) {
            return "";
        }
        return new String(text, 0, size, StandardCharsets.UTF_8);
    }

    /// @param requestId of the POST, by which the provider's bill names it, whatever is polled later
    private Outcome follow(Reply reply, String requestId, Landing landing, Instant until) {
        return switch (reply) {
            case Refused(var outcome) -> outcome;
            case Read(var answer, var status, _) -> switch (answer) {
                case Answer.Landed(var cost) -> new Rendered(cost, requestId);
                case Answer.Elsewhere(var uri, var cost) ->
                    collector.download(uri, landing, cost, requestId, until);
                case Answer.Pending(var poll) ->
                    promised(poll.orElseThrow(), landing, until, requestId);
                case Answer.JobFailed(var error) -> Answers.jobFailed(error, status, requestId);
                case Answer.Unusable(var why) -> Unusable.billed(why, status, requestId);
            };
        };
    }

    private static String requestId(Reply reply) {
        return reply instanceof Read read ? Answers.requestId(read.headers()) : "";
    }

    private Outcome promised(URI job, Landing landing, Instant until, String requestId) {
        Collector.note(landing, new Note(Note.Kind.POLL, job));
        return poll(job, landing, until, requestId);
    }

    private Outcome poll(URI uri, Landing landing, Instant until, String requestId) {
        while (clock.instant().isBefore(until)) {
            var reply = ask(uri, landing);
            var wait = untilNext(reply);
            if (wait.isEmpty()) {
                return polled(reply, landing, until, requestId);
            }
            if (!collector.pause(wait.get())) {
                return new Undelivered("INTERRUPTED", "Stopped while polling", requestId);
            }
        }
        return new Undelivered("NOT_READY", "The job is not done yet", requestId);
    }

    private Reply ask(URI uri, Landing landing) {
        try {
            return wire.get(request(uri), POLL_TAKES,
                    answer -> reply(answer, landing, mask, UnaryOperator.identity()));
        } catch (WireFailure e) {
            return new Refused(
                    new Unknown(e.code(), mask.over(String.valueOf(e.getMessage())), 0, ""));
        }
    }

    /// How long to wait before the next poll; empty if this answer ended it.
    private Optional<Duration> untilNext(Reply reply) {
        return switch (reply) {
            case Refused(Throttled(var after, _, _)) -> Optional.of(patient(after));
            case Refused(Unknown _) -> Optional.of(POLL_EVERY);
            case Refused _ -> Optional.empty();
            case Read(Answer.Pending _, _, var headers) -> Optional.of(patient(
                    headers.firstValue("retry-after")
                            .flatMap(value -> RetryAfter.of(value, "", clock.instant()))));
            case Read _ -> Optional.empty();
        };
    }

    private static Duration patient(Optional<Duration> asked) {
        var time = asked.orElse(POLL_EVERY);
        return time.compareTo(POLL_LEAST) < 0 ? POLL_LEAST : time;
    }

    /// The job was accepted, so no answer to a poll says that nothing was charged.
    private Outcome polled(Reply reply, Landing landing, Instant until, String requestId) {
        return switch (reply) {
            case Read _ -> follow(reply, requestId, landing, until);
            case Refused(Failed(_, var why, var status, _, _)) when status == 404
                    || status == 410 ->
                new Failed("RESULT_GONE", why, status, requestId, true);
            case Refused(Rejected rejected) -> rejected;
            case Refused(var outcome) ->
                new Undelivered("POLL_REFUSED", outcome.toString(), requestId);
        };
    }

    private static String host(URI uri) {
        int standard = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getHost() + ":" + (uri.getPort() < 0 ? standard : uri.getPort());
    }

    @Override
    public void close() {
        wire.close();
        fetcher.close();
    }

    /// What an answer says once it is read.
    private sealed interface Reply {}

    private record Refused(Outcome outcome) implements Reply {}

    private record Read(Answer answer, int status, HttpHeaders headers) implements Reply {}
}
