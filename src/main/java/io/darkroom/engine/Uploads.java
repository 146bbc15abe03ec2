package io.darkroom.engine;

import io.darkroom.item.ImageOptions;
import io.darkroom.ledger.Attempts;
import io.darkroom.provider.Dialect.SendAs;
import io.darkroom.provider.InputImage;
import io.darkroom.provider.RenderRequest;
import io.darkroom.storage.SourceProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Input images on their way to the provider: as they are where their bytes are sent, otherwise as
/// objects in the bucket that it fetches from signed URLs. All that can fail about that fails before
/// a request is written down. Safe for any number of threads.
///
/// A URL is signed for one request and good for as long as that can take: the time until it is sent
/// ([Attempts#START]), its deadline, up to which a job is polled too, and five minutes for clocks
/// that differ; from 7 to 15 minutes in all. Within an attempt there is one POST and none is
/// repeated, so the deadline is all there is. A job that takes longer is collected, and was given
/// its images long before.
final class Uploads {

    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final SendAs sendAs;
    private final ImageBucket bucket;
    private final Shelf shelf;

    Uploads(SendAs sendAs, ImageBucket bucket, Shelf shelf) {
        this.sendAs = sendAs;
        this.bucket = bucket;
        this.shelf = shelf;
    }

    /// Makes sure that the provider can fetch what it is to fetch. Slow, so to be called before a
    /// permit is held.
    ///
    /// @return false if the run was stopped before the bucket had all
    /// @throws SourceProblem if a file cannot be read
    boolean lay(List<InputImage> images) throws SourceProblem, InterruptedException {
        return switch (sendAs) {
            case DATA -> true;
            case URL -> shelf.lay(images);
        };
    }

    /// The images as a request that is sent now holds them.
    ///
    /// @throws SourceProblem if a file cannot be read, or there are no credentials to sign with
    List<InputImage> sign(List<InputImage> images, ImageOptions options) throws SourceProblem {
        if (sendAs == SendAs.DATA) {
            return images;
        }
        var signed = new ArrayList<InputImage>();
        for (var image : images) {
            signed.add(bucket.signed(image, lifetime(options)));
        }
        return signed;
    }

    static Duration lifetime(ImageOptions options) {
        return Attempts.START.plus(RenderRequest.deadline(options)).plus(CLOCKS);
    }
}
