package io.darkroom.job;

import io.darkroom.item.Guard;
import io.darkroom.item.Layout;
import io.darkroom.item.Recipe;
import io.darkroom.template.Condition;
import io.darkroom.template.TemplateError;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The keys of a job file and what each may hold.
final class JobReader {

    private static final List<String> KEYS = List.of("name", "manifest", "provider", "model",
            "columns", "each", "where", "image_base", "encoding", "sheet", "prompt", "images",
            "defaults", "variants", "matrix", "n", "limits", "output", "refresh", "reuse",
            "results",
            "schedule", "notify");
    private static final List<String> LIMITS = List.of("requests_per_minute", "concurrency",
            "budget_usd", "budget_usd_per_day", "confirm_above_usd", "max_tries", "on_unknown");

    private static final String MODEL = "openai/gpt-image-2-edit";
    private static final int MAX_IMAGES = 4;
    private static final Pattern PROVIDER = Pattern.compile("[a-z]{1,32}");
    private static final Pattern MODEL_FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");
    private static final Pattern IMAGE_BASE = Pattern
            .compile("(https?://|s3://)\\S+|[^/\\s:][^:]*");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

    private final Section job;
    private final Path folder;

    JobReader(Value.Keys keys, Path folder) {
        this.job = new Section("", keys, KEYS);
        this.folder = folder;
    }

    /// @param fallback the name where the file gives none
    JobDefinition read(String fallback) {
        checkUnused();
        var recipe = recipe();
        return new JobDefinition(
                job.text("name", Names.FORM, Names.ALLOWED).orElse(fallback), manifest(), folder,
                job.text("provider", PROVIDER, "sandbox or hinow").orElse("sandbox"),
                job.text("model", MODEL_FORM, "a model such as " + MODEL).orElse(MODEL), recipe,
                limits(), outputKey(recipe.variants()),
                job.choice("refresh", Refresh.values(), Refresh.CHANGED),
                job.choice("reuse", Reuse.values(), Reuse.JOB),
                job.section("results", List.of("guard")).choice("guard", Guard.values(),
                        Guard.ON));
    }

    /// Keys that other parts act on; here they must only be spelt right.
    private void checkUnused() {
        var schedule = job.section("schedule", List.of("cron", "zone", "catch_up"));
        List.of("cron", "zone", "catch_up").forEach(schedule::text);
        job.section("notify", List.of("webhook")).text("webhook");
    }

    private String manifest() {
        var manifest = job.text("manifest").filter(text -> !text.isBlank()).orElseThrow(
                () -> job.refuse("manifest", "is missing; a path, s3://bucket/key, an https URL,"
                        + " or - for stdin"));
        var scheme = SCHEME.matcher(manifest);
        if (scheme.matches() && !List.of("s3", "http", "https")
                .contains(scheme.group(1).toLowerCase(Locale.ROOT))) {
            throw job.refuse("manifest", "a path, s3://bucket/key, an https URL, or - for stdin");
        }
        return manifest;
    }

    private Recipe recipe() {
        var images = job.texts("images");
        if (images.size() > MAX_IMAGES || images.stream().anyMatch(String::isBlank)) {
            throw job.refuse("images", "at most " + MAX_IMAGES + " templates, none of them blank");
        }
        return new Recipe(Variants.prompt(job).orElse(null), images,
                Options.read(job.section("defaults", Options.KEYS)),
                new Variants(job).read(), layout());
    }

    private Layout layout() {
        return new Layout(job.lists("columns"), job.choice("each", Layout.Each.values()),
                where(),
                job.text("image_base", IMAGE_BASE, "a folder below the manifest's, or a URL such as"
                        + " https://shop.example/media/"),
                job.choice("encoding", text -> Optional.of(text.toLowerCase(Locale.ROOT))
                        .filter(Layout.ENCODINGS::contains), Layout.ENCODINGS),
                job.text("sheet"));
    }

    private Optional<String> where() {
        var where = job.text("where").filter(text -> !text.isBlank());
        try {
            where.ifPresent(Condition::parse);
            return where;
        } catch (TemplateError e) {
            throw job.refuse("where", e.sentence());
        }
    }

    private Limits limits() {
        var limits = job.section("limits", LIMITS);
        var usual = Limits.DEFAULT;
        return new Limits(
                limits.whole("requests_per_minute", Limits.MAX_REQUESTS_PER_MINUTE,
                        usual.requestsPerMinute()),
                limits.whole("concurrency", Limits.MAX_CONCURRENCY, usual.concurrency()),
                limits.dollars("budget_usd"), limits.dollars("budget_usd_per_day"),
                limits.dollars("confirm_above_usd"),
                limits.whole("max_tries", Limits.MOST_TRIES, usual.maxTries()),
                limits.choice("on_unknown", OnUnknown.values(), usual.onUnknown()));
    }

    private String outputKey(List<Recipe.Variant> variants) {
        var output = job.section("output", List.of("key"));
        var key = output.text("key").orElse(OutputKey.standard(!variants.isEmpty()));
        OutputKey.complaint(key, variants).ifPresent(allowed -> {
            throw output.refuse("key", allowed);
        });
        return key;
    }
}
