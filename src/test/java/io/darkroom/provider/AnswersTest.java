package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final Answers answers = new Answers(InstantSource.fixed(NOW), Set.of());

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvFileSource(resources = "answers.csv", numLinesToSkip = 1, delimiter = '|')
    void meansWhatTheTableSays(int status, String body, String outcome, String detail) {
        var meant = answers.of(status, headers(Map.of("x-request-id", List.of("r1"))), body);
        assertThat(meant.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(meant.toString()).contains(detail);
    }

    @Test
    void takesAstatusThatTheOperatorCallsFreeForAlimit() {
        var lenient = new Answers(InstantSource.fixed(NOW), Set.of(503));
        assertThat(lenient.of(503, headers(Map.of("retry-after", List.of("7"))), ""))
                .hasToString("Throttled[retryAfter=Optional[PT7S], message=, status=503]");
    }

    @ParameterizedTest(name = "{0} / {1} is {2}")
    @CsvFileSource(resources = "retry-after.csv", numLinesToSkip = 1, delimiter = '|', emptyValue = "")
    void readsHowLongToWait(String header, String text, String expected) {
        assertThat(RetryAfter.of(header, text, NOW).map(Object::toString).orElse("none"))
                .isEqualTo(expected);
    }

    private static HttpHeaders headers(Map<String, List<String>> map) {
        return HttpHeaders.of(map, (_, _) -> true);
    }
}
