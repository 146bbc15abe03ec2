package io.darkroom.storage;

import io.darkroom.storage.S3ObjectStore.Guard;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Finds out what a store can do with an object of its own, which it deletes again.
final class StoreProbe {

    private static final String FIRST = "first";
    private static final String SECOND = "second";

    private final S3Client client;
    private final String bucket;
    private final StoreTrouble trouble;
    private final String key = ".darkroom/probe-" + UUID.randomUUID();

    StoreProbe(S3Client client, String bucket, StoreTrouble trouble) {
        this.client = client;
        this.bucket = bucket;
        this.trouble = trouble;
    }

    /// @throws StoreUnavailable if the bucket cannot be written, read or deleted from
    Guard run() {
        step("Opening", () -> client.headBucket(b -> b.bucket(bucket)));
        step("Writing to", () -> put(request(), FIRST));
        try {
            step("Reading from", this::readBack);
            return guard();
        } finally {
            step("Deleting from", () -> client.deleteObject(b -> b.bucket(bucket).key(key)));
        }
    }

    /// The condition holds if a second write is refused and the first bytes are still there.
    private Guard guard() {
        try {
            put(request().ifNoneMatch("*"), SECOND);
            return Guard.LOOK_FIRST;
        } catch (S3Exception e) {
            return switch (e.statusCode()) {
                case 412 -> Guard.CONDITION;
                case 400, 501 -> Guard.LOOK_FIRST;
                default -> throw trouble.of("Writing to", e);
            };
        } catch (SdkException e) {
            throw trouble.of("Writing to", e);
        }
    }

    private void readBack() {
        var response = client.getObjectAsBytes(b -> b.bucket(bucket).key(key));
        var hash = response.response().metadata().get(S3ObjectStore.HASH);
        if (!FIRST.equals(response.asUtf8String()) || !FIRST.equals(hash)) {
            throw new StoreUnavailable("The store of " + trouble.place()
                    + " gives back other bytes or metadata than were written; it cannot be used");
        }
    }

    private void put(PutObjectRequest.Builder request, String text) {
        client.putObject(request.build(), RequestBody.fromString(text));
    }

    private PutObjectRequest.Builder request() {
        return PutObjectRequest.builder().bucket(bucket).key(key)
                .metadata(Map.of(S3ObjectStore.HASH, FIRST));
    }

    private void step(String doing, Runnable call) {
        try {
            call.run();
        } catch (SdkException e) {
            throw trouble.of(doing, e);
        }
    }
}
