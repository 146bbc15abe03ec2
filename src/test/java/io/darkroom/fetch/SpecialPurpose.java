package io.darkroom.fetch;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// A second opinion on addresses: the special-purpose registries of IANA (state of November 2025)
/// as a table, looked up by whole numbers.
///
/// @param reachable whether the registry calls it globally reachable
/// @param fetched whether anything is fetched from there
record SpecialPurpose(String prefix, BigInteger first, int bits, int length, boolean reachable,
        boolean fetched) {

    static List<SpecialPurpose> registry() throws IOException {
        var table = new ArrayList<SpecialPurpose>();
        try (var in = SpecialPurpose.class.getResourceAsStream("special-purpose.csv");
                var rows = CsvReader.builder().ofNamedCsvRecord(
                        new String(Objects.requireNonNull(in).readAllBytes(),
                                StandardCharsets.UTF_8))) {
            rows.forEach(row -> table.add(of(row.getField("prefix"),
                    Boolean.parseBoolean(row.getField("reachable")),
                    Boolean.parseBoolean(row.getField("fetched")))));
        }
        return table;
    }

    private static SpecialPurpose of(String prefix, boolean reachable, boolean fetched) {
        int slash = prefix.indexOf('/');
        var text = prefix.substring(0, slash);
        var bytes = text.equals("::ffff:0:0") ? mapped() : InetAddress.ofLiteral(text).getAddress();
        return new SpecialPurpose(prefix, new BigInteger(1, bytes), bytes.length * Byte.SIZE,
                Integer.parseInt(prefix.substring(slash + 1)), reachable, fetched);
    }

    /// The library makes an IPv4 address of it.
    private static byte[] mapped() {
        var bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        return bytes;
    }

    /// Whether the most specific prefix that holds the address, if there is one, allows it.
    static boolean allows(List<SpecialPurpose> registry, byte[] address) {
        var number = new BigInteger(1, address);
        return registry.stream()
                .filter(entry -> entry.bits == address.length * Byte.SIZE && entry.holds(number))
                .max(Comparator.comparingInt(SpecialPurpose::length))
                .map(SpecialPurpose::fetched).orElse(true);
    }

    private boolean holds(BigInteger address) {
        return address.xor(first).shiftRight(bits - length).signum() == 0;
    }

    /// The last address.
    BigInteger last() {
        return first.add(BigInteger.ONE.shiftLeft(bits - length)).subtract(BigInteger.ONE);
    }
}
