package io.darkroom.report;

import io.darkroom.embedded.EmbeddedPostgres;
import io.darkroom.item.Fingerprint;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.item.Problem;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import io.darkroom.ledger.Caps;
import io.darkroom.ledger.Ledger;
import io.darkroom.ledger.NewItem;
import io.darkroom.ledger.NewRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A real ledger in a real database, and runs to look at.
public final class LedgerWorld implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final DriverManagerDataSource database;

    /// @param home where the server keeps its data
    public LedgerWorld(Path home) {
        server = EmbeddedPostgres.open(home);
        database = new DriverManagerDataSource(server.jdbcUrl(), server.user(),
                server.password());
        Flyway.configure().dataSource(database).load().migrate();
    }

    /// The ledger.
    public Ledger ledger() {
        return new Ledger(database, database);
    }

    /// A run of one good edit, one good generation and one invalid row; not begun.
    public RunId run(RunId id, String job) {
        ledger().runs().create(new NewRun(id, job, "{}", "catalog.csv", "/tmp", "/tmp/c.csv",
                Sha256.ofText(id.value()), 0,
                new Caps(Optional.of(Usd.of("5")), Optional.empty())));
        var edit = Instruction.of("On white", List.of(new ImageRef("a.png")));
        var items = List.of(item(1, Optional.of(edit)),
                item(2, Optional.of(Instruction.of("A mug", List.of()))),
                item(3, Optional.empty()));
        var prepared = ledger().loader().prepare(id, 0);
        prepared.add(items, 3);
        ledger().loader().load(prepared);
        ledger().runs().ingested(id);
        return id;
    }

    /// Changes rows behind the ledger's back, to stage what would take a provider.
    public void stage(String sql) {
        JdbcClient.create(database).sql(sql).update();
    }

    private static NewItem item(long row, Optional<Instruction> instruction) {
        var problems = instruction.isPresent()
                ? List.<Problem>of()
                : List.of(new Problem("catalog.csv", row + 1, "prompt", null, "is blank"));
        return new NewItem(row, row + 1, "A-" + row, "", instruction, ImageOptions.DEFAULT,
                instruction.map(_ -> "spring/A-" + row + ".png"),
                Map.of("title", "=Mug " + row),
                instruction.map(_ -> new Fingerprint(Sha256.ofText("item " + row))),
                Optional.of(Usd.of("0.06")), problems);
    }

    @Override
    public void close() {
        server.close();
    }
}
