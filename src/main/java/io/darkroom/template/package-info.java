/// Texts with places for columns, and conditions on their values, as jobs write them.
///
/// [io.darkroom.template.Template] fills in, [io.darkroom.template.Condition] judges; both take the values
/// of one entry by name.
@ApplicationModule(allowedDependencies = {"item"})
@NullMarked
package io.darkroom.template;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
