package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.Secret;
import io.darkroom.item.UnusableInput;
import io.darkroom.provider.Dialect.SendAs;
import io.darkroom.sandbox.Keys;
import io.darkroom.sandbox.SandboxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlCheckTest {

    private static final Optional<URI> HERE = Optional.of(URI.create("http://127.0.0.1:9000"));

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:9000, https://api.invalid", "http://localhost, https://8.8.8.8",
            "http://[::1]:9000, https://10.0.0.7", "http://0.0.0.0:9000, https://192.168.1.2",
            "http://10.0.0.7:9000, https://1.1.1.1", "http://169.254.1.1, https://8.8.8.8",
            "http://[fd00::1]:9000, https://8.8.8.8", "http://100.64.0.9, https://8.8.8.8"})
    void refusesABucketThatTheApiCannotReach(String bucket, String api) {
        refused(api, Optional.empty(), Optional.of(URI.create(bucket)))
                .hasMessageContaining("the bucket at " + bucket + " cannot be reached from " + api)
                .hasMessageContaining("DARKROOM_HINOW_SENDAS=data");
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:9000, http://127.0.0.1:8484",
            "http://127.0.0.1:9000, http://localhost:8484",
            "http://10.0.0.7:9000, http://10.0.0.8", "http://10.0.0.7:9000, http://127.0.0.1:8484",
            "https://s3.invalid, https://api.invalid", "https://9.9.9.9, https://8.8.8.8"})
    void takesABucketThatTheApiCanReach(String bucket, String api) {
        try (var provider = open(SendAs.URL, api, Optional.empty(),
                Optional.of(URI.create(bucket)))) {
            assertThat(provider.sendAs()).isEqualTo(SendAs.URL);
        }
    }

    @Test
    void takesAnyBucketWhereBytesAreSent() {
        open(SendAs.DATA, "https://api.invalid", Optional.of(Duration.ofDays(1)), HERE).close();
    }

    @Test
    void takesABucketOfAws() {
        open(SendAs.URL, "https://api.invalid", Optional.empty(), Optional.empty()).close();
    }

    @Test
    void refusesUrlsWhereARequestIsSentAgainUnderItsKey() {
        refused("https://api.invalid", Optional.of(Duration.ofDays(1)), Optional.empty())
                .hasMessageContaining("idempotency to ignored");

        assertThatThrownBy(() -> providers(SendAs.URL, "https://api.invalid", Optional.empty(),
                HERE, SandboxOptions.DEFAULT.keeping(Keys.HONOURED)).open("sandbox"))
                .isInstanceOf(UnusableInput.class);
    }

    @Test
    void takesAnyBucketForTheSandboxOfThisProcess() {
        try (var provider = providers(SendAs.URL, "https://api.invalid", Optional.empty(), HERE,
                SandboxOptions.DEFAULT).open("sandbox")) {
            assertThat(provider.sendAs()).isEqualTo(SendAs.URL);
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(String api,
            Optional<Duration> keys, Optional<URI> bucket) {
        return assertThatThrownBy(() -> open(SendAs.URL, api, keys, bucket))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("darkroom.hinow.send-as is url");
    }

    private static ImageProvider open(SendAs sendAs, String api, Optional<Duration> keys,
            Optional<URI> bucket) {
        return providers(sendAs, api, keys, bucket, SandboxOptions.DEFAULT).open("hinow");
    }

    private static Providers providers(SendAs sendAs, String api, Optional<Duration> keys,
            Optional<URI> bucket, SandboxOptions sandbox) {
        var hinow = new HinowSettings(URI.create(api), Optional.of(new Secret("hi_test")),
                Dialect.DEFAULT.sending(sendAs), keys, Set.of(), HinowSettings.MAX_BODY);
        return new Providers(new ProviderSettings(hinow, Optional.empty(), sandbox, bucket));
    }
}
