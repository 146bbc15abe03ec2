/// What the bytes of an image say it is, and how one that the model takes is made of another.
@ApplicationModule(allowedDependencies = {"item"})
@NullMarked
package io.darkroom.picture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
