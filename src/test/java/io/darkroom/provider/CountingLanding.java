package io.darkroom.provider;

import java.io.OutputStream;
import java.util.Optional;

/// A landing that counts bytes and keeps none of them.
final class CountingLanding implements Landing {

    private Optional<Note> note = Optional.empty();
    private long count;
    private int kept;

    long count() {
        return count;
    }

    int kept() {
        return kept;
    }

    @Override
    public OutputStream image() {
        count = 0;
        return new OutputStream() {

            @Override
            public void write(int b) {
                count++;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                count += length;
            }
        };
    }

    @Override
    public void note(Note note) {
        this.note = Optional.of(note);
    }

    @Override
    public Optional<Note> note() {
        return note;
    }

    @Override
    public void keep(byte[] body) {
        kept = body.length;
    }
}
