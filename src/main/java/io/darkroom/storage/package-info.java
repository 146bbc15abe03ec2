/// The bucket, the spool, and the source images of edits.
@ApplicationModule(allowedDependencies = {"item", "fetch", "picture"})
@NullMarked
package io.darkroom.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
