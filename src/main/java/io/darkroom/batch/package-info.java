/// Submits, restarts, retries, stops and cancels runs: the only place that knows Spring Batch.
@ApplicationModule(allowedDependencies = {"item", "job", "manifest", "ledger", "provider",
        "storage", "intake", "engine", "render", "report"})
@NullMarked
package io.darkroom.batch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
