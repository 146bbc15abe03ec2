/// What the bytes of an image say it is.
@ApplicationModule(allowedDependencies = {"item"})
@NullMarked
package io.darkroom.picture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
