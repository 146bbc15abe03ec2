/// Turns a manifest's entries into items, and says beforehand what a run of them would do and cost.
@ApplicationModule(allowedDependencies = {"item", "job", "manifest", "storage", "ledger", "fetch",
        "template"})
@NullMarked
package io.darkroom.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
