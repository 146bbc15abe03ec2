package io.darkroom.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command without a verb, which only has help.
@Command(name = "darkroom", synopsisSubcommandLabel = "COMMAND", description = {
        "Runs manifests of image prompts through a paid image model: no image lost, no cent billed"
                + " twice.",
        ""}, commandListHeading = "%nCommands:%n", footer = {"", "Exit codes:",
                "   0  all items succeeded",
                "   1  some items failed, were rejected or are invalid",
                "   2  usage, configuration or manifest unusable, nothing sent",
                "   3  stopped by policy or by the operator",
                "   4  some items are unknown, perhaps billed",
                "   5  database or storage unavailable", "  70  internal error",
                "  75  another process holds the job",
                " 130  stopped by Ctrl-C; 143 by SIGTERM"})
final class DarkroomCommand {

    @Option(names = {"-h",
            "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
    boolean help;
}
