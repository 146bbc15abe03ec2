/// Asks an image API for one image and says what came back.
///
/// Start reading at [io.darkroom.provider.ImageProvider]; what each answer means for the money
/// stands in one table, [io.darkroom.provider.Answers].
@ApplicationModule(allowedDependencies = {"item", "fetch", "sandbox"})
@NullMarked
package io.darkroom.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
