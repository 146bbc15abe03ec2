package io.darkroom.provider;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A landing in memory that remembers the order of things.
final class MemoryLanding implements Landing {

    final List<String> events = new ArrayList<>();
    private ByteArrayOutputStream image = new ByteArrayOutputStream();
    private Optional<Note> note = Optional.empty();
    private byte[] kept = {};

    byte[] bytes() {
        return image.toByteArray();
    }

    byte[] kept() {
        return kept;
    }

    @Override
    public OutputStream image() {
        events.add("image");
        image = new ByteArrayOutputStream();
        return image;
    }

    @Override
    public void note(Note note) {
        events.add(note.kind().name());
        this.note = Optional.of(note);
    }

    @Override
    public Optional<Note> note() {
        return note;
    }

    @Override
    public void keep(byte[] body) {
        kept = body;
    }
}
