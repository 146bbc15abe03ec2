package io.darkroom.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A text with places for columns, such as `Photo of {{title | default: "a mug"}}`.
///
/// What a cell holds is put in as it is, and never read as a template again.
public final class Template {

    /// Placeholders as other programs write them; the name stands in the one group that matched.
    private static final Pattern FOREIGN = Pattern.compile("\\$\\{([^{}]{1,100})}"
            + "|\\{([^{}]{1,100})}|%([^%\\s][^%]{0,99})%|\\*\\|([^|]{1,100})\\|\\*"
            + "|\\[([^\\[\\]]{1,100})]|<{1,2}([^<>]{1,100})>{1,2}|«([^«»]{1,100})»"
            + "|\\$(\\p{L}[\\p{L}\\p{N}_]{0,99})");

    private final List<Part> parts;
    private final Set<String> foreign;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.foreign = foreign(parts);
    }

    /// A piece of a template.
    sealed interface Part {

        /// What stands there for every entry.
        record Text(String text) implements Part {}

        /// A place for a column's value.
        record Slot(String column, List<Filter> filters) implements Part {

            boolean hasDefault() {
                return filters.stream().anyMatch(f -> f.kind() == Filter.Kind.DEFAULT);
            }
        }

        /// Parts that stand there if a condition holds, and others if not.
        record Choice(Condition condition, List<Part> then, List<Part> otherwise)
                implements
                    Part {}
    }

    /// A filled-in template.
    ///
    /// @param blank columns that are blank and have no default; empty where the text can be used
    public record Rendered(String text, List<String> blank) {}

    /// @throws TemplateError if the text is not a template
    public static Template parse(String text) {
        return new Template(TemplateParser.parse(text));
    }

    /// What is wrong where every entry has exactly these columns; empty if nothing is.
    public Optional<String> complaint(Collection<String> header) {
        return complaint(header, true);
    }

    /// What is wrong for one entry that names its own columns: one that it has not is as good as
    /// blank, so a default will do.
    public Optional<String> complaintAbout(Collection<String> columns) {
        return complaint(columns, false);
    }

    private Optional<String> complaint(Collection<String> columns, boolean all) {
        var known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(columns);
        return unknown(columns, known, all)
                .or(() -> foreign.stream().filter(known::contains).findFirst()
                        .map(name -> "a place for a column is written with two braces; did you mean {{"
                                + name + "}}?"));
    }

    private Optional<String> unknown(Collection<String> columns, Set<String> known,
            boolean all) {
        return names(parts, all).filter(name -> !Values.has(name, known)).findFirst()
                .map(name -> "there is no column " + Columns.quoted(name)
                        + Columns.instead(name, columns, near -> "{{" + near + "}}"));
    }

    /// The columns that it looks at, those of its conditions included.
    public Set<String> names() {
        return names(parts, true).collect(Collectors.toSet());
    }

    /// The columns whose values stand in every text as they are: without a filter, and outside of
    /// conditions.
    public Set<String> certain() {
        return parts.stream().flatMap(part -> part instanceof Part.Slot slot
                && slot.filters().isEmpty() ? Stream.of(slot.column()) : Stream.of())
                .collect(Collectors.toSet());
    }

    /// Its own text, with the same in each place for a column or a condition.
    public String outline(String place) {
        return parts.stream().map(part -> part instanceof Part.Text literal
                ? literal.text()
                : place).collect(Collectors.joining());
    }

    /// The pieces of its own text that stand only where a condition says so.
    public List<String> conditional() {
        return conditional(parts, false).toList();
    }

    private static Stream<String> conditional(List<Part> parts, boolean within) {
        return parts.stream().flatMap(part -> switch (part) {
            case Part.Text literal -> within ? Stream.of(literal.text()) : Stream.of();
            case Part.Slot _ -> Stream.of();
            case Part.Choice choice -> Stream.concat(conditional(choice.then(), true),
                    conditional(choice.otherwise(), true));
        });
    }

    /// The columns that parts name.
    ///
    /// @param all otherwise only those without which there is no text, whatever the entry
    private static Stream<String> names(List<Part> parts, boolean all) {
        return parts.stream().flatMap(part -> switch (part) {
            case Part.Text _ -> Stream.of();
            case Part.Slot slot ->
                all || !slot.hasDefault() ? Stream.of(slot.column()) : Stream.of();
            case Part.Choice choice -> all
                    ? Stream.of(choice.condition().names(), names(choice.then(), true),
                            names(choice.otherwise(), true)).flatMap(Function.identity())
                    : Stream.of();
        });
    }

    /// Fills in the values of an entry.
    ///
    /// @param columns by name, whatever its case; a column that is not there is blank
    public Rendered render(Map<String, String> columns) {
        return render(columns, value -> value);
    }

    /// Fills in the values of an entry in another form.
    ///
    /// @param form is given what the filters made of each value
    public Rendered render(Map<String, String> columns, UnaryOperator<String> form) {
        var text = new StringBuilder();
        var blank = new ArrayList<String>();
        render(parts, columns, form, text, blank);
        return new Rendered(text.toString(), List.copyOf(blank));
    }

    private static void render(List<Part> parts, Map<String, String> columns,
            UnaryOperator<String> form, StringBuilder text, List<String> blank) {
        for (var part : parts) {
            switch (part) {
                case Part.Text literal -> text.append(literal.text());
                case Part.Slot slot -> text.append(form.apply(value(slot, columns, blank)));
                case Part.Choice choice -> render(choice.condition().holds(columns)
                        ? choice.then()
                        : choice.otherwise(), columns, form, text, blank);
            }
        }
    }

    private static String value(Part.Slot slot, Map<String, String> columns, List<String> blank) {
        var value = filtered(slot, Values.of(slot.column(), columns));
        if (value.isBlank() && !slot.hasDefault()) {
            blank.add(slot.column());
        }
        return value;
    }

    private static String filtered(Part.Slot slot, String value) {
        if (slot.filters().isEmpty()) {
            return value;
        }
        var values = List.of(value);
        for (var filter : slot.filters()) {
            values = filter.apply(values);
        }
        return String.join(" ", values);
    }

    private static Set<String> foreign(List<Part> parts) {
        var names = new LinkedHashSet<String>();
        for (var part : parts) {
            if (part instanceof Part.Choice choice) {
                names.addAll(foreign(choice.then()));
                names.addAll(foreign(choice.otherwise()));
            }
            if (part instanceof Part.Text literal) {
                FOREIGN.matcher(literal.text()).results().forEach(found -> {
                    for (int group = 1; group <= found.groupCount(); group++) {
                        Optional.ofNullable(found.group(group)).map(String::strip)
                                .ifPresent(names::add);
                    }
                });
            }
        }
        return names;
    }
}
