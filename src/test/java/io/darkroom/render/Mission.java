package io.darkroom.render;

import io.darkroom.item.RunId;
import io.darkroom.item.Secret;
import io.darkroom.sandbox.Keys;
import io.darkroom.storage.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a [Victim] is told in its environment.
///
/// @param url of the database
/// @param endpoint of the S3 server
/// @param provider the sandbox's URL
/// @param doom where the process ends itself; empty: nowhere
record Mission(String url, String user, String password, URI endpoint, String bucket,
        String accessKey, String secretKey, Path home, String job, RunId run, URI provider,
        String key, Keys keys, Optional<Doom> doom) {

    /// Requests a minute: no limit to speak of.
    static final int PER_MINUTE = 6_000;

    /// Requests on the wire at once.
    static final int AT_ONCE = 8;

    /// Requests for one item where keys are honoured: an item may be in the hands of as many
    /// processes as are killed in its run.
    static final int TRIES = 100;

    Map<String, String> environment() {
        return Map.ofEntries(Map.entry("VICTIM_URL", url), Map.entry("VICTIM_USER", user),
                Map.entry("VICTIM_PASSWORD", password),
                Map.entry("VICTIM_ENDPOINT", endpoint.toString()),
                Map.entry("VICTIM_BUCKET", bucket), Map.entry("VICTIM_ACCESS_KEY", accessKey),
                Map.entry("VICTIM_SECRET_KEY", secretKey),
                Map.entry("VICTIM_HOME", home.toString()), Map.entry("VICTIM_JOB", job),
                Map.entry("VICTIM_RUN", run.value()),
                Map.entry("VICTIM_PROVIDER", provider.toString()), Map.entry("VICTIM_KEY", key),
                Map.entry("VICTIM_KEYS", keys.mode().name()),
                Map.entry("VICTIM_LAST", doom.map(d -> d.last() + " " + d.nth()).orElse("")));
    }

    static Mission read(Map<String, String> environment) {
        UnaryOperator<String> told = name -> Objects
                .requireNonNull(environment.get("VICTIM_" + name), name);
        return new Mission(told.apply("URL"), told.apply("USER"), told.apply("PASSWORD"),
                URI.create(told.apply("ENDPOINT")), told.apply("BUCKET"),
                told.apply("ACCESS_KEY"), told.apply("SECRET_KEY"), Path.of(told.apply("HOME")),
                told.apply("JOB"), new RunId(told.apply("RUN")),
                URI.create(told.apply("PROVIDER")), told.apply("KEY"),
                told.apply("KEYS").equals("HONOURED") ? Keys.HONOURED : Keys.IGNORED,
                doom(told.apply("LAST")));
    }

    private static Optional<Doom> doom(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty()).map(t -> t.split(" "))
                .map(t -> new Doom(CrashPoint.valueOf(t[0]), Integer.parseInt(t[1])));
    }

    /// A run's own folder, as the program has it.
    Path spool() {
        return home.resolve("spool").resolve(run.value());
    }

    S3Settings bucketSettings() {
        return new S3Settings(Optional.of(endpoint), bucket, "us-east-1", true,
                S3Settings.Checksums.WHEN_REQUIRED,
                Optional.of(new S3Settings.Credentials(accessKey, new Secret(secretKey))),
                Optional.empty());
    }

    /// Does not print the secrets.
    @Override
    public String toString() {
        return run + " " + doom;
    }
}
