/// Runs, items, attempts, budget: the only SQL about them.
@ApplicationModule(allowedDependencies = {"item"})
@NullMarked
package io.darkroom.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
