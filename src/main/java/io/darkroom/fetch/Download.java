package io.darkroom.fetch;

import io.darkroom.fetch.FetchFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpHead;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;

/// One download, or one look without a body: a request for each hop until something other than a
/// redirect answers.
record Download(HttpClient client, Lookups lookups, Deadline deadline, Optional<Body> body) {

    private static final int MOST_REDIRECTS = 3;
    private static final int OK = 200;

    Fetched run(Hop first) throws FetchFailure {
        var hop = first;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            switch (ask(hop)) {
                case Answer.Here(var fetched) -> {
                    return fetched;
                }
                case Answer.There(var location) -> hop = hop.next(location);
            }
        }
        throw new FetchFailure(Kind.REFUSED,
                first.shown() + " redirects more than " + MOST_REDIRECTS + " times");
    }

    private Answer ask(Hop hop) throws FetchFailure {
        try {
            return ask(hop, lookups.of(hop, deadline));
        } catch (FetchFailure e) {
            throw e;
        } catch (PublicAddresses.NotPublic e) {
            throw new FetchFailure(Kind.REFUSED, hop.shown() + " is not on the public internet", e);
        } catch (IOException e) {
            throw broken(hop, e);
        }
    }

    /// Dials one address after the other until a server answers.
    private Answer ask(Hop hop, List<InetAddress> addresses) throws IOException {
        for (var address : addresses.subList(0, addresses.size() - 1)) {
            try {
                return ask(hop, address);
            } catch (Unreached e) {
                if (deadline.passed()) {
                    throw e;
                }
            }
        }
        return ask(hop, addresses.getLast());
    }

    private Answer ask(Hop hop, InetAddress address) throws IOException {
        var request = body.isPresent() ? new HttpGet(hop.uri()) : new HttpHead(hop.uri());
        deadline.guard(request);
        try (var response = dial(hop, address, request)) {
            return read(hop, request, response);
        }
    }

    private ClassicHttpResponse dial(Hop hop, InetAddress address, HttpUriRequestBase request)
            throws IOException {
        var server = new HttpHost(hop.uri().getScheme(), address,
                request.getAuthority().getHostName(), FetchPolicy.port(hop.uri()));
        try {
            return client.executeOpen(server, request, null);
        } catch (ConnectTimeoutException | SocketException e) {
            throw new Unreached(e);
        }
    }

    /// Cancels before closing, since closing alone would read the rest of a body nobody wants.
    private Answer read(Hop hop, HttpUriRequestBase request, ClassicHttpResponse response)
            throws IOException {
        boolean whole = false;
        try {
            var answer = understood(hop, response);
            whole = answer instanceof Answer.Here;
            return answer;
        } finally {
            if (!whole) {
                request.cancel();
            }
        }
    }

    private Answer understood(Hop hop, ClassicHttpResponse response) throws IOException {
        return switch (response.getCode()) {
            case OK -> new Answer.Here(body.isPresent()
                    ? received(hop, response, body.get())
                    : said(response, announced(response)));
            case 301, 302, 303, 307, 308 -> new Answer.There(location(hop, response));
            case 408, 425, 429 -> throw answered(Kind.TRANSIENT, hop, response);
            default -> throw answered(isServers(response) ? Kind.TRANSIENT : Kind.GONE, hop,
                    response);
        };
    }

    private static Fetched received(Hop hop, ClassicHttpResponse response, Body body)
            throws IOException {
        if (Arrays.stream(response.getHeaders("Content-Encoding"))
                .anyMatch(header -> !isPlain(header))) {
            throw new FetchFailure(Kind.REFUSED, hop.shown() + " answers with compressed content");
        }
        // Closed with the response only: by then the request of an unwanted rest is cancelled.
        var entity = response.getEntity();
        body.checkLength(entity.getContentLength(), hop);
        long bytes = body.copy(entity.getContent(), hop);
        return said(response, bytes);
    }

    private static Fetched said(HttpResponse response, long bytes) {
        return new Fetched(bytes, mediaType(response), header(response, "ETag"),
                header(response, "Last-Modified"));
    }

    private static long announced(HttpResponse response) {
        var length = header(response, "Content-Length");
        return length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }

    private static boolean isPlain(Header encoding) {
        return encoding.getValue() == null
                || encoding.getValue().matches("(?i)\\s*(identity)?\\s*");
    }

    private static String location(Hop hop, HttpResponse response) throws FetchFailure {
        var location = header(response, "Location");
        if (location.isEmpty()) {
            throw answered(Kind.GONE, hop, response);
        }
        return location;
    }

    private FetchFailure broken(Hop hop, IOException cause) {
        return new FetchFailure(Kind.TRANSIENT, hop.shown() + " " + why(cause), cause);
    }

    private String why(IOException cause) {
        if (deadline.passed()) {
            return "took too long";
        }
        return cause instanceof UnknownHostException
                ? "names a host that cannot be found"
                : "could not be read to its end";
    }

    private static FetchFailure answered(Kind kind, Hop hop, HttpResponse response) {
        return new FetchFailure(kind, hop.shown() + " answered with status " + response.getCode());
    }

    private static boolean isServers(HttpResponse response) {
        return response.getCode() >= 500;
    }

    private static String mediaType(HttpResponse response) {
        return header(response, "Content-Type").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String header(HttpResponse response, String name) {
        var header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? "" : header.getValue().strip();
    }

    /// No answer from one address of a host; nothing was read.
    private static final class Unreached extends IOException {

        private static final long serialVersionUID = 1L;

        Unreached(IOException cause) {
            super(cause);
        }
    }

    /// What one request led to.
    private sealed interface Answer {

        /// The body was written.
        record Here(Fetched fetched) implements Answer {}

        /// A redirect.
        record There(String location) implements Answer {}
    }
}
