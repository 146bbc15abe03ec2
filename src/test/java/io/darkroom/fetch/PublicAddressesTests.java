package io.darkroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAddressesTests {

    private static final int MANY = 1 << 16;

    private final List<SpecialPurpose> registry;

    PublicAddressesTests() throws IOException {
        registry = SpecialPurpose.registry();
    }

    @Test
    void areNeverMoreThanTheRegistriesCallReachable() {
        assertThat(registry).hasSizeGreaterThan(40)
                .allMatch(entry -> entry.reachable() || !entry.fetched());
    }

    @Test
    void areTheSameAtTheEdgesOfEveryPrefix() {
        registry.forEach(entry -> Stream.of(entry.first(), entry.last(),
                entry.first().subtract(BigInteger.ONE), entry.last().add(BigInteger.ONE))
                .forEach(number -> assertAgreed(bytes(number, entry.bits()))));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void areTheSameForRandomAddresses(int length) {
        var random = new Random(length);
        for (int i = 0; i < MANY; i++) {
            var address = new byte[length];
            random.nextBytes(address);
            assertAgreed(address);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 128})
    void areTheSameForRandomAddressesNearSpecialOnes(int bits) {
        var random = new Random(bits);
        var entries = registry.stream().filter(entry -> entry.bits() == bits).toList();
        for (int i = 0; i < MANY; i++) {
            var entry = entries.get(random.nextInt(entries.size()));
            int free = Math.min(bits, bits - entry.length() + random.nextInt(4));
            assertAgreed(bytes(entry.first().xor(new BigInteger(free, random)), bits));
        }
    }

    private void assertAgreed(byte[] address) {
        var dialled = address(address);
        boolean allowed = SpecialPurpose.allows(registry, dialled.getAddress());
        if (PublicAddresses.isPublic(dialled) != allowed) {
            fail(dialled + " is " + (allowed ? "" : "not ") + "to be fetched from");
        }
    }

    /// The number with as many bits; what lies before the first address or behind the last is
    /// at the other end.
    private static byte[] bytes(BigInteger number, int bits) {
        var padded = number.mod(BigInteger.ONE.shiftLeft(bits)).setBit(bits).toByteArray();
        var bytes = new byte[bits / Byte.SIZE];
        System.arraycopy(padded, padded.length - bytes.length, bytes, 0, bytes.length);
        return bytes;
    }

    /// IPv4-mapped addresses become the IPv4 ones that are dialled.
    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
