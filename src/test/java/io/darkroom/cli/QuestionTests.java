package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTests {

    private static final Terminal PERSON = new Terminal(true, false, 80);
    private static final Terminal NOBODY = new Terminal(false, false, 80);

    @Test
    void onlyMoneyAndSomebodyAtTheTerminalNeedAQuestion() {
        assertThat(question(PERSON, "").needed("hinow")).isTrue();
        assertThat(question(PERSON, "").needed("sandbox")).isFalse();
        assertThat(question(NOBODY, "").needed("hinow")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"y, true", "Yes, true", "' y ', true", "n, false", "'', false", "ok, false"})
    void onlyAYesIsAYes(String typed, boolean agreed) {
        assertThat(question(PERSON, typed + "\n").ask("Go on?")).isEqualTo(agreed);
    }

    @Test
    void theEndOfTheInputIsANo() {
        assertThat(question(PERSON, "").ask("Go on?")).isFalse();
    }

    private static Question question(Terminal terminal, String typed) {
        return new Question(new Screen(terminal, typed).console(), new WorkOptions());
    }
}
