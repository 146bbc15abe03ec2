package io.darkroom.storage;

import io.darkroom.fetch.FetchFailure;
import io.darkroom.fetch.Fetched;
import io.darkroom.fetch.Fetcher;
import io.darkroom.item.ImageRef;
import io.darkroom.item.UnusableInput;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Copies an input image from where its reference points to a local file, or sees whether it changed.
record SourceOpener(Fetcher fetcher, ObjectStore store, String bucket) {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Set<String> DOTS = Set.of(".", "..");
    private static final int SHOWN = 120;

    /// @throws SourceProblem if it may not be read or is not there
    /// @throws IOException if the target cannot be written
    ///
    /// @return what [#look] says as long as the bytes stay as they are; empty if nothing would tell
    Optional<String> copy(ImageRef ref, Path manifestFolder, Path target)
            throws SourceProblem, IOException {
        if (ref.kind() == ImageRef.Kind.URL) {
            return download(ref, target);
        }
        // Before the bytes: if they change in between, the next look notices.
        var validator = look(ref, manifestFolder);
        if (ref.kind() == ImageRef.Kind.S3) {
            read(ref, target);
        } else {
            file(ref, manifestFolder).copy(ref.text(), target);
        }
        return validator;
    }

    /// What changes when the bytes behind a reference do, without reading them; empty if there is no
    /// such thing.
    ///
    /// @throws SourceProblem if it may not be read or does not say
    Optional<String> look(ImageRef ref, Path manifestFolder) throws SourceProblem {
        return switch (ref.kind()) {
            case URL -> fetched(ref, uri -> validator(fetcher.look(uri, DEADLINE)));
            case S3 -> stored(ref, key -> store.head(key).filter(o -> !o.etag().isEmpty())
                    .map(o -> o.etag() + " " + o.bytes()));
            case FILE -> file(ref, manifestFolder).validator(ref.text());
        };
    }

    /// What a reference means, whichever manifest names it.
    String place(ImageRef ref, Path manifestFolder) {
        return ref.kind() == ImageRef.Kind.FILE
                ? file(ref, manifestFolder).place(ref.text())
                : ref.text();
    }

    private SourceFile file(ImageRef ref, Path manifestFolder) {
        return new SourceFile(shown(ref), manifestFolder);
    }

    /// An entity tag changes with the bytes, and mostly so does a date (RFC 9110, 8.8).
    private static Optional<String> validator(Fetched said) {
        if (!said.etag().isEmpty()) {
            return Optional.of("etag " + said.etag());
        }
        return Optional.of("modified " + said.lastModified() + " " + said.bytes())
                .filter(_ -> !said.lastModified().isEmpty() && said.bytes() >= 0);
    }

    /// The reference as messages show it: without a query, which may carry a signature.
    String shown(ImageRef ref) {
        var text = ref.kind() == ImageRef.Kind.URL ? ref.text().split("[?#]", 2)[0] : ref.text();
        var safe = text.replaceAll("\\p{Cntrl}", "␣").replaceAll("//[^/@]*@", "//");
        return safe.length() <= SHOWN ? safe : safe.substring(0, SHOWN) + "…";
    }

    private Optional<String> download(ImageRef ref, Path target) throws SourceProblem, IOException {
        try (var out = Files.newOutputStream(target)) {
            return fetched(ref,
                    uri -> validator(fetcher.get(uri, out, SourceLimits.BYTES, DEADLINE)));
        }
    }

    private void read(ImageRef ref, Path target) throws SourceProblem {
        stored(ref, key -> {
            store.read(key, target, SourceLimits.BYTES);
            return key;
        });
    }

    /// Something that is asked of a web server.
    private interface Asking<T> {

        T ask(URI uri) throws FetchFailure;
    }

    private <T> T fetched(ImageRef ref, Asking<T> asking) throws SourceProblem {
        try {
            return asking.ask(new URI(ref.text()));
        } catch (URISyntaxException _) {
            throw new SourceProblem("Image " + shown(ref)
                    + " is no URL; an https URL, s3://bucket/key or a file is needed");
        } catch (FetchFailure e) {
            throw new SourceProblem("Image " + shown(ref) + " was not fetched: " + e.getMessage(),
                    e, e.kind() == FetchFailure.Kind.TRANSIENT);
        }
    }

    private <T> T stored(ImageRef ref, Function<String, T> asking) throws SourceProblem {
        var key = key(ref);
        try {
            return asking.apply(key);
        } catch (UnusableInput e) {
            throw new SourceProblem("Image " + shown(ref) + " was not read: " + e.getMessage(), e,
                    false);
        } catch (StoreUnavailable e) {
            throw new SourceProblem("Image " + shown(ref) + " was not read: " + e.getMessage(), e,
                    true);
        }
    }

    private String key(ImageRef ref) throws SourceProblem {
        var path = ref.text().substring("s3://".length()).split("/", 2);
        if (!path[0].equals(bucket)) {
            throw new SourceProblem("Image " + shown(ref) + " is in another bucket; only "
                    + bucket + " is read");
        }
        var key = path.length == 2 ? path[1] : "";
        if (key.isEmpty() || Arrays.stream(key.split("/", -1)).anyMatch(DOTS::contains)) {
            throw new SourceProblem("Image " + shown(ref) + " names no object; s3://" + bucket
                    + "/key is needed, without . and .. in the key");
        }
        return key;
    }
}
