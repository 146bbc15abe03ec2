package io.darkroom.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Name servers of an attacker, in place of the machine's own. What a name answers stands in it:
/// `NUMBER.ADDRESS.….MODE.test`, each address in hexadecimal behind an `x`. The number keeps
/// names apart.
public final class ScriptedNames extends InetAddressResolverProvider
        implements
            InetAddressResolver {

    private static final Map<String, String> KNOWN = Map.of("localhost", "127.0.0.1",
            "metadata.google.internal", "169.254.169.254");

    private final Map<String, Integer> lookUps = new ConcurrentHashMap<>();

    /// How a name answers.
    enum Mode {
        /// Every address each time, in order.
        ALL,
        /// The first address once, then the others.
        FLIP,
        /// The addresses in turns, one at a time.
        TURN
    }

    /// A name that answers so.
    static String name(int number, Mode mode, String... addresses) {
        var labels = Arrays.stream(addresses).map(ScriptedNames::label).toList();
        return number + "." + String.join(".", labels) + "." + mode.name().toLowerCase(
                Locale.ROOT) + ".test";
    }

    private static String label(String literal) {
        return "x" + HexFormat.of().formatHex(InetAddress.ofLiteral(literal).getAddress());
    }

    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
            throws UnknownHostException {
        var name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (KNOWN.containsKey(name)) {
            return Stream.of(InetAddress.ofLiteral(KNOWN.get(name)));
        }
        if (!name.endsWith(".test")) {
            throw new UnknownHostException(host);
        }
        var labels = name.split("\\.", -1);
        var addresses = Arrays.stream(labels, 1, labels.length - 2).map(ScriptedNames::address)
                .toList();
        int before = lookUps.merge(name, 1, Integer::sum) - 1;
        return switch (Mode.valueOf(labels[labels.length - 2].toUpperCase(Locale.ROOT))) {
            case ALL -> addresses.stream();
            case FLIP -> before == 0 ? addresses.stream().limit(1) : addresses.stream().skip(1);
            case TURN -> Stream.of(addresses.get(before % addresses.size()));
        };
    }

    private static InetAddress address(String label) {
        try {
            return InetAddress.getByAddress(HexFormat.of().parseHex(label.substring(1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(label, e);
        }
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
        throw new UnknownHostException("no names here");
    }

    @Override
    public InetAddressResolver get(Configuration configuration) {
        return this;
    }

    @Override
    public String name() {
        return "scripted";
    }
}
