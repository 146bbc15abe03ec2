package io.darkroom;

import io.darkroom.item.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// All settings, `darkroom.*`, in `./darkroom.yaml` or the environment. A name that is not here is
/// refused.
///
/// @param home data of the embedded servers, spool, logs; default `./.darkroom`
/// @param lanes worker slots of a run, 1 to 16; default 2
/// @param patience how long the database, the bucket or the provider may be away before a run is
/// stopped; default 5 minutes
/// @param prices what one image is expected to cost in US dollars, by `mode.quality.resolution`
/// such as `text.low.1k`; names that are missing keep the built-in estimate
@ConfigurationProperties(prefix = "darkroom", ignoreUnknownFields = false)
record DarkroomSettings(@DefaultValue("./.darkroom") Path home, @DefaultValue Database database,
        @DefaultValue S3 s3, @DefaultValue Hinow hinow, @DefaultValue Sandbox sandbox,
        @DefaultValue Inputs inputs, @DefaultValue("2") int lanes,
        @DefaultValue("5m") Duration patience, @DefaultValue Map<String, String> prices) {

    DarkroomSettings {
        if (lanes < 1 || lanes > 16) {
            throw new IllegalArgumentException("darkroom.lanes is 1 to 16: " + lanes);
        }
        home = home.toAbsolutePath().normalize();
    }

    /// The ledger's PostgreSQL, version 14 or later.
    ///
    /// @param url `jdbc:postgresql://host:port/name`; blank: the embedded server
    record Database(@DefaultValue("") String url, @DefaultValue("") String user,
            @DefaultValue("") String password) {

        boolean embedded() {
            return url.isBlank();
        }
    }

    /// The bucket; credentials come from the usual AWS places.
    ///
    /// @param endpoint of an S3-compatible store; blank: AWS, or the embedded server if there is
    /// no bucket either
    /// @param bucket must exist; blank: the embedded server
    /// @param region default `us-east-1`
    /// @param pathStyle whether the bucket stands in the path instead of the host name
    /// @param checksums `when_supported` (default) or `when_required`
    record S3(@DefaultValue("") String endpoint, @DefaultValue("") String bucket,
            @DefaultValue("us-east-1") String region, @DefaultValue("false") boolean pathStyle,
            @DefaultValue("when_supported") String checksums) {

        boolean embedded() {
            return bucket.isBlank() && endpoint.isBlank();
        }
    }

    /// The HInow API.
    ///
    /// @param apiKey `hi_…`; needed by jobs with `provider: hinow`
    /// @param endpoint `images` (default) or `chat`
    /// @param imageField name of the field with the input images; default `images`
    /// @param placement `parameters` (default) or `root`: where that field stands
    /// @param itemForm `string` (default) or `object`: the form of an input image
    /// @param sendAs `data` (default: the bytes) or `url` (a signed URL of a copy in the bucket); the
    /// sandbox gets the same
    /// @param idempotency `ignored` (default) or `honoured`: whether the API replays a request with
    /// the same key at no cost
    /// @param idempotencyWindow how long the API knows a key, if it honours them; default 24 hours
    /// @param noChargeStatuses statuses beside 429 that are known to cost nothing
    record Hinow(@DefaultValue("https://api.hinow.ai") URI baseUrl, Optional<String> apiKey,
            @DefaultValue("images") String endpoint, @DefaultValue("images") String imageField,
            @DefaultValue("parameters") String placement, @DefaultValue("string") String itemForm,
            @DefaultValue("data") String sendAs, @DefaultValue("ignored") String idempotency,
            @DefaultValue("24h") Duration idempotencyWindow,
            @DefaultValue List<Integer> noChargeStatuses) {

        Optional<Secret> secret() {
            return apiKey.filter(key -> !key.isBlank()).map(Secret::new);
        }
    }

    /// The simulated provider of `provider: sandbox`.
    ///
    /// @param url a sandbox that runs already; blank: one is started in this process
    /// @param latencyMs median time of a call in milliseconds; default 400
    /// @param sigma spread of the lognormal latency; default 0.3
    /// @param requestsPerMinute above it, 429; 0 (default): no limit
    /// @param concurrency calls at once, above it 429; 0 (default): no limit
    /// @param answer `url` (default), `inline` or `poll`
    /// @param faults rules as `darkroom sandbox --fault` takes them
    record Sandbox(@DefaultValue("") String url, @DefaultValue("400") int latencyMs,
            @DefaultValue("0.3") double sigma, @DefaultValue("0") int requestsPerMinute,
            @DefaultValue("0") int concurrency, @DefaultValue("url") String answer,
            @DefaultValue List<String> faults) {}

    /// The input images of edits.
    ///
    /// @param allowHttp whether plain http URLs are fetched too; default no
    record Inputs(@DefaultValue("false") boolean allowHttp) {}
}
