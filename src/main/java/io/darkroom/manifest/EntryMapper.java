package io.darkroom.manifest;

import io.darkroom.item.Fields;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Nearest;
import io.darkroom.item.Problem;
import io.darkroom.item.Recipe;
import io.darkroom.item.UnusableInput;
import io.darkroom.template.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns the rows of one manifest into drafts of items by a job's recipe. Immutable.
public final class EntryMapper {

    private static final String EXAMPLE = "a prompt such as \"Studio photo of {{title}}\"";

    private final String file;
    private final ImageOptions defaults;
    private final List<NamedTemplate> images;
    private final List<Plan> plans;
    private final Mapping mapping;
    private final boolean checked;

    /// Checks the recipe's templates and options, once for all rows.
    ///
    /// @param fileName the manifest as the user named it
    /// @param mapping which column is what; where it has no header, columns are checked entry by entry
    /// @throws UnusableInput if a template cannot be read or names a column that the header has
    /// not, a variant's option is not allowed, or the header has nothing to take prompts from
    public EntryMapper(String fileName, Recipe recipe, Mapping mapping) {
        file = fileName;
        this.mapping = mapping;
        defaults = recipe.defaults();
        images = recipe.images().stream().map(text -> template("images template", text)).toList();
        plans = plans(recipe);
        checked = !mapping.columns().isEmpty();
        if (checked) {
            check();
        }
    }

    /// One draft for each variant, or one if the job has none. What is wrong with the row stands
    /// in the drafts' problems; nothing is thrown.
    public List<Draft> map(Row row) {
        var cells = new Cells(row, mapping);
        var drafts = new ArrayList<Draft>(plans.size());
        for (var plan : plans) {
            drafts.add(new Drafting(file, row, cells, plan, images, defaults, checked).draft());
        }
        return drafts;
    }

    private List<Plan> plans(Recipe recipe) {
        var prompt = optional("prompt template", recipe.prompt());
        if (recipe.variants().isEmpty()) {
            return List.of(new Plan("", prompt, Map.of(), Map.of()));
        }
        return recipe.variants().stream().map(variant -> plan(variant, prompt)).toList();
    }

    private Plan plan(Recipe.Variant variant, Optional<NamedTemplate> prompt) {
        var where = "variant " + variant.name() + ": ";
        OptionFields.read(field -> variant.options().getOrDefault(field, ""), defaults,
                (field, value, allowed) -> {
                    throw new UnusableInput(new Problem(file, 0, where + field, value, allowed));
                });
        var own = optional(where + "prompt template", variant.prompt());
        return new Plan(variant.name(), own.or(() -> prompt), variant.options(),
                variant.values());
    }

    private Optional<NamedTemplate> optional(String name, @Nullable String source) {
        return Optional.ofNullable(source).map(text -> template(name, text));
    }

    private NamedTemplate template(String name, String source) {
        return NamedTemplate.parse(file, name, source);
    }

    private void check() {
        plans.forEach(plan -> {
            var names = plan.names(mapping.names());
            Stream.concat(plan.prompt().stream(), images.stream())
                    .flatMap(template -> template.problem(names).stream()).findFirst()
                    .ifPresent(problem -> {
                        throw new UnusableInput(suggesting(problem));
                    });
            if (plan.prompt().isEmpty() && names.stream()
                    .noneMatch(Fields.PROMPT::equalsIgnoreCase)) {
                throw noPrompt(mapping.columns());
            }
        });
    }

    private UnusableInput noPrompt(List<String> columns) {
        var hint = Nearest.to(Fields.PROMPT, columns)
                .map(name -> "; rename column \"" + name + "\"")
                .or(() -> mapping.export().map(export -> "; this is an export of " + export + " ("
                        + mapping.described() + "): give the job " + EXAMPLE))
                .or(() -> mapping.suggestion(mapping.likely().keySet())
                        .map(said -> "; give the job " + EXAMPLE + " and perhaps " + said))
                .orElse("");
        return new UnusableInput(new Problem(file, 0, Fields.PROMPT, null,
                "there is no such column and the job has no prompt template" + hint
                        + " (columns: " + Columns.shown(columns) + ")"));
    }

    /// A template that names what the header calls otherwise, and what it seems to call so.
    private Problem suggesting(Problem problem) {
        return mapping.suggestion(mapping.likely().keySet())
                .map(said -> new Problem(problem.file(), problem.line(), problem.field(),
                        problem.value(), problem.allowed() + "; perhaps put " + said
                                + " into the job file"))
                .orElse(problem);
    }
}
