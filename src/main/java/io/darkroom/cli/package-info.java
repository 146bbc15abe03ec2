/// The command line: one class for each command. Start reading at [CommandLineApp].
@ApplicationModule(allowedDependencies = {"item", "job", "manifest", "sandbox", "ledger", "storage",
        "batch", "intake", "report"})
@NullMarked
package io.darkroom.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
