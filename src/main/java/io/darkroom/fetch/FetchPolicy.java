package io.darkroom.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What may be downloaded from.
///
/// @param allowHttp whether plain http is allowed for every host, not only for trusted ones
/// @param trustedHosts `host:port` pairs that may be private or loopback, plain http and on any
///        port; an IPv6 address stands in brackets
public record FetchPolicy(boolean allowHttp, Set<String> trustedHosts) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /// Keeps a lower-case copy of the hosts.
    ///
    /// @throws IllegalArgumentException if a trusted host has no port
    public FetchPolicy {
        trustedHosts = trustedHosts.stream().map(FetchPolicy::checked)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Only https and only public addresses.
    public static FetchPolicy strict() {
        return new FetchPolicy(false, Set.of());
    }

    boolean trusts(URI uri) {
        return trustedHosts.contains(uri.getHost().toLowerCase(Locale.ROOT) + ":" + port(uri));
    }

    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? HTTPS : HTTP;
    }

    private static String checked(String host) {
        if (!host.matches("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]/@]+):[0-9]{1,5}")) {
            throw new IllegalArgumentException("A trusted host is host:port, not " + host);
        }
        return host.toLowerCase(Locale.ROOT);
    }
}
