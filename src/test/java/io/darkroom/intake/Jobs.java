package io.darkroom.intake;

import io.darkroom.item.Guard;
import io.darkroom.item.Recipe;
import io.darkroom.job.JobDefinition;
import io.darkroom.job.Limits;
import io.darkroom.job.Refresh;
import io.darkroom.job.Reuse;
import java.nio.file.Path;

/// Job definitions for tests.
final class Jobs {

    private Jobs() {}

    static JobDefinition keyed(String outputKey) {
        return job("shop", Path.of("/tmp"), Recipe.PLAIN, Limits.DEFAULT, outputKey);
    }

    static JobDefinition job(String name, Path folder, Recipe recipe, Limits limits,
            String outputKey) {
        return new JobDefinition(name, "shop.csv", folder, "sandbox", "openai/gpt-image-2-edit",
                recipe, limits, outputKey, Refresh.CHANGED, Reuse.JOB, Guard.ON);
    }
}
