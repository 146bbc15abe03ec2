package io.darkroom.engine.sim;

import io.darkroom.item.OutputFormat;
import io.darkroom.item.PixelSize;
import io.darkroom.item.Sha256;
import io.darkroom.picture.ImageFacts;
import io.darkroom.picture.NotAnImage;
import io.darkroom.provider.Note;
import io.darkroom.storage.SpooledImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/// Images as numbers: whole ones from 1 on, [#TORN] for what is none. Made once for all worlds.
final class Images {

    /// Bytes that are no image.
    static final int TORN = 0;
    /// From here on images that others put into the bucket.
    static final int FOREIGN = 3_000;

    private static final int MOST = 4_096;
    private static final ImageFacts FACTS = new ImageFacts(OutputFormat.PNG, new PixelSize(1, 1));
    private static final Sha256[] HASHES = IntStream.range(0, MOST)
            .mapToObj(n -> Sha256.ofText("image " + n)).toArray(Sha256[]::new);
    private static final Path[] FILES = IntStream.range(0, MOST)
            .mapToObj(n -> Path.of(Integer.toString(n))).toArray(Path[]::new);
    private static final Note[] NOTES = IntStream.range(0, MOST)
            .mapToObj(n -> new Note(Note.Kind.RESULT, URI.create("result:" + n)))
            .toArray(Note[]::new);

    /// What is thrown for [#TORN]; one for all, because a stack trace costs more than the rest.
    @SuppressWarnings("StaticAssignmentOfThrowable")
    static final NotAnImage NO_IMAGE = noImage();

    private Images() {}

    static Sha256 hash(int image) {
        return HASHES[image];
    }

    static long bytes(int image) {
        return 1_000L + image;
    }

    static SpooledImage spooled(long attempt, int image) {
        return new SpooledImage(FILES[(int) attempt], hash(image), bytes(image), FACTS);
    }

    static long attempt(SpooledImage image) {
        return Long.parseLong(image.file().toString());
    }

    static Note note(int image) {
        return NOTES[image];
    }

    static int image(Optional<Note> note) {
        return Integer.parseInt(note.orElseThrow().uri().getSchemeSpecificPart());
    }

    private static NotAnImage noImage() {
        try {
            ImageFacts.read(Path.of("pom.xml"));
            throw new IllegalStateException("pom.xml is an image");
        } catch (NotAnImage e) {
            return e;
        } catch (IOException e) {
            throw new IllegalStateException("Tests run in the project's folder", e);
        }
    }
}
