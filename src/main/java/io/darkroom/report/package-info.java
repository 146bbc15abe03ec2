/// What a run produced and what it cost: summaries, progress, items and the results manifest.
@ApplicationModule(allowedDependencies = {"item", "ledger", "storage"})
@NullMarked
package io.darkroom.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
