/// Knows product files as shops and channels export them: whose header it is, which column is what, and
/// which rows make one product.
///
/// [io.darkroom.catalog.Exports] recognises a header. Another export is one more entry in its table.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.darkroom.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
