/// Drives the engine: threads, files, the journal and the pulse of a run in this process.
@ApplicationModule(allowedDependencies = {"item", "ledger", "provider", "limit", "storage",
        "engine", "picture"})
@NullMarked
package io.darkroom.render;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
