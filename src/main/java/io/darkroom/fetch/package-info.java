/// Downloads from URLs that somebody else chose; scheme, dialled address, redirects, size and time
/// are checked.
@ApplicationModule(allowedDependencies = {"item"})
@NullMarked
package io.darkroom.fetch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
