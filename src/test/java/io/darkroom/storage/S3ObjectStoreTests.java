package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.Sha256;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class S3ObjectStoreTests extends ObjectStoreContract {

    @TempDir
    private Path folder;
    private BucketServer server;
    private S3ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        server = new BucketServer(folder);
        store = server.store();
    }

    @AfterEach
    void stop() {
        store.close();
        server.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void leavesNoProbeBehind() throws Exception {
        store.check();

        try (var files = Files.walk(server.objects())) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void listsMoreThanAPage() throws Exception {
        Files.createDirectory(server.objects().resolve("many"));
        for (int n = 0; n < 1_001; n++) {
            Files.createFile(server.objects().resolve("many/" + n));
        }
        var keys = new HashSet<String>();
        store.list("many/", keys::add);

        assertThat(keys).hasSize(1_001);
    }

    @Test
    void findsBytesThatChangedUnderTheirMetadata() throws Exception {
        var text = Files.writeString(folder.resolve("text"), "as it was");
        store.write("a.txt", text, "text/plain");
        Files.writeString(server.objects().resolve("a.txt"), "as it is!");

        assertThat(store.inspect("a.txt").orElseThrow().hash())
                .isEqualTo(Sha256.ofText("as it is!"));
    }

    @Test
    void saysThatThereIsNoSuchBucket() {
        try (var other = new S3ObjectStore(server.settings("missing", "hush-hush"))) {
            assertThatThrownBy(other::check).isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("bucket missing at http://127.0.0.1")
                    .hasMessageContaining("no such bucket");
        }
    }

    @Test
    void saysThatTheCredentialsAreNotAccepted() {
        try (var other = new S3ObjectStore(server.settings(BucketServer.BUCKET, "wrong-one"))) {
            assertThatThrownBy(other::check).isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("credentials")
                    .hasMessageNotContaining("wrong-one");
        }
    }

    @Test
    void saysThatNobodyIsThere() {
        server.close();

        assertThatThrownBy(store::check).isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("cannot be reached");
    }

    @Test
    void showsAnObjectAsAFileWhereThereIsOne() throws Exception {
        var text = Files.writeString(folder.resolve("text"), "hello");
        store.write("a/b c.txt", text, "text/plain");

        assertThat(Path.of(store.url("a/b c.txt"))).hasContent("hello");
    }

    @Test
    void showsAnObjectAtItsEndpointOtherwise() {
        var known = server.settings("pictures", "hush-hush");
        var settings = new S3Settings(Optional.of(URI.create("https://s3.example.com")), "pictures",
                known.region(), true, known.checksums(), known.credentials(), Optional.empty());
        try (var remote = new S3ObjectStore(settings)) {
            assertThat(remote.url("a/b c+ä.png"))
                    .hasToString("https://s3.example.com/pictures/a/b%20c%2B%C3%A4.png");
        }
    }
}
