package io.darkroom.render;

import io.darkroom.provider.Landing;
import io.darkroom.provider.Note;
import io.darkroom.storage.SpoolFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;

/// Lets a provider's answer land in the spool.
record SpoolLanding(SpoolFile file) implements Landing {

    @Override
    public OutputStream image() throws IOException {
        return file.part();
    }

    @Override
    public void note(Note note) throws IOException {
        file.note(note.kind().name() + " " + note.uri());
    }

    @Override
    public Optional<Note> note() {
        try {
            return file.note().map(SpoolLanding::parse);
        } catch (IOException e) {
            throw new UncheckedIOException("A note in the spool cannot be read", e);
        }
    }

    @Override
    public void keep(byte[] body) throws IOException {
        file.keep(body);
    }

    private static Note parse(String text) {
        int space = text.indexOf(' ');
        return new Note(Note.Kind.valueOf(text.substring(0, space)),
                URI.create(text.substring(space + 1)));
    }
}
