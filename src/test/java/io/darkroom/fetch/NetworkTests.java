package io.darkroom.fetch;

import static io.darkroom.fetch.ScriptedNames.Mode.ALL;
import static io.darkroom.fetch.ScriptedNames.Mode.FLIP;
import static io.darkroom.fetch.ScriptedNames.Mode.TURN;
import static io.darkroom.fetch.ScriptedNames.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is dialled, counted by the kernel of a network namespace in which every address answers.
@Tag("network")
final class NetworkTests {

    private static final String PUBLIC = "93.184.215.14";
    private static final String OTHER = "2606:2800:21f:cb07:6820:80da:af6b:8b2c";
    private static final String PRIVATE = "127.0.0.1";
    private static final int ATTEMPTS = 1000;

    private static Enclosure enclosure;

    @BeforeAll
    static void open(@TempDir Path folder) throws Exception {
        enclosure = Enclosure.open(folder, List.of("ip:" + PUBLIC, "ip:" + OTHER));
    }

    @AfterAll
    static void close() throws Exception {
        enclosure.close();
    }

    static List<String> literals() throws IOException {
        return lines("literals.txt");
    }

    static Stream<String> redirects() throws IOException {
        return lines("redirect-targets.txt").stream().flatMap(target -> Stream
                .of(301, 302, 303, 307, 308).map(status -> Listeners.path(status, target)));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void nothingIsDialledForAUrlThatLeadsInside(String url) throws IOException {
        var attempt = enclosure.getWithHttp(url);

        assertThat(attempt.result()).isIn("REFUSED", "NO_URL");
        assertThat(attempt.dials()).isZero();
        assertThat(attempt.reached()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("literals")
    void neitherWithHttps(String url) throws IOException {
        var attempt = enclosure.get(url.replaceFirst("^http:", "https:"));

        assertThat(attempt.result()).isIn("REFUSED", "NO_URL");
        assertThat(attempt.dials()).isZero();
    }

    @Test
    void theTableIsLong() throws IOException {
        assertThat(literals()).hasSizeGreaterThan(53).doesNotHaveDuplicates();
        assertThat(lines("redirect-targets.txt")).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void noRedirectLeadsInside(String path) throws IOException {
        var attempt = enclosure.getWithHttp("http://" + PUBLIC + path);

        assertThat(attempt.result()).isEqualTo("REFUSED");
        assertThat(attempt.dials()).isEqualTo(1);
        assertThat(attempt.reached()).containsExactly(PUBLIC + ":80");
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void noRedirectFromHttpsLeadsInside(String path) throws IOException {
        var attempt = enclosure.get("https://" + PUBLIC + path);

        assertThat(attempt.result()).isEqualTo("REFUSED");
        assertThat(attempt.dials()).isEqualTo(1);
        assertThat(attempt.reached()).containsExactly(PUBLIC + ":443");
    }

    @Test
    void noRedirectLowersHttpsToHttp() throws IOException {
        var attempt = enclosure
                .getWithHttp("https://" + PUBLIC + Listeners.path(302, "http://" + PUBLIC + "/"));

        assertThat(attempt.result()).isEqualTo("REFUSED");
        assertThat(attempt.reached()).containsExactly(PUBLIC + ":443");
    }

    @Test
    void publicServersAreReachedAndTheirRedirectsFollowed() throws IOException {
        var there = "https://[" + OTHER + "]/";
        var attempt = enclosure
                .getWithHttp("http://" + PUBLIC + Listeners.path(301, there));

        assertThat(attempt.result()).isEqualTo("FETCHED");
        assertThat(attempt.dials()).isEqualTo(2);
        assertThat(attempt.reached()).containsExactly(PUBLIC + ":80",
                InetAddress.ofLiteral(OTHER).getHostAddress() + ":443");
    }

    /// Without this, an empty list of connections would say nothing.
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "169.254.169.254", "169.254.170.2",
            "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1", "240.0.0.1", "::1",
            "fd00:ec2::254", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001::1",
            "fec0::1", "100::1", "3fff::1"})
    void everyAddressWouldAnswer(String address) throws IOException {
        var attempt = enclosure.dial(address, 80);

        assertThat(attempt.result()).isEqualTo("FETCHED");
        assertThat(attempt.dials()).isEqualTo(1);
        assertThat(attempt.reached())
                .containsExactly(InetAddress.ofLiteral(address).getHostAddress() + ":80");
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 25, 2375, 3306, 5432, 6379, 8080, 9200, 11211})
    void everyPortWouldAnswer(int port) throws IOException {
        assertThat(enclosure.dial(PRIVATE, port).reached()).containsExactly(PRIVATE + ":" + port);
    }

    @ParameterizedTest
    @ValueSource(strings = {PRIVATE, "169.254.169.254", "::1", "fd00:ec2::254", "64:ff9b::7f00:1"})
    void aNameThatIsPrivateIsNotDialled(String address) throws IOException {
        var attempt = enclosure.getWithHttp("http://" + name(0, ALL, address) + "/");

        assertThat(attempt.result()).isEqualTo("REFUSED");
        assertThat(attempt.dials()).isZero();
    }

    @Test
    void ofTheAddressesOfANameOnlyThePublicOnesAreDialled() throws IOException {
        var attempt = enclosure.getWithHttp("http://"
                + name(0, ALL, PRIVATE, "::1", PUBLIC, "169.254.169.254") + "/");

        assertThat(attempt.result()).isEqualTo("FETCHED");
        assertThat(attempt.reached()).containsExactly(PUBLIC + ":80");
    }

    @Test
    void aNameThatChangesItsAnswerGainsNothing() throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            var mode = i % 2 == 0 ? FLIP : TURN;
            var url = "http://" + name(i, mode, PUBLIC, PRIVATE) + "/";

            assertThat(enclosure.getWithHttp(url).reached()).containsExactly(PUBLIC + ":80");
            assertThat(enclosure.getWithHttp(url)).returns(0L, Enclosure.Attempt::dials)
                    .returns("REFUSED", Enclosure.Attempt::result);
        }
    }

    @Test
    void aRedirectToANameThatChangedItsAnswerGainsNothing() throws IOException {
        var name = name(ATTEMPTS, FLIP, PUBLIC, PRIVATE);
        var attempt = enclosure
                .getWithHttp("http://" + name + Listeners.path(302, "http://" + name + "/"));

        assertThat(attempt.result()).isEqualTo("REFUSED");
        assertThat(attempt.reached()).containsExactly(PUBLIC + ":80");
    }

    private static List<String> lines(String resource) throws IOException {
        try (var in = NetworkTests.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#")).toList();
        }
    }
}
