/// Drives lanes: claim, permit, render, store, settle.
@ApplicationModule(allowedDependencies = {"item", "ledger", "provider", "limit", "storage"})
@NullMarked
package io.darkroom.render;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
