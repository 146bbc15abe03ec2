package io.darkroom.storage;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Builds the client of a store. Every wait is bounded; a request is tried four times at most.
final class S3Clients {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration ATTEMPT = Duration.ofMinutes(5);
    private static final Duration CALL = Duration.ofMinutes(10);
    private static final int TRIES = 4;
    private static final int CONNECTIONS = 256;

    private S3Clients() {}

    static S3Client of(S3Settings settings) {
        var client = S3Client.builder().region(Region.of(settings.region()))
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(calculation(settings.checksums()))
                .responseChecksumValidation(validation(settings.checksums()))
                .httpClientBuilder(connections(settings)).overrideConfiguration(limits());
        settings.endpoint().ifPresent(client::endpointOverride);
        settings.credentials().ifPresent(c -> client.credentialsProvider(provider(c)));
        return client.build();
    }

    /// Signs URLs with the credentials of a client, which must live longer.
    static S3Presigner presigner(S3Settings settings, S3Client client) {
        var presigner = S3Presigner.builder().region(Region.of(settings.region()))
                .credentialsProvider(client.serviceClientConfiguration().credentialsProvider())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle()).build());
        settings.endpoint().ifPresent(presigner::endpointOverride);
        return presigner.build();
    }

    private static Apache5HttpClient.Builder connections(S3Settings settings) {
        var http = Apache5HttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE)
                .connectionAcquisitionTimeout(SILENCE).maxConnections(CONNECTIONS);
        return settings.endpoint().filter(S3Clients::isLoopback)
                .map(_ -> http.proxyConfiguration(noProxy())).orElse(http);
    }

    private static ClientOverrideConfiguration limits() {
        var retries = AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(TRIES)
                .build();
        return ClientOverrideConfiguration.builder().apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL).retryStrategy(retries).build();
    }

    private static StaticCredentialsProvider provider(S3Settings.Credentials pair) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(pair.accessKey(), pair.secretKey().reveal()));
    }

    private static RequestChecksumCalculation calculation(S3Settings.Checksums checksums) {
        return switch (checksums) {
            case WHEN_SUPPORTED -> RequestChecksumCalculation.WHEN_SUPPORTED;
            case WHEN_REQUIRED -> RequestChecksumCalculation.WHEN_REQUIRED;
        };
    }

    private static ResponseChecksumValidation validation(S3Settings.Checksums checksums) {
        return switch (checksums) {
            case WHEN_SUPPORTED -> ResponseChecksumValidation.WHEN_SUPPORTED;
            case WHEN_REQUIRED -> ResponseChecksumValidation.WHEN_REQUIRED;
        };
    }

    /// A proxy of the environment is for the way out, not for a store on this machine.
    private static ProxyConfiguration noProxy() {
        return ProxyConfiguration.builder().useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false).build();
    }

    private static boolean isLoopback(URI endpoint) {
        try {
            return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
