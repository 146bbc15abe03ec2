package io.darkroom.fetch;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A process with the real fetcher in a network namespace that nothing leaves.
final class Enclosure implements AutoCloseable {

    private static final String PASSWORD = "enclosed";

    /// Set to a proxy that nobody may use.
    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "all_proxy",
            "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY");

    private final Process process;
    private final PrintWriter to;
    private final BufferedReader from;

    /// What one attempt came to.
    ///
    /// @param result `FETCHED`, or why not
    /// @param dials connections and datagrams that the kernel counted
    /// @param reached listeners that took a connection, as `address:port`
    record Attempt(String result, long dials, List<String> reached) {}

    private Enclosure(Process process) {
        this.process = process;
        this.to = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.from = process.inputReader(StandardCharsets.UTF_8);
    }

    /// @param folder for the keys of the listeners
    /// @param names that their certificate names, as `keytool` has them: `ip:…`, `dns:…`
    static Enclosure open(Path folder, List<String> names) throws Exception {
        var keys = keys(folder, names);
        var log = folder.resolve("enclosed.log");
        var script = Path.of(Objects.requireNonNull(Enclosure.class.getResource("enclose.sh"))
                .toURI());
        var classes = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        var enclosed = Arrays.stream(classes).filter(path -> !path.isEmpty())
                .map(path -> Path.of(path).resolve("enclosed"))
                .filter(Files::isDirectory).findFirst().orElseThrow();
        var builder = new ProcessBuilder("sh", script.toString(), java("java"), "-Xmx96m",
                "-XX:TieredStopAtLevel=1", "-Dsun.net.inetaddr.ttl=0",
                "-Dsun.net.inetaddr.negative.ttl=0", "-Dhttp.proxyHost=127.0.0.1",
                "-Dhttp.proxyPort=8080", "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=8080",
                "-Djavax.net.ssl.keyStore=" + keys, "-Djavax.net.ssl.keyStorePassword=" + PASSWORD,
                "-Djavax.net.ssl.trustStore=" + keys,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD, "-cp",
                enclosed + File.pathSeparator + System.getProperty("java.class.path"),
                EnclosedFetcher.class.getName()).redirectError(log.toFile());
        PROXIES.forEach(name -> builder.environment().put(name, "http://127.0.0.1:8080"));
        var enclosure = new Enclosure(builder.start());
        var first = enclosure.from.readLine();
        if (!"ready".equals(first)) {
            throw new IllegalStateException("No network namespace could be made here; it needs"
                    + " root or user namespaces, and the commands unshare and ip. It said: " + first
                    + " " + Files.readString(log));
        }
        return enclosure;
    }

    private static Path keys(Path folder, List<String> names) throws Exception {
        var keys = folder.resolve("keys.p12");
        var keytool = new ProcessBuilder(java("keytool"), "-genkeypair", "-keystore",
                keys.toString(), "-storepass", PASSWORD, "-keyalg", "EC", "-dname", "CN=test",
                "-ext", "san=" + String.join(",", names)).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no keys");
        }
        return keys;
    }

    private static String java(String program) {
        return System.getProperty("java.home") + "/bin/" + program;
    }

    /// Fetches with the policy that is in force unless somebody changes it: https only.
    Attempt get(String url) throws IOException {
        return ask("get\t" + url);
    }

    /// Fetches where plain http is allowed too.
    Attempt getWithHttp(String url) throws IOException {
        return ask("gethttp\t" + url);
    }

    /// Dials without the fetcher, and asks for `/` in plain http.
    Attempt dial(String host, int port) throws IOException {
        return ask("dial\t" + host + "\t" + port);
    }

    private Attempt ask(String line) throws IOException {
        to.println(line);
        var answer = from.readLine();
        if (answer == null) {
            throw new IllegalStateException("The process in the namespace is gone");
        }
        var words = answer.split("\t", -1);
        return new Attempt(words[0], Long.parseLong(words[1]),
                words[2].isEmpty() ? List.of() : List.of(words[2].split(" ", -1)));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
