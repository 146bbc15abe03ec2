/// The words: run, item, instruction, image options, prices. No Spring, no input or output.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.darkroom.item;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
