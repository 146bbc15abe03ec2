package io.darkroom.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The real fetcher within a namespace, told what to do line by line.
final class EnclosedFetcher {

    private static final Path COUNTERS = Path.of("/proc/net/snmp");
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Listeners listeners = new Listeners();
    private final Fetcher strict = new Fetcher(FetchPolicy.strict());
    private final Fetcher withHttp = new Fetcher(new FetchPolicy(true, Set.of()));

    /// Reads `get URL`, `gethttp URL` and `dial HOST PORT` until stdin ends.
    public static void main(String[] args) throws IOException {
        var enclosed = new EnclosedFetcher();
        enclosed.listeners.open();
        System.out.println("ready");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(enclosed.answer(List.of(line.split("\t", -1))));
        }
    }

    private String answer(List<String> words) throws IOException {
        long before = dials();
        var result = switch (words.getFirst()) {
            case "get" -> get(strict, words.get(1));
            case "gethttp" -> get(withHttp, words.get(1));
            default -> dial(words.get(1), Integer.parseInt(words.get(2)));
        };
        return result + "\t" + (dials() - before) + "\t" + String.join(" ", listeners.reached());
    }

    private static String get(Fetcher fetcher, String url) {
        try {
            fetcher.get(new URI(url), OutputStream.nullOutputStream(), 100, SOON);
            return "FETCHED";
        } catch (URISyntaxException e) {
            return "NO_URL";
        } catch (FetchFailure e) {
            return e.kind().name();
        }
    }

    private static String dial(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(host), port),
                    (int) SOON.toMillis());
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(
                    StandardCharsets.US_ASCII));
            return socket.getInputStream().readAllBytes().length > 0 ? "FETCHED" : "SILENT";
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// What the kernel has sent out of this namespace: connections begun, and datagrams.
    private static long dials() throws IOException {
        return counter("Tcp", "ActiveOpens") + counter("Udp", "OutDatagrams");
    }

    private static long counter(String protocol, String name) throws IOException {
        var lines = Files.readAllLines(COUNTERS).stream()
                .filter(line -> line.startsWith(protocol + ":")).toList();
        int place = List.of(lines.getFirst().split(" ", -1)).indexOf(name);
        return Long.parseLong(lines.get(1).split(" ", -1)[place]);
    }
}
