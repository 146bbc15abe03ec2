package io.darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
        # status,  failed, rejected, invalid, unknown, pending, cancelled, code
        completed, 0, 0, 0, 0, 0, 0, 0
        failed,    1, 0, 0, 0, 0, 0, 1
        failed,    0, 1, 0, 0, 0, 0, 1
        completed, 0, 0, 1, 0, 0, 0, 1
        failed,    0, 0, 0, 1, 0, 0, 4
        failed,    3, 2, 1, 1, 0, 0, 4
        stopped,   0, 0, 0, 0, 4, 0, 3
        stopped,   1, 0, 0, 1, 4, 0, 3
        completed, 0, 0, 0, 0, 0, 3, 3
        failed,    1, 0, 0, 0, 0, 3, 1
        crashed,   0, 0, 0, 0, 2, 0, 3
        """)
    void theNumbersDecide(String status, long failed, long rejected, long invalid, long unknown,
            long pending, long cancelled, int code) {
        var summary = Records.summary(status, failed, rejected, invalid, unknown, pending,
                cancelled);
        assertThat(ExitCode.of(summary).number()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"KEY_REFUSED, 3", "OUT_OF_CREDIT, 3", "BUDGET_REACHED, 3", "TOO_MANY_UNUSABLE, 3",
            "STORAGE_UNAVAILABLE, 5", "LEDGER_UNAVAILABLE, 5", "SPOOL_BROKEN, 5", "LOCK_LOST, 75",
            "UNUSABLE_MANIFEST, 2", "KEYS_BILLED_AGAIN, 3", "INTERNAL, 70"})
    void theReasonOfAHaltDecides(String reason, int code) {
        assertThat(ExitCode.of(Records.halted(reason, "")).number()).isEqualTo(code);
    }

    @Test
    void noTwoCodesAreTheSame() {
        assertThat(ExitCode.values()).extracting(ExitCode::number).doesNotHaveDuplicates();
    }
}
