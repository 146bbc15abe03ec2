package io.darkroom.cli;

import io.darkroom.item.RunId;
import io.darkroom.report.ExitCode;
import io.darkroom.report.Findings;
import io.darkroom.report.Tally;
import io.darkroom.report.Verification;
import io.darkroom.report.Verification.Depth;
import io.darkroom.report.Verified;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The audit of a run.
@Command(name = "verify", description = {"Recounts a run: rows, requests, money, and every object"
        + " in the bucket, byte by byte. Names each difference, changes nothing, and exits with 0"
        + " only if there is none.", ""})
final class VerifyCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private RunParameter run = new RunParameter();

    @Option(names = "--quick", description = "Read no bytes: compare lengths and metadata only.")
    private boolean quick;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    VerifyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var id = context.run(run.text()).id();
        var console = context.console();
        try (var findings = new Findings(context.services().home().resolve("tmp"))) {
            var verified = verify(id, findings);
            if (json) {
                findings.writeJson(verified, new KeepOpen(console.out()));
                console.out().println();
            } else {
                new VerifyText(console).print(verified, depth(), findings);
            }
            return (verified.numbers().differences() == 0 ? ExitCode.OK : ExitCode.SOME_FAILED)
                    .number();
        }
    }

    private Verified verify(RunId id, Findings findings) {
        var services = context.services();
        var tally = new Tally();
        try (var _ = VerifyProgress.on(context.console(), tally)) {
            return new Verification(services.ledger(), services.store(),
                    services.home().resolve("spool"), depth()).of(id, tally, findings);
        }
    }

    private Depth depth() {
        return quick ? Depth.HEADS : Depth.BYTES;
    }
}
