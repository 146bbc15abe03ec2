package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FirstByteTests {

    private final FirstByte first = new FirstByte();
    private final InputStream body = first.watch(new ByteArrayInputStream(new byte[10]));

    @Test
    void isTakenByTheFirstRead() throws IOException {
        body.readNBytes(1);
        assertThat(first.takenWhenGivenUp()).isTrue();
        assertThat(body.readAllBytes()).hasSize(9);
    }

    @Test
    void isNeverTakenAfterTheRequestWasGivenUp() {
        assertThat(first.takenWhenGivenUp()).isFalse();
        assertThatIOException().isThrownBy(body::read).withMessageContaining("given up");
        assertThatIOException().isThrownBy(body::readAllBytes);
        assertThat(first.takenWhenGivenUp()).isFalse();
    }

    @RepeatedTest(200)
    void isEitherTakenOrGivenUpWhoeverIsFirst() throws InterruptedException {
        var read = new AtomicInteger();
        var sender = Thread.ofPlatform().start(() -> {
            try {
                read.set(body.readAllBytes().length);
            } catch (IOException _) {
                read.set(0);
            }
        });
        boolean taken = first.takenWhenGivenUp();
        sender.join();
        assertThat(read.get()).isEqualTo(taken ? 10 : 0);
    }
}
