package io.darkroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.darkroom.fetch.FetchFailure.Kind;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FetchPolicyTests {

    private static final FetchPolicy HTTP = new FetchPolicy(true, Set.of());

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "10.1.1.1", "172.16.0.1", "192.168.1.1",
            "100.64.0.1", "100.100.100.200", "169.254.169.254", "169.254.170.2", "192.0.0.192",
            "192.0.2.1", "198.18.0.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
            "168.63.129.16", "::1", "::", "::127.0.0.1", "::ffff:127.0.0.1", "fe80::1", "fc00::1",
            "fd00:ec2::254", "fec0::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2001::1",
            "2001:db8::1", "2002:7f00:1::", "3fff::1", "100::1", "5f00::1", "4000::1"})
    void holdsAnAddressForNotPublic(String address) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "1.1.1.1", "172.32.0.1", "168.63.129.17", "2606:4700::1111",
            "2a00:1450:4001::1"})
    void holdsAnAddressForPublic(String address) throws Exception {
        assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://8.8.8.8/", "file:/etc/passwd", "data:image/png,x", "a/b.png",
            "https://user@8.8.8.8/", "https://u:p@8.8.8.8/", "https://8.8.8.8:8443/",
            "http://8.8.8.8:22/", "https://0177.0.0.1/", "https://0x7f.1/", "https://127.1/",
            "https://2130706433/", "https://010.8.8.8/", "https:///x", "https:x",
            "https://a_b@evil/", "https://[::1%25lo]/", "https://2130706433./",
            "https://127.0.0.1./", "https://127.1./"})
    void refusesAFormOfUrl(String uri) {
        assertRefused(HTTP, uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "http://localhost/", "http://[::1]/",
            "http://[::ffff:127.0.0.1]/", "http://[::]/", "http://0.0.0.0/",
            "http://169.254.169.254/latest/meta-data/", "https://[fd00:ec2::254]/",
            "https://[64:ff9b::7f00:1]/"})
    void refusesAnAddressThatIsNotPublic(String uri) {
        assertRefused(HTTP, uri);
    }

    @Test
    void refusesPlainHttpUnlessAllowed() {
        assertRefused(FetchPolicy.strict(), "http://8.8.8.8/");
    }

    @Test
    void dialsOnlyWhatItChecked() {
        var lookUps = new AtomicInteger();
        try (var fetcher = new Fetcher(HTTP, rebinding(lookUps))) {
            assertThatThrownBy(() -> get(fetcher, "http://rebind.example/"))
                    .asInstanceOf(type(FetchFailure.class))
                    .returns(Kind.REFUSED, FetchFailure::kind);
        }
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void letsNobodyLowerHttpsToHttp() throws Exception {
        var first = Hop.first(HTTP, URI.create("https://8.8.8.8/a"));

        assertThatThrownBy(() -> first.next("http://8.8.8.8/b"))
                .hasMessage("http://8.8.8.8/b is plain http, redirected to from https");
        assertThat(first.next("//8.8.4.4/b").uri()).hasToString("https://8.8.4.4/b");
    }

    @Test
    void letsNoUntrustedServerRedirectToATrustedHost() throws Exception {
        var policy = new FetchPolicy(true, Set.of("127.0.0.1:9000", "[::1]:9000"));

        assertThat(Hop.first(policy, URI.create("http://[::1]:9000/a")).trusted()).isTrue();
        assertThatThrownBy(() -> Hop.first(policy, URI.create("http://8.8.8.8/"))
                .next("http://127.0.0.1:9000/")).hasMessageContaining("port 9000");
    }

    @Test
    void wantsAPortWithEveryTrustedHost() {
        assertThatThrownBy(() -> new FetchPolicy(false, Set.of("localhost")))
                .hasMessage("A trusted host is host:port, not localhost");
    }

    private static void assertRefused(FetchPolicy policy, String uri) {
        try (var fetcher = new Fetcher(policy)) {
            assertThatThrownBy(() -> get(fetcher, uri)).asInstanceOf(type(FetchFailure.class))
                    .returns(Kind.REFUSED, FetchFailure::kind);
        }
    }

    private static void get(Fetcher fetcher, String uri) throws FetchFailure {
        fetcher.get(URI.create(uri), OutputStream.nullOutputStream(), 10, Duration.ofSeconds(5));
    }

    /// The first answer is private, every later one would look public.
    private static DnsResolver rebinding(AtomicInteger lookUps) {
        return new DnsResolver() {

            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                boolean first = lookUps.incrementAndGet() == 1;
                return new InetAddress[]{InetAddress.getByName(first ? "127.0.0.1" : "8.8.8.8")};
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
