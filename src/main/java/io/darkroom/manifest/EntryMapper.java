package io.darkroom.manifest;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.Nearest;
import io.darkroom.item.Problem;
import io.darkroom.item.Recipe;
import io.darkroom.item.UnusableInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns the rows of one manifest into drafts of items by a job's recipe. Immutable.
public final class EntryMapper {

    private final String file;
    private final ImageOptions defaults;
    private final List<NamedTemplate> images;
    private final List<Plan> plans;

    /// Checks the recipe's templates and options, once for all rows.
    ///
    /// @param fileName the manifest as the user named it
    /// @param columns the header; empty where each entry names its own columns, which are then
    /// checked entry by entry
    /// @throws UnusableInput if a template cannot be read or names a column that the header has
    /// not, a variant's option is not allowed, or the header has nothing to take prompts from
    public EntryMapper(String fileName, Recipe recipe, List<String> columns) {
        file = fileName;
        defaults = recipe.defaults();
        images = recipe.images().stream().map(text -> template("images template", text)).toList();
        plans = plans(recipe);
        if (!columns.isEmpty()) {
            check(columns);
        }
    }

    /// One draft for each variant, or one if the job has none. What is wrong with the row stands
    /// in the drafts' problems; nothing is thrown.
    public List<Draft> map(Row row) {
        var cells = new Cells(row.columns());
        return plans.stream()
                .map(plan -> new Drafting(file, row, cells, plan, images, defaults).draft())
                .toList();
    }

    private List<Plan> plans(Recipe recipe) {
        var prompt = optional("prompt template", recipe.prompt());
        if (recipe.variants().isEmpty()) {
            return List.of(new Plan("", prompt, Map.of()));
        }
        return recipe.variants().stream().map(variant -> plan(variant, prompt)).toList();
    }

    private Plan plan(Recipe.Variant variant, Optional<NamedTemplate> prompt) {
        var where = "variant " + variant.name() + ": ";
        OptionFields.read(variant.options(), defaults, (field, value, allowed) -> {
            throw new UnusableInput(new Problem(file, 0, where + field, value, allowed));
        });
        var own = optional(where + "prompt template", variant.prompt());
        return new Plan(variant.name(), own.or(() -> prompt), variant.options());
    }

    private Optional<NamedTemplate> optional(String name, @Nullable String source) {
        return Optional.ofNullable(source).map(text -> template(name, text));
    }

    private NamedTemplate template(String name, String source) {
        return NamedTemplate.parse(file, name, source);
    }

    private void check(List<String> columns) {
        Stream.concat(plans.stream().flatMap(plan -> plan.prompt().stream()), images.stream())
                .flatMap(template -> template.problem(columns).stream()).findFirst()
                .ifPresent(problem -> {
                    throw new UnusableInput(problem);
                });
        if (plans.stream().anyMatch(plan -> plan.prompt().isEmpty())
                && columns.stream().noneMatch(Fields.PROMPT::equalsIgnoreCase)) {
            throw noPrompt(columns);
        }
    }

    private UnusableInput noPrompt(List<String> columns) {
        var hint = Nearest.to(Fields.PROMPT, columns)
                .map(name -> "; rename column \"" + name + "\"").orElse("");
        return new UnusableInput(new Problem(file, 0, Fields.PROMPT, null,
                "there is no such column and the job has no prompt template" + hint
                        + " (columns: " + Template.shown(columns) + ")"));
    }
}
