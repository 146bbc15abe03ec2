/// Networks and stores that fail as a test says: what stands between the program and its servers.
@NullMarked
package io.darkroom.faults;

import org.jspecify.annotations.NullMarked;
