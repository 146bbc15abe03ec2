package io.darkroom.engine;

import io.darkroom.item.Fingerprint;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Claim;
import java.util.Optional;
import java.util.OptionalLong;

/// Claims that no ledger gave.
final class TestClaims {

    private TestClaims() {}

    static Claim fresh(int tries) {
        return claim(false, OptionalLong.empty(), tries);
    }

    static Claim inDoubt(int tries) {
        return claim(false, OptionalLong.of(7), tries);
    }

    static Claim rendered(int tries) {
        return claim(true, OptionalLong.of(7), tries);
    }

    private static Claim claim(boolean rendered, OptionalLong attempt, int tries) {
        return new Claim(new RunId("20261122-153042-7f3a9c"), 1, 1, "ann", rendered, attempt,
                Optional.empty(), "A-1", new Instruction.Generate("a kite"), ImageOptions.DEFAULT,
                "shop/A-1.png",
                new Fingerprint(Sha256.ofText("a kite")), Optional.of(Usd.of("0.06")),
                Optional.empty(), tries, 0);
    }
}
