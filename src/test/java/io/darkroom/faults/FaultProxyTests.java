package io.darkroom.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FaultProxyTests {

    private static final int SHORT_MS = 50;
    private static final int LONG_MS = 10_000;

    private Echo echo;
    private FaultProxy proxy;
    private Socket client;

    @BeforeEach
    void open() throws IOException {
        echo = new Echo();
        proxy = FaultProxy.to("127.0.0.1", echo.port());
        client = connect();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        proxy.close();
        echo.close();
    }

    @Test
    void passesEverythingAndCountsConnections() throws IOException {
        try (var other = connect()) {
            say(client, "hello");
            say(other, "world");

            assertThat(hear(client, 5)).isEqualTo("hello");
            assertThat(hear(other, 5)).isEqualTo("world");
            assertThat(proxy.connections()).isEqualTo(2);
            assertThat(proxy.open()).isEqualTo(2);
        }
        await().until(() -> proxy.open() == 1);
    }

    @Test
    void passesTheEndOfAConnectionOn() throws IOException {
        client.shutdownOutput();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(echo.ended()).isEqualTo(1);
    }

    @Test
    void deliversLate() throws IOException {
        proxy.behave(new Behaviour.Latency(Duration.ofDays(1)));
        say(client, "hello");
        hearsNothing();

        proxy.behave(new Behaviour.Pass());
        assertThat(hear(client, 5)).isEqualTo("hello");
    }

    @Test
    void letsAFewBytesASecondPass() throws IOException {
        proxy.behave(new Behaviour.Throttle(1));
        say(client, "hello");
        assertThat(hear(client, 1)).isEqualTo("h");
        hearsNothing();

        proxy.behave(new Behaviour.Pass());
        assertThat(hear(client, 4)).isEqualTo("ello");
    }

    @Test
    void swallowsWhatIsSaidIntoABlackHole() throws IOException {
        proxy.behave(new Behaviour.Blackhole());
        try (var other = connect()) {
            say(client, "hello");
            say(other, "hello");
            hearsNothing();

            proxy.behave(new Behaviour.Pass());
            say(client, "again");
            assertThat(hear(client, 5)).isEqualTo("again");
            assertThat(echo.heard()).isEqualTo("again");
        }
    }

    @Test
    void keepsHalfOpenConnectionsAndDeliversAfterwards() throws IOException {
        say(client, "a");
        assertThat(hear(client, 1)).isEqualTo("a");
        proxy.behave(new Behaviour.HalfOpen());
        say(client, "hello");
        client.shutdownOutput();
        hearsNothing();
        assertThat(echo.ended()).isZero();

        proxy.behave(new Behaviour.Pass());
        assertThat(hear(client, 5)).isEqualTo("hello");
    }

    @Test
    void resetsOpenAndNewConnections() throws IOException {
        say(client, "a");
        assertThat(hear(client, 1)).isEqualTo("a");
        proxy.behave(new Behaviour.Reset());

        isReset(client);
        try (var other = connect()) {
            isReset(other);
        }
    }

    @Test
    void refusesNewConnectionsUntilItPassesAgain() throws IOException {
        say(client, "a");
        assertThat(hear(client, 1)).isEqualTo("a");
        proxy.behave(new Behaviour.Refuse());
        assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
        say(client, "b");
        assertThat(hear(client, 1)).isEqualTo("b");

        proxy.behave(new Behaviour.Pass());
        try (var other = connect()) {
            say(other, "c");
            assertThat(hear(other, 1)).isEqualTo("c");
        }
    }

    @Test
    void cutsAnAnswer() throws IOException {
        say(client, "a");
        assertThat(hear(client, 1)).isEqualTo("a");
        proxy.behave(new Behaviour.CutAnswer(3));
        say(client, "hello");

        assertThat(hear(client, 3)).isEqualTo("hel");
        isReset(client);
        assertThat(echo.heard()).isEqualTo("ahello");
    }

    @Test
    void cutsARequest() {
        proxy.behave(new Behaviour.CutRequest(3));
        say(client, "hello");

        isReset(client);
        await().until(() -> echo.ended() == 1);
        assertThat(echo.heard()).isEqualTo("hel");
    }

    @Test
    void cutsTheClientOffWhenItHasSaidSomething() {
        proxy.behave(new Behaviour.CutAfter("COMMIT"));
        say(client, "BEGIN; ");
        assertThat(hear(client, 7)).isEqualTo("BEGIN; ");
        say(client, "COMMIT;");

        isReset(client);
        await().until(() -> echo.ended() == 1);
        assertThat(echo.heard()).isEqualTo("BEGIN; COMMIT;");
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), proxy.port());
    }

    private static void say(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String hear(Socket socket, int bytes) {
        try {
            socket.setSoTimeout(LONG_MS);
            return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void hearsNothing() throws IOException {
        client.setSoTimeout(SHORT_MS);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> client.getInputStream().read());
    }

    private static void isReset(Socket socket) {
        assertThatExceptionOfType(SocketException.class).isThrownBy(() -> {
            socket.setSoTimeout(LONG_MS);
            socket.getInputStream().read();
        }).withMessageContaining("reset");
    }
}
