package io.darkroom.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/// Looks hosts up once, for no longer than their download may take. Safe for many threads.
///
/// A look-up cannot be stopped, so each has a thread that may be left behind; the system's own
/// limits end it.
final class Lookups implements AutoCloseable {

    private final DnsResolver names;
    private final DnsResolver publicNames;
    private final ExecutorService threads = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("fetch-name-", 0).factory());

    Lookups(DnsResolver names) {
        this.names = names;
        this.publicNames = new PublicAddresses(names);
    }

    /// The addresses that a hop may dial, at least one.
    ///
    /// @throws PublicAddresses.NotPublic if none of them is allowed
    /// @throws IOException if there is none, or the time is over
    List<InetAddress> of(Hop hop, Deadline deadline) throws IOException {
        var resolver = hop.trusted() ? names : publicNames;
        var lookUp = threads.submit(() -> List.of(resolver.resolve(hop.uri().getHost())));
        try {
            return found(hop, lookUp.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw interrupted(lookUp, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(lookUp, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException("A name could not be looked up", e);
        }
    }

    private static List<InetAddress> found(Hop hop, List<InetAddress> addresses)
            throws UnknownHostException {
        if (addresses.isEmpty()) {
            throw new UnknownHostException(hop.uri().getHost());
        }
        return addresses;
    }

    private static IOException interrupted(Future<?> lookUp, Exception cause) {
        lookUp.cancel(true);
        var failure = new InterruptedIOException("A look-up was given up");
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
