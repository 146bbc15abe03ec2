package io.darkroom.fetch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;

/// From where a server can be reached, from the nearest to the farthest.
public enum Reach {

    /// Only from this machine: a loopback address.
    MACHINE,
    /// Only from a network of ours: a private or reserved address.
    NETWORK,
    /// From everywhere.
    INTERNET;

    /// That of a URL's host by what its name means on this machine, of several addresses the
    /// farthest. A name that this machine does not know is taken to be known to others.
    ///
    /// @param url one with a host
    public static Reach of(URI url) {
        try {
            return Arrays.stream(InetAddress.getAllByName(url.getHost())).map(Reach::of)
                    .max(Comparator.naturalOrder()).orElse(INTERNET);
        } catch (UnknownHostException _) {
            return INTERNET;
        }
    }

    private static Reach of(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return MACHINE;
        }
        return PublicAddresses.isPublic(address) ? INTERNET : NETWORK;
    }

    /// Whether who is there can fetch from what is here.
    ///
    /// @param fetching where the one that fetches is
    public boolean includes(Reach fetching) {
        return fetching.compareTo(this) <= 0;
    }
}
