/// Reads manifests of any format as entries, with file, line and field in every complaint.
///
/// [io.darkroom.manifest.Manifests] opens a file, its reader gives rows one at a time, and
/// [io.darkroom.manifest.EntryMapper] turns each row into drafts of items. Another format is one
/// more [io.darkroom.manifest.ManifestReader].
@ApplicationModule(allowedDependencies = {"item", "catalog", "template"})
@NullMarked
package io.darkroom.manifest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
