package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.darkroom.item.Sha256;
import io.darkroom.item.UnusableInput;
import io.darkroom.picture.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [ObjectStore] does; a store's own tests inherit it.
abstract class ObjectStoreContract {

    private static final String KEY = "runs/r 1/käse+1.png";

    @TempDir
    private Path temp;

    /// An empty store.
    abstract ObjectStore store();

    @Test
    void passesItsOwnCheckAndLeavesNothing() {
        store().check();
        store().check();
    }

    @Test
    void givesBackWhatWasPut() throws Exception {
        var image = image(12);

        assertThat(store().put(KEY, image)).isEqualTo(Stored.STORED);
        store().read(KEY, temp.resolve("back"), image.bytes());

        assertThat(temp.resolve("back")).hasSameBinaryContentAs(image.file());
        assertThat(store().head(KEY).orElseThrow().hash()).contains(image.hash());
        assertThat(store().head(KEY).orElseThrow().bytes()).isEqualTo(image.bytes());
    }

    @Test
    void findsTheSameBytesAgain() throws Exception {
        store().put(KEY, image(12));

        assertThat(store().put(KEY, image(12))).isEqualTo(Stored.ALREADY_THERE);
    }

    @Test
    void neverOverwritesAnImage() throws Exception {
        var first = image(12);
        store().put(KEY, first);

        assertThat(store().put(KEY, image(13))).isEqualTo(Stored.CONFLICT);
        assertThat(store().head(KEY).orElseThrow().hash()).contains(first.hash());
    }

    @Test
    void leavesAnObjectOfSomebodyElseAlone() throws Exception {
        var image = image(12);
        store().write(KEY, image.file(), "image/png");

        assertThat(store().put(KEY, image)).isEqualTo(Stored.CONFLICT);
        assertThat(store().head(KEY).orElseThrow().hash()).isEmpty();
        assertThat(store().head(KEY).orElseThrow().bytes()).isEqualTo(image.bytes());
    }

    @Test
    void letsOneOfManyWritersWin() throws Exception {
        var image = image(12);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Stored> put = () -> store().put(KEY, image);
            var results = threads.invokeAll(IntStream.range(0, 16).mapToObj(_ -> put).toList());

            assertThat(results.stream().map(f -> f.resultNow()))
                    .containsOnlyOnce(Stored.STORED).doesNotContain(Stored.CONFLICT);
        }
    }

    @Test
    void replacesAFileThatIsWritten() throws Exception {
        store().write("results.csv", text("one"), "text/csv");
        store().write("results.csv", text("two"), "text/csv");

        store().read("results.csv", temp.resolve("back"), 100);

        assertThat(temp.resolve("back")).hasContent("two");
    }

    @Test
    void findsNothingUnderAnUnusedKey() {
        assertThat(store().head("nothing")).isEmpty();
        assertThatThrownBy(() -> store().read("nothing", temp.resolve("back"), 1))
                .isInstanceOf(UnusableInput.class).hasMessageContaining("no object nothing");
    }

    @Test
    void readsNoMoreThanAllowed() throws Exception {
        store().write("long", text("four"), "text/plain");

        store().read("long", temp.resolve("back"), 4);
        assertThatThrownBy(() -> store().read("long", temp.resolve("back"), 3))
                .isInstanceOf(UnusableInput.class).hasMessageContaining("longer than the 3 bytes");
    }

    @Test
    void inspectsAnImageByItsBytes() throws Exception {
        var image = image(12);
        store().put(KEY, image);

        assertThat(store().inspect(KEY)).contains(new Inspected(Optional.of(image.hash()),
                image.hash(), image.bytes(), Optional.of(image.facts()), ""));
        assertThat(store().inspect("nothing")).isEmpty();
    }

    @Test
    void inspectsWhatIsNoImage() throws Exception {
        store().write(KEY, text("{\"no\": \"image\"}"), "image/png");

        var found = store().inspect(KEY).orElseThrow();
        assertThat(found.hash()).isEqualTo(Sha256.ofText("{\"no\": \"image\"}"));
        assertThat(found.facts()).isEmpty();
        assertThat(found.complaint()).contains("JSON");
    }

    @Test
    void listsTheKeysThatBeginWithAPrefix() throws Exception {
        for (var key : List.of(KEY, "runs/r 1/results.csv", "runs/r 10/a.png", "runs/r 2/a.png")) {
            store().write(key, text("x"), "text/plain");
        }
        var keys = new ArrayList<String>();
        store().list("runs/r 1", keys::add);

        assertThat(keys).containsExactlyInAnyOrder(KEY, "runs/r 1/results.csv", "runs/r 10/a.png");
        store().list("nothing", key -> fail(key));
    }

    private Path text(String text) throws IOException {
        return Files.writeString(temp.resolve("text"), text);
    }

    private SpooledImage image(int width) throws Exception {
        var file = new Spool(temp.resolve("spool")).open(width);
        try (var part = file.part()) {
            part.write(Images.of("png", width, 7));
        }
        return file.seal();
    }
}
