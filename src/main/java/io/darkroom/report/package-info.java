/// What a run produced and what it cost: summaries, progress, items, the results manifest,
/// and the audit of all that.
@ApplicationModule(allowedDependencies = {"item", "ledger", "storage", "picture"})
@NullMarked
package io.darkroom.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
