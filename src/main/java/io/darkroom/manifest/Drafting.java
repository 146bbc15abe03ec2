package io.darkroom.manifest;

import io.darkroom.item.Fields;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.item.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The making of one draft: each part is read as far as it can be, and what is wrong is noted.
final class Drafting {

    private static final int MAX_ID_CHARS = 200;

    private final String file;
    private final Row row;
    private final Cells cells;
    private final Plan plan;
    private final List<NamedTemplate> imageTemplates;
    private final ImageOptions defaults;
    private final Map<String, String> values;
    private final boolean checked;
    private final List<Problem> problems = new ArrayList<>();

    /// @param checked whether the templates name only columns that every entry has
    Drafting(String file, Row row, Cells cells, Plan plan, List<NamedTemplate> imageTemplates,
            ImageOptions defaults, boolean checked) {
        this.file = file;
        this.row = row;
        this.cells = cells;
        this.plan = plan;
        this.imageTemplates = imageTemplates;
        this.defaults = defaults;
        this.values = values();
        this.checked = checked;
    }

    Draft draft() {
        return switch (row) {
            case Row.Entry _ -> draft(id(), instruction(), options());
            case Row.Broken broken -> {
                var id = id();
                problems.clear();
                problems.add(broken.problem());
                yield draft(id, Optional.empty(), defaults);
            }
        };
    }

    private Draft draft(String id, Optional<Instruction> instruction, ImageOptions options) {
        return new Draft(row.row(), row.line(), id, plan.variant(), instruction, options,
                row.columns(), values, problems);
    }

    private String id() {
        var id = cells.id();
        if (id.isEmpty()) {
            return Long.toString(row.row());
        }
        if (id.length() > MAX_ID_CHARS || id.chars().anyMatch(Character::isISOControl)) {
            complain(Fields.ID, id, "at most " + MAX_ID_CHARS
                    + " characters, without line breaks and other control characters");
            return Long.toString(row.row());
        }
        return id;
    }

    private Optional<Instruction> instruction() {
        int before = problems.size();
        var prompt = prompt();
        var images = imageTemplates.isEmpty() ? columnImages() : templateImages();
        if (images.size() > Instruction.MAX_IMAGES) {
            complain(Fields.IMAGES, null, "at most " + Instruction.MAX_IMAGES
                    + " input images; this entry has " + images.size());
        }
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(Instruction.of(prompt, images));
    }

    private String prompt() {
        var prompt = plan.prompt().map(this::rendered)
                .orElseGet(() -> Optional.of(cells.get(Fields.PROMPT)));
        prompt.ifPresent(this::checkPrompt);
        return prompt.orElse("");
    }

    private void checkPrompt(String prompt) {
        if (prompt.isBlank()) {
            complain(Fields.PROMPT, null, "is blank; a prompt has 1 to "
                    + Instruction.MAX_PROMPT_CHARS + " characters");
        } else if (prompt.length() > Instruction.MAX_PROMPT_CHARS) {
            complain(Fields.PROMPT, null, "has " + prompt.length() + " characters; at most "
                    + Instruction.MAX_PROMPT_CHARS);
        }
    }

    /// The text of a template; empty, with problems noted, if it cannot be filled in.
    private Optional<String> rendered(NamedTemplate template) {
        if (!checked) {
            var wrong = template.problem(row.line(), plan.names(cells.names()));
            if (wrong.isPresent()) {
                problems.add(wrong.get());
                return Optional.empty();
            }
        }
        var rendered = template.template().render(values);
        rendered.blank().forEach(column -> complain(column, null,
                "is blank and has no default; fill it in, or write {{" + column
                        + " | default: \"…\"}} in the " + template.name()));
        return rendered.blank().isEmpty() ? Optional.of(rendered.text()) : Optional.empty();
    }

    private Map<String, String> values() {
        if (plan.values().isEmpty()) {
            return cells.byName();
        }
        var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(cells.byName());
        values.putAll(plan.values());
        return values;
    }

    private List<ImageRef> columnImages() {
        var images = new ArrayList<ImageRef>();
        cells.images().forEach(image -> image(image.field(), image.text()).ifPresent(images::add));
        return images;
    }

    private List<ImageRef> templateImages() {
        var images = new ArrayList<ImageRef>();
        for (var template : imageTemplates) {
            rendered(template).map(String::strip).filter(text -> !text.isEmpty())
                    .flatMap(text -> image(Fields.IMAGES, text)).ifPresent(images::add);
        }
        return images;
    }

    private Optional<ImageRef> image(String field, String text) {
        var complaint = ImageTexts.complaint(text);
        complaint.ifPresent(allowed -> complain(field, text, allowed + cells.imageHint(text)));
        return complaint.isPresent() ? Optional.empty() : Optional.of(new ImageRef(text));
    }

    private ImageOptions options() {
        return OptionFields.read(this::option, defaults, this::complain);
    }

    private String option(String field) {
        var ofVariant = plan.options().get(field);
        return ofVariant == null ? cells.get(field) : ofVariant;
    }

    private void complain(String field, @Nullable String value, String allowed) {
        problems.add(new Problem(file, row.line(), field, value, allowed));
    }
}
