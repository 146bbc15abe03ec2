package io.darkroom.cli;

import io.darkroom.batch.RunOptions;
import io.darkroom.item.ItemState;
import io.darkroom.item.UnusableInput;
import io.darkroom.ledger.RunRecord;
import io.darkroom.report.ExitCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Puts ended items back and goes on.
@Command(name = "retry", abbreviateSynopsis = true, description = {
        "Puts ended items back and goes on with their run. Items"
                + " that succeeded are never touched.",
        ""})
final class RetryCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private RunParameter run = new RunParameter();

    @Option(names = "--status", split = ",", paramLabel = "STATUS", description = "Which items: failed, unknown or rejected;"
            + " failed if it is not given. An unknown item was perhaps billed and may be billed"
            + " again.")
    private List<ItemState> states = new ArrayList<>();

    @Option(names = "--id", paramLabel = "ID", description = "Only the entry with this id. May be"
            + " repeated.")
    private List<String> ids = new ArrayList<>();

    @Mixin
    private WorkOptions work = new WorkOptions();

    RetryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var wanted = wanted();
        var record = context.run(run.text());
        if (!agreed(record, wanted)) {
            context.console().err().println("Nothing was sent.");
            return ExitCode.UNUSABLE.number();
        }
        return new Work(context, work).run(started -> context.services().runs().retry(record.id(),
                wanted, ids, new RunOptions(0, work.budget(), Optional.empty(),
                        context.console().in(), started)));
    }

    private Set<ItemState> wanted() {
        states.stream().filter(state -> !state.retryable()).findFirst().ifPresent(state -> {
            throw new UnusableInput("--status " + Words.wire(state)
                    + ": only failed, unknown and rejected items can be put back.");
        });
        return states.isEmpty() ? Set.of(ItemState.FAILED) : EnumSet.copyOf(states);
    }

    private boolean agreed(RunRecord record, Set<ItemState> wanted) {
        var counts = context.services().ledger().overview().counts(record.id());
        long most = ids.isEmpty()
                ? wanted.stream().mapToLong(counts::of).sum()
                : ids.size();
        return new Question(context.console(), work).agreed(record, "Send up to " + most + " "
                + wanted.stream().map(Words::wire).sorted().collect(Collectors.joining(" or "))
                + " items again");
    }
}
