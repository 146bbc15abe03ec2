package io.darkroom.cli;

import io.darkroom.item.ItemState;
import io.darkroom.item.RunId;
import io.darkroom.job.JobDefinition;
import io.darkroom.ledger.ItemView;
import io.darkroom.report.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The items of a run.
@Command(name = "items", abbreviateSynopsis = true, description = {
        "Lists the items of a run in the manifest's order.", ""})
final class ItemsCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    private final Context context;

    @Mixin
    private RunParameter run = new RunParameter();

    @Option(names = "--status", split = ",", paramLabel = "STATUS", description = "Only items in"
            + " these states: pending, claimed, rendered, succeeded, failed, rejected, invalid,"
            + " unknown, cancelled.")
    private List<ItemState> states = new ArrayList<>();

    @Option(names = "--format", paramLabel = "table|jsonl|csv", description = "table if it is not"
            + " given.")
    private Words.Format format = Words.Format.TABLE;

    ItemsCommand(Context context) {
        this.context = context;
    }

    /// Reads a page at a time and stops when nobody reads on.
    @Override
    public Integer call() {
        var record = context.run(run.text());
        var id = record.id();
        var listing = ItemListing.of(format, JobDefinition.fromJson(record.definition()).guard(),
                context);
        var page = page(id, 0);
        while (!page.isEmpty() && !context.console().out().checkError()) {
            listing.write(page);
            page = page(id, page.getLast().item());
        }
        listing.end();
        return ExitCode.OK.number();
    }

    private List<ItemView> page(RunId id, long after) {
        return context.services().ledger().overview().page(id, states,
                after, PAGE);
    }
}
