package io.darkroom.storage;

import io.darkroom.item.Secret;
import io.darkroom.item.Sha256;
import io.darkroom.item.UnusableInput;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// A bucket of AWS S3 or of a store that speaks its protocol.
public final class S3ObjectStore implements ObjectStore, AutoCloseable {

    static final String HASH = "sha256";

    private static final int PRECONDITION_FAILED = 412;
    private static final int CONFLICT = 409;
    private static final int TRIES = 3;

    private final S3Settings settings;
    private final S3Client client;
    private final S3Presigner presigner;
    private final StoreTrouble trouble;
    private volatile Guard guard = Guard.CONDITION;

    /// Builds the client; nothing is dialled yet. Closing the store closes it.
    public S3ObjectStore(S3Settings settings) {
        this.settings = settings;
        this.client = S3Clients.of(settings);
        this.presigner = S3Clients.presigner(settings, client);
        this.trouble = new StoreTrouble(settings);
    }

    @Override
    public void check() {
        guard = new StoreProbe(client, settings.bucket(), trouble).run();
    }

    @Override
    public Stored put(String key, SpooledImage image) {
        return asking("Writing to", () -> switch (guard) {
            case CONDITION -> putIfAbsent(key, image, TRIES);
            case LOOK_FIRST -> lookThenPut(key, image);
        });
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return asking("Looking into", () -> find(key));
    }

    @Override
    public Optional<Inspected> inspect(String key) {
        return asking("Reading from", () -> inspect(key, TRIES));
    }

    @Override
    public void list(String prefix, Consumer<String> each) {
        var pages = client.listObjectsV2Paginator(b -> b.bucket(settings.bucket()).prefix(prefix))
                .iterator();
        while (asking("Listing", pages::hasNext)) {
            asking("Listing", pages::next).contents().forEach(o -> each.accept(o.key()));
        }
    }

    @Override
    public void write(String key, Path file, String contentType) {
        var request = PutObjectRequest.builder().bucket(settings.bucket()).key(key)
                .contentType(contentType).build();
        asking("Writing to", () -> client.putObject(request, RequestBody.fromFile(file)));
    }

    @Override
    public void read(String key, Path target, long maxBytes) {
        var body = asking("Reading from", () -> open(key));
        try {
            new BoundedFile(target, maxBytes).fill(key, body);
        } finally {
            // Closing would read the rest, however long, to use the connection again.
            body.abort();
        }
    }

    @Override
    public URI url(String key) {
        return settings.publicFolder().map(folder -> folder.resolve(key).toUri())
                .orElseGet(() -> URI.create(client.utilities()
                        .getUrl(b -> b.bucket(settings.bucket()).key(key)).toExternalForm()));
    }

    @Override
    public Secret signedUrl(String key, Duration lifetime) {
        return asking("Signing a URL of an object in",
                () -> new Secret(presigner.presignGetObject(b -> b.signatureDuration(lifetime)
                        .getObjectRequest(o -> o.bucket(settings.bucket()).key(key))).url()
                        .toExternalForm()));
    }

    private ResponseInputStream<GetObjectResponse> open(String key) {
        try {
            return client.getObject(b -> b.bucket(settings.bucket()).key(key));
        } catch (NoSuchKeyException e) {
            throw new UnusableInput("There is no object " + key + " in " + trouble.place(), e);
        }
    }

    private Optional<Inspected> inspect(String key, int tries) {
        try (var body = client.getObject(b -> b.bucket(settings.bucket()).key(key))) {
            var head = body.response();
            return Optional.of(Inspected.read(hash(head.metadata()), body, head.contentLength()));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (IOException e) {
            if (tries == 1) {
                throw new StoreUnavailable("The connection to the store broke while object " + key
                        + " was read", e);
            }
            return inspect(key, tries - 1);
        }
    }

    /// A 409 says that another write to the key is under way (Amazon S3, "Conditional writes").
    private Stored putIfAbsent(String key, SpooledImage image, int tries) {
        try {
            send(request(key, image).ifNoneMatch("*").build(), image);
            return Stored.STORED;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                return compared(key, image);
            }
            if (e.statusCode() != CONFLICT || tries == 1) {
                throw e;
            }
            return putIfAbsent(key, image, tries - 1);
        }
    }

    private Stored lookThenPut(String key, SpooledImage image) {
        var there = find(key);
        if (there.isPresent()) {
            return compared(there.get(), image);
        }
        send(request(key, image).build(), image);
        return Stored.STORED;
    }

    private Stored compared(String key, SpooledImage image) {
        return find(key).map(there -> compared(there, image))
                .orElseThrow(() -> new StoreUnavailable("Writing to " + trouble.place()
                        + " failed: object " + key + " was there and is gone again"));
    }

    private static Stored compared(StoredObject there, SpooledImage image) {
        boolean same = there.hash().equals(Optional.of(image.hash()))
                && there.bytes() == image.bytes();
        return same ? Stored.ALREADY_THERE : Stored.CONFLICT;
    }

    private Optional<StoredObject> find(String key) {
        try {
            return Optional.of(found(client.headObject(b -> b.bucket(settings.bucket()).key(key))));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        }
    }

    private static StoredObject found(HeadObjectResponse head) {
        return new StoredObject(hash(head.metadata()), head.contentLength(),
                Objects.requireNonNullElse(head.eTag(), ""));
    }

    private static Optional<Sha256> hash(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(HASH))
                .filter(text -> text.matches("[0-9a-f]{64}")).map(Sha256::new);
    }

    private void send(PutObjectRequest request, SpooledImage image) {
        client.putObject(request, RequestBody.fromFile(image.file()));
    }

    private PutObjectRequest.Builder request(String key, SpooledImage image) {
        return PutObjectRequest.builder().bucket(settings.bucket()).key(key)
                .contentType(image.facts().format().contentType())
                .metadata(Map.of(HASH, image.hash().hex()));
    }

    private <T> T asking(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw trouble.of(doing, e);
        }
    }

    @Override
    public void close() {
        presigner.close();
        client.close();
    }

    /// What keeps an object from being overwritten.
    enum Guard {

        /// The store checks `If-None-Match` itself.
        CONDITION,
        /// The store ignores or refuses the condition: look first. Two writers at the same moment
        /// could then pass each other, which the ledger's claims rule out.
        LOOK_FIRST
    }
}
