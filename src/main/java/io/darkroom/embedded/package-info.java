/// The PostgreSQL and S3 server that are started when none is configured.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.darkroom.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
