/// A deterministic simulation of the engine: small worlds on virtual time in which every port fails
/// in every way that it may, judged by invariants.
@NullMarked
package io.darkroom.engine.sim;

import org.jspecify.annotations.NullMarked;
