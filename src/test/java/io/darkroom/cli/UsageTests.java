package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTests {

    private final Screen screen = new Screen();
    private final AtomicBoolean opened = new AtomicBoolean();

    @AfterEach
    void nothingWasOpenedAndNothingIsOnStdout() {
        assertThat(opened).isFalse();
        assertThat(screen.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        run job.yaml --budgett 5      | Unknown option --budgett; did you mean --budget?
        run job.yaml --budgett=5      | Unknown option --budgett; did you mean --budget?
        run --jsno job.yaml           | Unknown option --jsno; did you mean --json?
        items latest --formt csv      | Unknown option --formt; did you mean --format?
        status --wacth                | Unknown option --wacth; did you mean --watch?
        verify latest --quik          | Unknown option --quik; did you mean --quick?
        verify                        | `Missing required parameter: 'RUN'`
        staus                         | Unknown command staus; did you mean status?
        run a.csv b.csv               | Unexpected argument b.csv
        run a.csv --budget=-1         | '-1' is not US dollars from 0 to 9999999, such as 25.00
        run a.csv --refresh=chnged    | 'chnged' is not one of changed, all; did you mean changed?
        items latest --format=xml     | 'xml' is not one of table, jsonl, csv
        retry latest --status=faild   | did you mean failed?
        sandbox --fault=nonsense      | fault "nonsense": MATCH=FAULT[:OPTION…]
        run a.csv --limit=x           | 'x' is not a long
        run                           | `Missing required parameter: 'JOB.yaml|MANIFEST'`
        """)
    void aMistypedWordIsNamedWithTheNearest(String line, String complaint) {
        assertThat(execute(line.split(" ", -1))).isEqualTo(2);
        assertThat(screen.err()).startsWith("darkroom: ").contains(complaint)
                .doesNotContain("\tat ").hasLineCount(2);
    }

    @Test
    void aMissingCommandIsSaid() {
        assertThat(execute()).isEqualTo(2);
        assertThat(screen.err()).isEqualTo(
                "darkroom: Missing required subcommand\nSee darkroom --help\n");
    }

    @ParameterizedTest
    @CsvSource({"nowhere.yaml, nowhere.yaml", "a.csv --set nonsense=1, nonsense",
            "a.csv --limit=-1, --limit is a number from 1: -1"})
    void aJobThatCannotBeUsedOpensNothing(String args, String complaint) {
        assertThat(execute(("run " + args).split(" ", -1))).isEqualTo(2);
        assertThat(screen.err()).contains(complaint);
    }

    private int execute(String... args) {
        return screen.execute(() -> {
            opened.set(true);
            throw new IllegalStateException("Not to be opened");
        }, args);
    }
}
