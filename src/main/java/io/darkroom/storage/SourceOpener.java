package io.darkroom.storage;

import io.darkroom.fetch.FetchFailure;
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
import java.util.Set;

/// Copies an input image from where its reference points to a local file.
record SourceOpener(Fetcher fetcher, ObjectStore store, String bucket) {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Set<String> DOTS = Set.of(".", "..");
    private static final int SHOWN = 120;

    /// @throws SourceProblem if it may not be read or is not there
    /// @throws IOException if the target cannot be written
    void copy(ImageRef ref, Path manifestFolder, Path target) throws SourceProblem, IOException {
        switch (ref.kind()) {
            case URL -> download(ref, target);
            case S3 -> read(ref, target);
            case FILE -> new SourceFile(shown(ref), manifestFolder).copy(ref.text(), target);
        }
    }

    /// The reference as messages show it: without a query, which may carry a signature.
    String shown(ImageRef ref) {
        var text = ref.kind() == ImageRef.Kind.URL ? ref.text().split("[?#]", 2)[0] : ref.text();
        var safe = text.replaceAll("\\p{Cntrl}", "␣").replaceAll("//[^/@]*@", "//");
        return safe.length() <= SHOWN ? safe : safe.substring(0, SHOWN) + "…";
    }

    private void download(ImageRef ref, Path target) throws SourceProblem, IOException {
        try (var out = Files.newOutputStream(target)) {
            fetcher.get(new URI(ref.text()), out, SourceLimits.BYTES, DEADLINE);
        } catch (URISyntaxException _) {
            throw new SourceProblem("Image " + shown(ref)
                    + " is no URL; an https URL, s3://bucket/key or a file is needed");
        } catch (FetchFailure e) {
            throw new SourceProblem("Image " + shown(ref) + " was not fetched: " + e.getMessage(),
                    e, e.kind() == FetchFailure.Kind.TRANSIENT);
        }
    }

    private void read(ImageRef ref, Path target) throws SourceProblem {
        try {
            store.read(key(ref), target, SourceLimits.BYTES);
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
