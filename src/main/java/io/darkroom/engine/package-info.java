/// What happens to an item from its claim to its settlement, as decisions alone: no thread, no file,
/// no SQL, no clock of its own. The world comes in through [Ports].
@ApplicationModule(allowedDependencies = {"item", "ledger", "provider", "limit", "storage",
        "picture"})
@NullMarked
package io.darkroom.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
