package io.darkroom.job;

import io.darkroom.item.UnusableInput;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Reads jobs from files and from manifests alone.
public final class JobFiles {

    private JobFiles() {}

    /// Reads `jobs/NAME.yaml`.
    ///
    /// @param overrides win over the file, by key: an option such as `quality`, or a dotted key of
    /// the file such as `limits.concurrency`
    /// @throws UnusableInput if the file cannot be read, or a key or value is not allowed
    public static JobDefinition read(Path yaml, Map<String, String> overrides) {
        var keys = Yaml.read(yaml);
        Overrides.apply(overrides, keys);
        var folder = Optional.ofNullable(yaml.toAbsolutePath().normalize().getParent())
                .orElseThrow(() -> new UnusableInput(yaml + ": this is not a file"));
        return new JobReader(keys, folder).read(Names.of(yaml.toString()));
    }

    /// The job of a manifest without a job file: named after it, run by the sandbox, relative paths
    /// from the working directory.
    ///
    /// @param manifest a path, `s3://bucket/key`, an https URL, or `-` for stdin
    /// @throws UnusableInput if an override is not allowed
    public static JobDefinition ofManifest(String manifest, Map<String, String> overrides) {
        var place = new Value.Place(manifest, 0);
        var keys = Value.noKeys(place);
        keys.values().put("manifest", new Value.Scalar(place, manifest));
        Overrides.apply(overrides, keys);
        return new JobReader(keys, Path.of("").toAbsolutePath()).read(Names.of(manifest));
    }
}
