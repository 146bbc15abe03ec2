package io.darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTests {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-2", "@SUM(A1)", " =1", "\t=1", "\tplain", "\rplain",
            "\nplain", "＝1", "＋1", "－1", "＠x", "\u00a0=1", "\ufeff=1", "\u200b-1", "\u0000=1"})
    void whatCouldBeAFormulaGetsAnApostrophe(String text) {
        assertThat(FormulaGuard.guard(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "plain", "1.5", "a=b", "x@example.com", "'=1", "(1)", "𝄞=1"})
    void anythingElseStays(String text) {
        assertThat(FormulaGuard.guard(text)).isEqualTo(text);
    }

    @Test
    void aGuardedTextIsNotGuardedAgain() {
        assertThat(FormulaGuard.guard(FormulaGuard.guard("=1"))).isEqualTo("'=1");
    }
}
