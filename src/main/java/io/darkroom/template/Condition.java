package io.darkroom.template;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What an entry has to meet to be taken, such as `status = active and image is not empty`.
public sealed interface Condition {

    /// Reads a condition.
    ///
    /// @throws TemplateError if the text is none
    static Condition parse(String text) {
        return ConditionParser.parse(text);
    }

    /// Whether an entry meets it.
    ///
    /// @param values by column and field, whatever the case; what is not there is blank
    boolean holds(Map<String, String> values);

    /// The columns and fields that it looks at.
    Stream<String> names();

    /// What is wrong where every entry has exactly these names; empty if nothing is.
    default Optional<String> complaint(Collection<String> columns) {
        var known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(columns);
        return names().filter(name -> !Values.has(name, known)).findFirst()
                .map(name -> "there is no column " + Columns.quoted(name)
                        + Columns.instead(name, columns, Columns::quoted));
    }

    /// Both of two.
    record And(Condition left, Condition right) implements Condition {

        @Override
        public boolean holds(Map<String, String> values) {
            return left.holds(values) && right.holds(values);
        }

        @Override
        public Stream<String> names() {
            return Stream.concat(left.names(), right.names());
        }
    }

    /// At least one of two.
    record Or(Condition left, Condition right) implements Condition {

        @Override
        public boolean holds(Map<String, String> values) {
            return left.holds(values) || right.holds(values);
        }

        @Override
        public Stream<String> names() {
            return Stream.concat(left.names(), right.names());
        }
    }

    /// Not the one.
    record Not(Condition condition) implements Condition {

        @Override
        public boolean holds(Map<String, String> values) {
            return !condition.holds(values);
        }

        @Override
        public Stream<String> names() {
            return condition.names();
        }
    }

    /// A comparison of one value with texts; case and the space around do not matter, and two numbers
    /// are compared as numbers.
    record Test(String name, Comparison comparison, List<String> texts) implements Condition {

        /// Copies the list.
        public Test {
            texts = List.copyOf(texts);
        }

        @Override
        public boolean holds(Map<String, String> values) {
            var value = Values.of(name, values).strip();
            return comparison == Comparison.EMPTY
                    ? value.isEmpty()
                    : texts.stream().anyMatch(text -> comparison.holds(value, text));
        }

        @Override
        public Stream<String> names() {
            return Stream.of(name);
        }
    }

    /// How a value is compared with a text.
    enum Comparison {

        /// The value is blank; no text.
        EMPTY,
        /// The same text or number.
        EQUAL,
        /// Comes before.
        LESS,
        /// Comes after.
        GREATER,
        /// Has the text within.
        CONTAINS,
        /// Begins with the text.
        STARTS,
        /// Ends with the text.
        ENDS;

        private boolean holds(String value, String text) {
            var a = value.toLowerCase(Locale.ROOT);
            var b = text.toLowerCase(Locale.ROOT);
            return switch (this) {
                case EMPTY -> a.isEmpty();
                case EQUAL -> compare(a, b) == 0;
                case LESS -> !a.isEmpty() && compare(a, b) < 0;
                case GREATER -> !a.isEmpty() && compare(a, b) > 0;
                case CONTAINS -> a.contains(b);
                case STARTS -> a.startsWith(b);
                case ENDS -> a.endsWith(b);
            };
        }

        private static int compare(String a, String b) {
            return isNumber(a) && isNumber(b)
                    ? new BigDecimal(a).compareTo(new BigDecimal(b))
                    : a.compareTo(b);
        }

        private static boolean isNumber(String text) {
            return text.length() <= 30 && text.matches("[+-]?\\d+(\\.\\d+)?");
        }
    }
}
