/// A real HTTP server that speaks the HInow contract, draws, and keeps its own bill.
@ApplicationModule(allowedDependencies = {"item"})
@NullMarked
package io.darkroom.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
