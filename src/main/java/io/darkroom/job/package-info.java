/// Reads job files strictly: an unknown key, a wrong type or a value out of range is refused with
/// its line and with what is allowed.
@ApplicationModule(allowedDependencies = {"item", "template"})
@NullMarked
package io.darkroom.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
