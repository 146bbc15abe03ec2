package io.darkroom.template;

import io.darkroom.item.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Reads the text of a template from left to right.
///
/// ```
/// template = (text | "{{" name ("|" filter)* "}}" | choice)*
/// choice   = "{%" "if" condition "%}" template ["{%" "else" "%}" template] "{%" "endif" "%}"
/// name     = quoted | characters other than "|" and "}}"
/// filter   = word [":" argument ("," argument)*]
/// argument = quoted | digits
/// quoted   = '"' characters '"' | "'" characters "'"
/// ```
final class TemplateParser {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String TAG = "{%";
    private static final String TAG_END = "%}";
    private static final int MOST_CHOICES = 20;

    private final String source;
    private int at;
    private int choices;

    private TemplateParser(String source) {
        this.source = source;
    }

    static List<Template.Part> parse(String source) {
        return new TemplateParser(source).all();
    }

    private List<Template.Part> all() {
        var parts = parts();
        if (at < source.length()) {
            throw new TemplateError(shown(at) + " without {% if … %} before it");
        }
        return parts;
    }

    /// The parts up to the end, or to an `else` or `endif`.
    private List<Template.Part> parts() {
        var parts = new ArrayList<Template.Part>();
        while (at < source.length() && !seesTag("else") && !seesTag("endif")) {
            if (sees(TAG)) {
                parts.add(choice());
            } else if (sees(OPEN)) {
                parts.add(slot());
            } else {
                parts.add(text());
            }
        }
        return parts;
    }

    private Template.Part text() {
        int open = source.indexOf(OPEN, at);
        int tag = source.indexOf(TAG, at);
        int end = IntStream.of(open, tag).filter(place -> place >= 0).min()
                .orElse(source.length());
        var text = source.substring(at, end);
        at = end;
        return new Template.Part.Text(text);
    }

    private Template.Part choice() {
        int start = at;
        if (!seesTag("if")) {
            throw new TemplateError("there is no " + shown(at)
                    + "; only {% if column %}, {% else %} and {% endif %}");
        }
        if (++choices > MOST_CHOICES) {
            throw new TemplateError("more than " + MOST_CHOICES + " {% if … %}");
        }
        var condition = ConditionParser.parseChoice(tag(start).substring("if".length()));
        var then = parts();
        List<Template.Part> otherwise = List.of();
        if (at < source.length() && seesTag("else")) {
            tag(start);
            otherwise = parts();
        }
        if (at == source.length() || !seesTag("endif")) {
            throw new TemplateError("{% endif %} is missing after " + shown(start));
        }
        tag(start);
        return new Template.Part.Choice(condition, then, otherwise);
    }

    private boolean seesTag(String word) {
        return sees(TAG) && source.substring(at + TAG.length()).strip().startsWith(word);
    }

    /// What a tag says; afterwards the place is behind it.
    private String tag(int start) {
        int end = source.indexOf(TAG_END, at);
        if (end < 0) {
            throw new TemplateError("%} is missing after " + shown(start));
        }
        var said = source.substring(at + TAG.length(), end).strip();
        at = end + TAG_END.length();
        return said;
    }

    private Template.Part slot() {
        int start = at;
        at += OPEN.length();
        if (sees("{")) {
            throw new TemplateError("three braces; write {{title}} with two");
        }
        var column = column(start);
        var filters = new ArrayList<Filter>();
        while (take("|")) {
            filters.add(filter());
        }
        if (!take(CLOSE)) {
            throw unclosed(start);
        }
        return new Template.Part.Slot(column, List.copyOf(filters));
    }

    private String column(int start) {
        skipSpace();
        if (seesQuote()) {
            return quoted().strip();
        }
        int from = at;
        while (at < source.length() && !sees("|") && !sees(CLOSE)) {
            at++;
        }
        var column = source.substring(from, at).strip();
        if (at == source.length() || column.contains(OPEN)) {
            throw unclosed(start);
        }
        if (column.isEmpty()) {
            throw new TemplateError("no column is named in " + source.substring(start, at) + CLOSE);
        }
        return column;
    }

    private Filter filter() {
        var name = word();
        var kind = Filter.Kind.named(name).orElseThrow(() -> unknownFilter(name));
        var arguments = new ArrayList<String>();
        if (take(":")) {
            do {
                arguments.add(argument(kind));
            } while (take(","));
        }
        if (!kind.takes(arguments)) {
            throw new TemplateError("the filter " + name + " is written " + kind.usage());
        }
        return new Filter(kind, List.copyOf(arguments));
    }

    private String word() {
        skipSpace();
        int from = at;
        while (at < source.length()
                && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_')) {
            at++;
        }
        return source.substring(from, at);
    }

    private String argument(Filter.Kind kind) {
        skipSpace();
        if (seesQuote()) {
            return quoted();
        }
        var number = word();
        if (!number.matches("\\d+")) {
            throw new TemplateError("a text within a filter stands in quotes: " + kind.usage());
        }
        return number;
    }

    private String quoted() {
        char quote = source.charAt(at);
        int end = source.indexOf(quote, at + 1);
        if (end < 0) {
            throw new TemplateError("a quote is not closed: " + shown(at));
        }
        var text = source.substring(at + 1, end);
        at = end + 1;
        return text;
    }

    private boolean take(String token) {
        skipSpace();
        if (!sees(token)) {
            return false;
        }
        at += token.length();
        return true;
    }

    private boolean sees(String token) {
        return source.startsWith(token, at);
    }

    private boolean seesQuote() {
        return sees("\"") || sees("'");
    }

    private void skipSpace() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
    }

    private TemplateError unclosed(int start) {
        return new TemplateError("a place for a column ends in }}, after its name and filters: "
                + shown(start));
    }

    private static TemplateError unknownFilter(String name) {
        var names = Filter.Kind.names();
        return new TemplateError("there is no filter \"" + name + "\""
                + Nearest.to(name, names).map(n -> "; did you mean " + n + "?").orElse("")
                + " (filters: " + String.join(", ", names) + ")");
    }

    private String shown(int from) {
        int to = Math.min(source.length(), from + 40);
        return source.substring(from, to) + (to < source.length() ? "…" : "");
    }
}
