package io.darkroom.report;

import io.darkroom.item.ItemState;
import io.darkroom.ledger.RunRecord;
import java.util.Locale;
import java.util.Optional;

/// What an operator can do about the differences of a run.
record Remedies(RunRecord run) {

    Optional<String> goOn() {
        return Optional.of("darkroom resume " + run.id());
    }

    /// An item that has ended is looked up in spool and bucket once it is put back.
    Optional<String> settle(ItemState state) {
        if (!state.ended()) {
            return goOn();
        }
        return state.retryable()
                ? Optional.of("darkroom retry " + run.id() + " --status "
                        + state.name().toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    Optional<String> raiseBudget() {
        return Optional.of("darkroom resume " + run.id() + " --budget USD");
    }

    Optional<String> readAgain() {
        return Optional.of("run job " + run.job() + " again; what is in the bucket is reused");
    }

    Optional<String> makeAgain() {
        return Optional.of("restore the object, or run job " + run.job()
                + " again: it is made and paid again");
    }

    Optional<String> replace() {
        return Optional.of("restore the object, or delete it and run job " + run.job()
                + " again: it is made and paid again");
    }

    Optional<String> readBytes() {
        return Optional.of("darkroom verify " + run.id() + " without --quick reads the bytes");
    }

    Optional<String> label() {
        return Optional.of("the bytes are right: set the object's metadata sha256 again");
    }

    Optional<String> look() {
        return Optional.of("look at the object, and delete it unless somebody needs it");
    }

    Optional<String> results() {
        return Optional.of("darkroom items " + run.id() + " --format jsonl prints the same");
    }
}
