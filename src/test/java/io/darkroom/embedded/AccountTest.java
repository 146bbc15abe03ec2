package io.darkroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest {

    private static final Path HERE = Path.of(".");

    @Test
    void someAccountCanRunTheServer() {
        var account = Account.choose(Account.candidates(HERE), HERE, "true");
        assertThat(account.run(HERE, List.of("id", "-u")).output()).isNotEqualTo("0");
    }

    @Test
    void saysWhatWasTriedWhereNoneCan() {
        var none = new Account(List.of("false"), "");
        assertThatThrownBy(() -> Account.choose(List.of(none), HERE, "true"))
                .isInstanceOf(EmbeddedFailure.class).hasMessageContaining("/etc/passwd")
                .hasMessageContaining("false: ");
    }
}
