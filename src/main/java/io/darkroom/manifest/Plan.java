package io.darkroom.manifest;

import java.util.Map;
import java.util.Optional;

/// How one variant is made of an entry.
///
/// @param variant its name; empty where the job has no variants
/// @param prompt empty: the entry's column `prompt`
/// @param options texts by field name that win over the entry's own
record Plan(String variant, Optional<NamedTemplate> prompt, Map<String, String> options) {}
