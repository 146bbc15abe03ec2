package io.darkroom.report;

import io.darkroom.ledger.Books;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a verification came to, its differences aside.
///
/// @param summary of the run, read at the end
/// @param books the totals, added up from single rows
/// @param notes sentences about what is worth knowing and no difference
public record Verified(RunSummary summary, Books books, Tally.Numbers numbers,
        List<String> notes) {

    /// Copies the list.
    public Verified {
        notes = List.copyOf(notes);
    }

    /// The documented fields in their order.
    ObjectNode toJson() {
        var json = ItemJson.JSON.createObjectNode().put("run", summary.run().value())
                .put("job", summary.job()).put("status", summary.status())
                .put("rows", books.rows()).put("items", numbers.items())
                .put("objects", numbers.objects()).put("bytes", numbers.bytes())
                .put("spent_usd", SummaryJson.dollars(books.spent()))
                .put("reserved_usd", SummaryJson.dollars(books.reserved()))
                .put("unknown_requests", books.unknown())
                .put("perhaps_billed_usd", SummaryJson.dollars(books.perhapsBilled()));
        var list = json.putArray("notes");
        notes.forEach(list::add);
        return json.put("differences", numbers.differences());
    }
}
