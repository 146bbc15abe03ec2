package io.darkroom.fetch;

import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

/// Downloads from URLs that somebody else chose. Safe for many threads at once.
///
/// Only the addresses that are really dialled count: a name is looked up once, its addresses are
/// filtered, and those that are left are dialled in turn. Redirects are followed by hand, at most three, each checked like the first URL. There are no
/// retries, cookies, proxies and compressed answers.
public final class Fetcher implements AutoCloseable {

    private final FetchPolicy policy;
    private final Lookups lookups;
    private final CloseableHttpClient client = Clients.plain();
    private final ScheduledExecutorService timer;

    /// Opens the client; nothing is dialled yet.
    public Fetcher(FetchPolicy policy) {
        this(policy, SystemDefaultDnsResolver.INSTANCE);
    }

    Fetcher(FetchPolicy policy, DnsResolver names) {
        this.policy = policy;
        this.lookups = new Lookups(names);
        this.timer = timer();
    }

    /// Downloads one URL.
    ///
    /// @param target takes the bytes; stays open; may hold a part of them after a failure
    /// @param maxBytes most bytes of the body
    /// @param deadline time for everything: name, connection, redirects, headers and body
    /// @throws FetchFailure if the policy forbids it, the server does not give it, it is longer
    ///         than `maxBytes` or takes longer than `deadline`
    /// @throws java.io.UncheckedIOException if the target cannot be written
    public Fetched get(URI uri, OutputStream target, long maxBytes, Duration deadline)
            throws FetchFailure {
        return run(uri, Optional.of(new Body(target, maxBytes)), deadline);
    }

    /// Asks what is at a URL without downloading it.
    ///
    /// @param deadline time for everything: name, connection, redirects and headers
    /// @throws FetchFailure if the policy forbids it, the server does not say, or takes longer than
    ///         `deadline`
    public Fetched look(URI uri, Duration deadline) throws FetchFailure {
        return run(uri, Optional.empty(), deadline);
    }

    private Fetched run(URI uri, Optional<Body> body, Duration deadline) throws FetchFailure {
        var first = Hop.first(policy, uri);
        try (var limit = new Deadline(timer, deadline)) {
            return new Download(client, lookups, limit, body).run(first);
        }
    }

    private static ScheduledExecutorService timer() {
        var timer = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("fetch-deadline").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        lookups.close();
        client.close(CloseMode.IMMEDIATE);
    }
}
