package io.darkroom.engine;

import io.darkroom.item.RunId;
import java.nio.file.Path;
import java.time.Duration;

/// What the lanes of a run need to know about its job.
///
/// @param job the job's name, for messages
/// @param model the API's name of the model
/// @param folder what relative input images are relative to
/// @param requestsPerMinute the provider's limit, at least 1
/// @param concurrency requests on the wire at once, at least 1
/// @param maxTries requests for one item that may end unknown or unusable, at least 1
/// @param repeatUnknown whether a request that was perhaps billed is sent again by itself
/// @param patience how long a database, bucket or provider may be away before the run is stopped
public record RenderOrder(RunId run, String job, String model, Path folder, int requestsPerMinute,
        int concurrency, int maxTries, boolean repeatUnknown, Duration patience) {}
