package io.darkroom.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.boot.http.client.InetAddressFilter;

/// Looks names up and passes on only addresses of the public internet. What comes out is what is
/// dialled, so a name that changes its answer between check and use gains nothing.
final class PublicAddresses implements DnsResolver {

    /// Beyond the framework's list: the metadata address of a large cloud lies in public space
    /// (Azure, "What is IP address 168.63.129.16", 2025); of IPv6 only global unicast is in use
    /// (IANA IPv6 address space, 2000::/3), which leaves out addresses that wrap an IPv4 one, and of
    /// that not the documentation prefix (RFC 9637).
    private static final InetAddressFilter V4 = InetAddressFilter.externalAddresses()
            .andNot("168.63.129.16/32");
    private static final InetAddressFilter V6 = InetAddressFilter.externalAddresses()
            .and("2000::/3").andNot("3fff::/20");

    private final DnsResolver names;

    PublicAddresses(DnsResolver names) {
        this.names = names;
    }

    static boolean isPublic(InetAddress address) {
        return (address instanceof Inet6Address ? V6 : V4).matches(address);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = Arrays.stream(names.resolve(host)).filter(PublicAddresses::isPublic)
                .toArray(InetAddress[]::new);
        if (found.length == 0) {
            throw new NotPublic(host);
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /// Every address of a name is private, reserved or local.
    static final class NotPublic extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NotPublic(String host) {
            super(host);
        }
    }
}
