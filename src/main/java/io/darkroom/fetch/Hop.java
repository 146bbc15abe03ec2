package io.darkroom.fetch;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// One URL on the way of a download, found good by the policy.
///
/// @param trusted whether it may be private, plain http and on any port
record Hop(FetchPolicy policy, URI uri, boolean trusted) {

    private static final Set<Integer> USUAL_PORTS = Set.of(80, 443);
    private static final int SHOWN = 200;

    /// The URL a download starts with.
    static Hop first(FetchPolicy policy, URI uri) throws FetchFailure {
        return checked(policy, uri, true);
    }

    /// Where this hop redirects to. Trust does not grow on the way: an untrusted server cannot
    /// send the download into a trusted host.
    Hop next(String location) throws FetchFailure {
        var there = resolved(location);
        if (isHttps(uri) && !isHttps(there)) {
            throw refused(there, "is plain http, redirected to from https");
        }
        return checked(policy, there, trusted);
    }

    /// The URL as it may be shown: without query and fragment, which may carry a signature.
    String shown() {
        return shown(uri);
    }

    private URI resolved(String location) throws FetchFailure {
        try {
            return uri.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new FetchFailure(FetchFailure.Kind.REFUSED,
                    shown() + " redirects to something that is not a URL", e);
        }
    }

    private static Hop checked(FetchPolicy policy, URI uri, boolean mayTrust) throws FetchFailure {
        checkForm(uri);
        boolean trusted = mayTrust && policy.trusts(uri);
        if (!trusted) {
            checkUntrusted(policy, uri);
        }
        return new Hop(policy, uri, trusted);
    }

    private static void checkForm(URI uri) throws FetchFailure {
        if (!isHttps(uri) && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw refused(uri, "is not an https URL");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused(uri, "names a user; only URLs without are fetched");
        }
        if (uri.getHost() == null) {
            throw refused(uri, "has no valid host name");
        }
        if (uri.getHost().contains("%")) {
            throw refused(uri, "names a network interface of this machine");
        }
    }

    private static void checkUntrusted(FetchPolicy policy, URI uri) throws FetchFailure {
        if (!isHttps(uri) && !policy.allowHttp()) {
            throw refused(uri, "is plain http; only https is fetched");
        }
        if (!USUAL_PORTS.contains(FetchPolicy.port(uri))) {
            throw refused(uri, "uses port " + uri.getPort() + "; only 80 and 443 are allowed");
        }
        if (isOddNumber(uri.getHost())) {
            throw refused(uri, "writes an address in an unusual way");
        }
    }

    /// Octal, hexadecimal and shortened IPv4 addresses mean different hosts to different readers,
    /// and so do those with a dot behind.
    private static boolean isOddNumber(String host) {
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        var last = name.substring(name.lastIndexOf('.') + 1);
        boolean numeric = last.matches("[0-9]+|0[xX][0-9a-fA-F]*");
        return numeric && !host.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static FetchFailure refused(URI uri, String why) {
        return new FetchFailure(FetchFailure.Kind.REFUSED, shown(uri) + " " + why);
    }

    private static String shown(URI uri) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null) {
            return "A URL of scheme " + scheme;
        }
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        var text = scheme + "://" + uri.getHost() + port + uri.getRawPath();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
