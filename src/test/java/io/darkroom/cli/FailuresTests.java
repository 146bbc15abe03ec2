package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.UnusableInput;
import io.darkroom.storage.StoreUnavailable;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailuresTests {

    private final Screen screen = new Screen();

    @Test
    void unusableInputIsTwo() {
        assertThat(status(new UnusableInput("No such thing."))).isEqualTo(2);
        assertThat(screen.err()).isEqualTo("darkroom: No such thing.\n");
    }

    @Test
    void anUnavailableStoreIsFive() {
        assertThat(status(new StoreUnavailable("No bucket."))).isEqualTo(5);
        assertThat(screen.err()).isEqualTo("darkroom: No bucket.\n");
    }

    @Test
    void aDatabaseErrorAnywhereInTheCausesIsFive() {
        var failure = new IllegalStateException("outer", new SQLException("refused"));
        assertThat(status(failure)).isEqualTo(5);
        assertThat(screen.err()).isEqualTo("darkroom: The database is not available: refused;"
                + " once it is, the same command goes on\n");
    }

    @Test
    void anythingElseIsABugWithoutAStackTrace() {
        assertThat(status(new IllegalStateException("odd"))).isEqualTo(70);
        assertThat(screen.err()).contains("Internal error: IllegalStateException: odd.")
                .doesNotContain("\tat ");
    }

    @Test
    void escapeSequencesInAComplaintAreHarmless() {
        status(new UnusableInput("a\u001b[31mb\nc"));
        assertThat(screen.err()).isEqualTo("darkroom: a␣[31mb\nc\n");
    }

    @Test
    void causesInACircleEnd() {
        var inner = new IllegalStateException("inner");
        inner.initCause(new IllegalStateException("outer", inner));
        assertThat(status(inner)).isEqualTo(70);
    }

    private int status(RuntimeException failure) {
        return screen.execute(() -> {
            throw failure;
        }, "status");
    }
}
