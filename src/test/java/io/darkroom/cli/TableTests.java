package io.darkroom.cli;

import static io.darkroom.cli.Table.Column.left;
import static io.darkroom.cli.Table.Column.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.report.Records;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTests {

    @Test
    void columnsAreAsWideAsTheirCells() {
        var table = new Table(left("ID"), right("COST")).row("A-1", "$0.06").row("B", "$10.00");
        assertThat(table.render(80)).isEqualTo("""
            ID     COST
            A-1   $0.06
            B    $10.00
            """);
    }

    @Test
    void theWidestColumnGivesWay() {
        var table = new Table(left("ID"), left("WHAT")).row("A-1", "a very long complaint");
        assertThat(table.render(20)).isEqualTo("""
            ID   WHAT
            A-1  a very long co…
            """);
    }

    @Test
    void controlCharactersCannotLeaveACell() {
        var table = new Table(left("ID")).row("a\nb\u001b[31m\u009b\u202e\u2028");
        assertThat(table.render(80)).isEqualTo("ID\na␣b␣[31m␣␣␣\n");
    }

    @Test
    void wideLettersTakeTwoColumns() {
        var table = new Table(left("ID"), left("X")).row("青い", "1").row("abcd", "2");
        assertThat(table.render(80)).isEqualTo("ID    X\n青い  1\nabcd  2\n");
        assertThat(Printable.fit("青い花", 5)).isEqualTo("青い…");
    }

    @Test
    void runsAreARowEach() {
        var runs = List.of(Records.summary("completed", 0, 0, 0, 0, 0, 0),
                Records.summary("failed", 1, 0, 0, 2, 0, 0));
        assertThat(RunsCommand.table(runs).render(100)).isEqualTo(Golden.text("runs"));
    }
}
