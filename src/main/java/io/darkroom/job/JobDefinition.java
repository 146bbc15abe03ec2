package io.darkroom.job;

import io.darkroom.item.Guard;
import io.darkroom.item.Recipe;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What one job is: where its entries come from, what is made of them, and within which limits.
///
/// @param name letters, digits, `.`, `_` and `-`, at most 64; part of the outputs' keys
/// @param manifest as it was written: a path, `s3://bucket/key`, an https URL, or `-` for stdin
/// @param folder absolute; what a relative path of the manifest starts from
/// @param provider the name of an image API, such as `sandbox`; whether there is one is not checked
/// @param outputKey template of an output's key in the bucket, such as `{{job}}/{{run}}/{{id}}.png`
/// @param reuse whose earlier outputs count where `refresh` lets them
/// @param guard what becomes of cells of the results that could be formulas
public record JobDefinition(String name, String manifest, Path folder, String provider,
        String model, Recipe recipe, Limits limits, String outputKey, Refresh refresh,
        Reuse reuse, Guard guard) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    /// Fills in what an earlier version did not write down.
    public JobDefinition {
        reuse = Objects.requireNonNullElse(reuse, Reuse.JOB);
        guard = Objects.requireNonNullElse(guard, Guard.ON);
    }

    /// The same job within other limits.
    public JobDefinition within(Limits other) {
        return new JobDefinition(name, manifest, folder, provider, model, recipe, other, outputKey,
                refresh, reuse, guard);
    }

    /// The same job with another choice of what is made anew.
    public JobDefinition refreshing(Refresh other) {
        return new JobDefinition(name, manifest, folder, provider, model, recipe, limits,
                outputKey, other, reuse, guard);
    }

    /// The same job with another choice of what becomes of formulas.
    public JobDefinition guarding(Guard other) {
        return new JobDefinition(name, manifest, folder, provider, model, recipe, limits,
                outputKey, refresh, reuse, other);
    }

    /// The job whose earlier runs count for a new one; empty: those of any job do.
    public Optional<String> earlierRunsOf() {
        return reuse == Reuse.ALL ? Optional.empty() : Optional.of(name);
    }

    /// As JSON, so that a run keeps the definition it was started with.
    public String toJson() {
        return JSON.writeValueAsString(this);
    }

    /// The definition that [#toJson()] wrote.
    public static JobDefinition fromJson(String json) {
        return JSON.readValue(json, JobDefinition.class);
    }
}
