package io.darkroom.check;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A bucket asked with the S3 protocol. Close it after the check.
public final class S3Bucket implements Bucket, AutoCloseable {

    private final S3Client client;
    private final String name;

    S3Bucket(URI endpoint, String name, String accessKey, String secretKey) {
        this.name = name;
        this.client = S3Client.builder().endpointOverride(endpoint).region(Region.US_EAST_1)
                .forcePathStyle(true).credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(accessKey, secretKey)))
                .build();
    }

    @Override
    public List<String> keys(String prefix) {
        return client.listObjectsV2Paginator(list -> list.bucket(name).prefix(prefix)).contents()
                .stream().map(S3Object::key).toList();
    }

    @Override
    public Optional<Found> get(String key) {
        try {
            var object = client.getObjectAsBytes(get -> get.bucket(name).key(key));
            return Optional.of(new Found(object.asByteArray(),
                    object.response().metadata().getOrDefault("sha256", "")));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> openUploads(String prefix) {
        return client.listMultipartUploadsPaginator(list -> list.bucket(name).prefix(prefix))
                .uploads().stream().map(MultipartUpload::key).toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
