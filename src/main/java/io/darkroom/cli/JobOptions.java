package io.darkroom.cli;

import io.darkroom.item.UnusableInput;
import io.darkroom.job.JobDefinition;
import io.darkroom.job.JobFiles;
import io.darkroom.job.Refresh;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which job, and what is to be different from its file.
final class JobOptions {

    @Parameters(paramLabel = "JOB.yaml|MANIFEST", description = "A job file, or a manifest: a path,"
            + " s3://bucket/key, an https URL, or - for stdin.")
    private String source = "";

    @Option(names = "--provider", paramLabel = "NAME", description = "sandbox or hinow.")
    private Optional<String> provider = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Replaces a value of the job,"
            + " such as quality=high. May be repeated; keys within keys are written"
            + " limits.concurrency=8.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N entries.")
    private long limit;

    @Option(names = "--refresh", paramLabel = "all|changed", description = "all: make every item"
            + " anew; changed: reuse outputs of unchanged items at no cost.")
    private Optional<Refresh> refresh = Optional.empty();

    /// @throws UnusableInput if the job file or an option is not usable
    JobDefinition job() {
        var overrides = new LinkedHashMap<>(settings);
        provider.ifPresent(name -> overrides.put("provider", name));
        refresh.ifPresent(which -> overrides.put("refresh", Words.wire(which)));
        return isJobFile()
                ? JobFiles.read(Path.of(source), overrides)
                : JobFiles.ofManifest(source, overrides);
    }

    private boolean isJobFile() {
        var name = source.toLowerCase(Locale.ROOT);
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.contains("://");
    }

    /// @throws UnusableInput if it is below 1
    long limit() {
        if (limit < 0) {
            throw new UnusableInput("--limit is a number from 1: " + limit);
        }
        return limit;
    }

    Optional<Refresh> refresh() {
        return refresh;
    }

    /// Whether stdin is needed for the manifest.
    boolean readsStdin() {
        return source.equals("-");
    }
}
