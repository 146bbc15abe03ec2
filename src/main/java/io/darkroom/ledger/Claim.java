package io.darkroom.ledger;

import io.darkroom.item.Fingerprint;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// An item given to one worker, fenced by owner and claim number.
///
/// @param number counts the claims of the item; an older number changes nothing any more
/// @param rendered answered and paid: only the bucket is missing
/// @param attempt the request that is open (in doubt) or, if `rendered`, the one that was answered
/// @param earlier requests for this image that ended; empty: there were none under its key and
/// none in doubt
/// @param output an output of another run that may be used instead of a request
/// @param fingerprint of the image as it was when the entry was read
/// @param price what one image is expected to cost; empty: unknown
/// @param tries requests so far that count against the most allowed
/// @param retries how often the operator put the item back
public record Claim(RunId run, long item, int number, String owner, boolean rendered,
        OptionalLong attempt, Optional<Earlier> earlier, String entryId, Instruction instruction,
        ImageOptions options,
        String outputKey, Fingerprint fingerprint, Optional<Usd> price, Optional<Reusable> output,
        int tries, int retries) {

    /// The same for every request that means this image, another after the operator's retry.
    public String idempotencyKey() {
        return run.value() + "-" + item + "-" + retries;
    }

    /// Whether a request was written down and its answer was not.
    public boolean inDoubt() {
        return attempt.isPresent() && !rendered;
    }

    /// What requests that ended left behind for the next one.
    ///
    /// @param unknown the latest request, if it is not known what became of it
    /// @param keyAge time since the first request under the image's key; empty: the key is new
    /// @param request hash of what that request said; empty: not written down
    /// @param billed whether a request under that key was billed or perhaps billed
    /// @param unusable answers under that key that were billed and gave no image
    public record Earlier(OptionalLong unknown, Optional<Duration> keyAge,
            Optional<Sha256> request, boolean billed, int unusable) {}

    /// A stored output that another item of the job made.
    ///
    /// @param item the item that made it
    public record Reusable(long item, Output output) {}
}
