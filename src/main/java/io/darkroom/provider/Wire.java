package io.darkroom.provider;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Sends one request once, over a connection of its own, under one deadline for headers and body.
///
/// A connection is never used again: on one that the far side has just closed nobody can tell
/// whether a request arrived, and a handshake is nothing beside the time an image takes. No
/// redirect is followed and nothing is retried, so one call is at most one request.
final class Wire implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor timer = timer();

    /// Reads an answer from its first byte to its last.
    @FunctionalInterface
    interface Reader<T> {

        T read(HttpResponse<InputStream> answer) throws IOException;
    }

    /// Sends a request without a body.
    <T> T get(HttpRequest.Builder request, Duration deadline, Reader<T> reader) throws WireFailure {
        return exchange(request.GET(), new FirstByte(), deadline, reader);
    }

    /// Sends a body, which is read once.
    <T> T post(HttpRequest.Builder request, RequestBody body, Duration deadline, Reader<T> reader)
            throws WireFailure {
        var first = new FirstByte();
        return exchange(request.POST(publisher(body, first)), first, deadline, reader);
    }

    private <T> T exchange(HttpRequest.Builder request, FirstByte first, Duration deadline,
            Reader<T> reader) throws WireFailure {
        var client = client();
        var expired = new AtomicBoolean();
        var alarm = timer.schedule(() -> {
            expired.set(true);
            client.shutdownNow();
        }, deadline.toMillis(), TimeUnit.MILLISECONDS);
        try (var body = new Closing(client.send(request.build(), BodyHandlers.ofInputStream()))) {
            return reader.read(body.answer());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new WireFailure("INTERRUPTED", "Stopped while waiting",
                    first.takenWhenGivenUp());
        } catch (IOException e) {
            throw failure(e, expired.get(), first.takenWhenGivenUp(), deadline);
        } finally {
            alarm.cancel(false);
            client.shutdownNow();
        }
    }

    private static WireFailure failure(IOException cause, boolean expired, boolean begun,
            Duration deadline) {
        if (expired) {
            return new WireFailure("TIMEOUT", "No whole answer within " + deadline.toSeconds()
                    + " s", begun);
        }
        if (Thread.currentThread().isInterrupted()) {
            return new WireFailure("INTERRUPTED", "Stopped while waiting", begun);
        }
        var reason = cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
        return new WireFailure("CONNECTION_LOST", reason, begun);
    }

    private HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT)
                .executor(threads).build();
    }

    private static BodyPublisher publisher(RequestBody body, FirstByte first) {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> first.watch(body.open())),
                body.length());
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().daemon().name("provider-deadline").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /// Exchanges that are still going on fail.
    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
    }

    /// Closes the stream of an answer, and with it what is left of it.
    private record Closing(HttpResponse<InputStream> answer) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            answer.body().close();
        }
    }
}
