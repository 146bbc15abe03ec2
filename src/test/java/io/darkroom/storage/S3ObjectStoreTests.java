package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.Sha256;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    void signsAUrlFromWhichAnybodyCanFetchForAWhile() throws Exception {
        var text = Files.writeString(folder.resolve("text"), "hello");
        store.write("a/b c+ä.txt", text, "text/plain");

        var url = store.signedUrl("a/b c+ä.txt", Duration.ofSeconds(90)).reveal();

        assertThat(url).contains("X-Amz-Expires=90&", "X-Amz-SignedHeaders=host&");
        assertThat(get(url).body()).isEqualTo("hello");
        assertThat(get(url.split("\\?", 2)[0]).statusCode()).isEqualTo(403);
        assertThat(get(url.replace("X-Amz-Expires=90&", "X-Amz-Expires=900&")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void signsUrlsOfTheBucketThatIsSet() {
        var known = server.settings("pictures", "hush-hush");
        var settings = new S3Settings(Optional.empty(), "shop", "eu-central-1", false,
                known.checksums(), known.credentials(), Optional.empty());
        try (var remote = new S3ObjectStore(settings)) {
            assertThat(remote.signedUrl("inputs/a.png", Duration.ofSeconds(90)).reveal())
                    .startsWith("https://shop.s3.eu-central-1.amazonaws.com/inputs/a.png?X-Amz-");
        }
    }

    @Test
    void showsAnObjectAsAFileWhereThereIsOne() throws Exception {
        var text = Files.writeString(folder.resolve("text"), "hello");
        store.write("a/b c.txt", text, "text/plain");

        assertThat(Path.of(store.url("a/b c.txt"))).hasContent("hello");
    }

    private static HttpResponse<String> get(String url) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(),
                    BodyHandlers.ofString());
        }
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
