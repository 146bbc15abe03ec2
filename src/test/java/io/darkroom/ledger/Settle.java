package io.darkroom.ledger;

import io.darkroom.item.ItemState;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.PixelSize;
import io.darkroom.item.Sha256;
import io.darkroom.ledger.Settlement.AttemptEnd;
import io.darkroom.ledger.Settlement.End;
import io.darkroom.ledger.Settlement.ItemError;
import io.darkroom.ledger.Settlement.Money;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Settlements for tests.
public final class Settle {

    private Settle() {}

    /// The image is stored and paid.
    public static Settlement stored(Claim claim, long attempt) {
        return new Settlement(claim, ItemState.SUCCEEDED, Optional.empty(), false,
                end(attempt, End.RENDERED, new Money.SpentAsReserved()),
                Optional.of(output(claim.outputKey())), OptionalLong.empty(), Optional.empty());
    }

    /// Another item's output serves.
    public static Settlement reused(Claim claim) {
        var reusable = claim.output().orElseThrow();
        return new Settlement(claim, ItemState.SUCCEEDED, Optional.empty(), false,
                Optional.empty(), Optional.of(reusable.output()),
                OptionalLong.of(reusable.item()), Optional.empty());
    }

    /// Ended without an image.
    public static Settlement ended(Claim claim, ItemState to, long attempt, End end, Money money,
            String code) {
        return new Settlement(claim, to, Optional.empty(), false, end(attempt, end, money),
                Optional.empty(), OptionalLong.empty(),
                Optional.of(new ItemError(code, "As the test says")));
    }

    /// Perhaps billed.
    public static Settlement unknown(Claim claim, long attempt) {
        return ended(claim, ItemState.UNKNOWN, attempt, End.UNKNOWN, new Money.Kept(), "TIMEOUT");
    }

    /// Put back to be sent after a while.
    public static Settlement again(Claim claim, Duration delay) {
        return new Settlement(claim, ItemState.PENDING, Optional.of(delay), true, Optional.empty(),
                Optional.empty(), OptionalLong.empty(), Optional.empty());
    }

    /// An output that nothing made.
    public static Output output(String key) {
        return new Output(key, Sha256.ofText(key), 1234, OutputFormat.PNG,
                new PixelSize(1024, 1024));
    }

    private static Optional<AttemptEnd> end(long attempt, End end, Money money) {
        return Optional.of(new AttemptEnd(attempt, end, 200, "req_" + attempt, money));
    }
}
