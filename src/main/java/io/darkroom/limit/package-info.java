/// When the next request may be sent; arithmetic apart from waiting.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.darkroom.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
