package io.darkroom.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// HTTP clients that do nothing by themselves: no look-ups, redirects, retries, cookies,
/// decompression, authentication or proxy from the environment.
final class Clients {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int CONNECTIONS = 256;

    private Clients() {}

    static CloseableHttpClient plain() {
        return HttpClients.custom().setConnectionManager(connections())
                .setDefaultRequestConfig(requests()).setUserAgent("darkroom")
                .disableRedirectHandling().disableAutomaticRetries().disableCookieManagement()
                .disableContentCompression().disableAuthCaching().disableConnectionState().build();
    }

    /// A pooled connection is looked at before each use, because a stale one is not retried.
    private static HttpClientConnectionManager connections() {
        var config = ConnectionConfig.custom().setConnectTimeout(Timeout.of(CONNECT))
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS).build();
        return PoolingHttpClientConnectionManagerBuilder.create().setDnsResolver(new NoNames())
                .setDefaultConnectionConfig(config).setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS).build();
    }

    private static RequestConfig requests() {
        return RequestConfig.custom().setResponseTimeout(Timeout.of(SILENCE))
                .setRedirectsEnabled(false).setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false).build();
    }

    /// Refuses every look-up: requests name the address to dial, which was checked.
    private static final class NoNames implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException(host);
        }
    }
}
