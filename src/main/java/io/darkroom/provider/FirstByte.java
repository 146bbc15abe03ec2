package io.darkroom.provider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;

/// Settles once and for all whether any of a request's body is sent: either its first byte is taken
/// before the request is given up, or none ever is. The thread that sends may be late, and a body
/// that it took after the request was called unsent would be paid for twice.
final class FirstByte {

    private enum State {
        WAITING, TAKEN, GIVEN_UP
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    /// Gives the request up.
    ///
    /// @return whether a part of the body was taken before
    boolean takenWhenGivenUp() {
        return !state.compareAndSet(State.WAITING, State.GIVEN_UP)
                && state.get() == State.TAKEN;
    }

    /// A body that notices its first read, and fails it if the request was given up.
    InputStream watch(InputStream body) {
        return new Watched(body);
    }

    private void take() throws IOException {
        if (!state.compareAndSet(State.WAITING, State.TAKEN) && state.get() == State.GIVEN_UP) {
            throw new IOException("The request was given up before its body was sent");
        }
    }

    private final class Watched extends FilterInputStream {

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            take();
            return super.read(bytes, from, count);
        }

        @Override
        public int read() throws IOException {
            take();
            return super.read();
        }
    }
}
