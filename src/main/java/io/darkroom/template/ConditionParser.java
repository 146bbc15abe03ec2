package io.darkroom.template;

import io.darkroom.template.Condition.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a condition.
///
/// ```
/// any   = all ("or" all)*
/// all   = one ("and" one)*
/// one   = "not" one | "(" any ")" | name test
/// test  = "is" ["not"] "empty" | ("=" | "!=" | "<" | "<=" | ">" | ">=") text
///       | ["not"] ("contains" | "starts with" | "ends with") text
///       | ["not"] "in" "(" text ("," text)* ")"
/// name, text = words | quoted
/// ```
final class ConditionParser {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:\"([^\"]*)\"|'([^']*)'"
            + "|(!=|<>|<=|>=|==|[=<>(),])|([^\\s\"'=<>!(),]+))");
    private static final Set<String> SIGNS = Set.of("=", "==", "!=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> BRACKETS = Set.of("(", ")", ",");
    private static final Set<String> VERBS = Set.of("is", "contains", "starts", "ends", "in",
            "not", "and", "or");
    private static final Map<String, Comparison> WORDS = Map.of("contains", Comparison.CONTAINS,
            "starts", Comparison.STARTS, "ends", Comparison.ENDS);

    private final List<Token> tokens;
    private int at;

    /// @param quoted a text in quotes, which is never a sign or a verb
    private record Token(String text, boolean quoted) {

        boolean is(String word) {
            return !quoted && text.equalsIgnoreCase(word);
        }

        boolean isWord() {
            return quoted || !(SIGNS.contains(text) || BRACKETS.contains(text)
                    || VERBS.contains(text.toLowerCase(Locale.ROOT)));
        }
    }

    private ConditionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /// @throws TemplateError if the text is not a condition
    static Condition parse(String source) {
        var parser = new ConditionParser(tokens(source));
        var condition = parser.any();
        if (parser.at < parser.tokens.size()) {
            throw new TemplateError("what follows is not understood: " + parser.rest());
        }
        return condition;
    }

    /// A condition, or a name alone: that it is not blank.
    ///
    /// @throws TemplateError if the text is neither
    static Condition parseChoice(String source) {
        var tokens = tokens(source);
        boolean name = !tokens.isEmpty() && (tokens.size() == 1
                || tokens.stream().allMatch(token -> token.isWord() && !token.quoted()));
        return name
                ? new Condition.Not(
                        new Condition.Test(new ConditionParser(tokens).words("a column"),
                                Comparison.EMPTY, List.of()))
                : parse(source);
    }

    private static List<Token> tokens(String source) {
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(source.strip());
        while (matcher.lookingAt()) {
            boolean quoted = matcher.group(1) != null || matcher.group(2) != null;
            tokens.add(new Token(matcher.group().strip(), quoted));
            matcher.region(matcher.end(), matcher.regionEnd());
        }
        if (matcher.regionStart() < matcher.regionEnd()) {
            throw new TemplateError("a quote is not closed: "
                    + source.strip().substring(matcher.regionStart()));
        }
        return tokens.stream().map(token -> token.quoted()
                ? new Token(token.text().substring(1, token.text().length() - 1), true)
                : token).toList();
    }

    private Condition any() {
        var condition = all();
        while (take("or")) {
            condition = new Condition.Or(condition, all());
        }
        return condition;
    }

    private Condition all() {
        var condition = one();
        while (take("and")) {
            condition = new Condition.And(condition, one());
        }
        return condition;
    }

    private Condition one() {
        if (take("not")) {
            return new Condition.Not(one());
        }
        if (take("(")) {
            var inner = any();
            need(")");
            return inner;
        }
        return test(words("a column"));
    }

    private Condition test(String name) {
        if (take("is")) {
            boolean not = take("not");
            need("empty");
            return not(not, new Condition.Test(name, Comparison.EMPTY, List.of()));
        }
        boolean not = take("not");
        if (take("in")) {
            return not(not, new Condition.Test(name, Comparison.EQUAL, texts()));
        }
        for (var word : WORDS.entrySet()) {
            if (take(word.getKey())) {
                if (word.getValue() != Comparison.CONTAINS) {
                    need("with");
                }
                return not(not, new Condition.Test(name, word.getValue(),
                        List.of(words("a text"))));
            }
        }
        return not(not, sign(name));
    }

    private Condition sign(String name) {
        if (at == tokens.size() || tokens.get(at).quoted()
                || !SIGNS.contains(tokens.get(at).text())) {
            throw new TemplateError("after \"" + name + "\" stands =, !=, <, <=, >, >=, is empty,"
                    + " is not empty, contains, starts with, ends with or in (…); found "
                    + rest());
        }
        var sign = tokens.get(at++).text();
        var text = List.of(words("a text"));
        return switch (sign) {
            case "<" -> new Condition.Test(name, Comparison.LESS, text);
            case ">" -> new Condition.Test(name, Comparison.GREATER, text);
            case "<=" -> atMost(name, Comparison.LESS, text);
            case ">=" -> atMost(name, Comparison.GREATER, text);
            case "!=", "<>" -> new Condition.Not(
                    new Condition.Test(name, Comparison.EQUAL, text));
            default -> new Condition.Test(name, Comparison.EQUAL, text);
        };
    }

    private static Condition atMost(String name, Comparison comparison, List<String> text) {
        return new Condition.Or(new Condition.Test(name, comparison, text),
                new Condition.Test(name, Comparison.EQUAL, text));
    }

    private static Condition not(boolean not, Condition condition) {
        return not ? new Condition.Not(condition) : condition;
    }

    private List<String> texts() {
        need("(");
        var texts = new ArrayList<String>();
        do {
            texts.add(words("a text"));
        } while (take(","));
        need(")");
        return texts;
    }

    /// Words up to the next verb or sign, or one text in quotes.
    private String words(String wanted) {
        if (at < tokens.size() && tokens.get(at).quoted()) {
            return tokens.get(at++).text();
        }
        int from = at;
        while (at < tokens.size() && !tokens.get(at).quoted() && tokens.get(at).isWord()) {
            at++;
        }
        if (from == at) {
            throw new TemplateError(wanted + " is missing before " + rest()
                    + "; one that holds a sign or a word such as and, in, is stands in quotes");
        }
        return String.join(" ", tokens.subList(from, at).stream().map(Token::text).toList());
    }

    private boolean take(String word) {
        if (at < tokens.size() && tokens.get(at).is(word)) {
            at++;
            return true;
        }
        return false;
    }

    private void need(String word) {
        if (!take(word)) {
            throw new TemplateError("\"" + word + "\" is missing before " + rest());
        }
    }

    private String rest() {
        return at == tokens.size()
                ? "the end"
                : String.join(" ", tokens.subList(at, tokens.size()).stream().map(Token::text)
                        .limit(8).toList());
    }
}
