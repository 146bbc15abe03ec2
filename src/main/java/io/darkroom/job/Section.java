package io.darkroom.job;

import io.darkroom.item.Nearest;
import io.darkroom.item.UnusableInput;
import io.darkroom.item.Usd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Some keys of a job file, read by type; what does not fit is refused with its place.
final class Section {

    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern MONEY = Pattern.compile("\\d{1,7}(\\.\\d{1,6})?");

    private final String path;
    private final Value.Keys keys;

    /// @param path what stands before a key in complaints; empty for the whole file
    /// @param allowed all keys that there are
    Section(String path, Value.Keys keys, List<String> allowed) {
        this.path = path;
        this.keys = keys;
        keys.values().forEach((key, value) -> {
            if (!allowed.contains(key)) {
                throw value.place().refuse(name(key), null, "unknown key" + Nearest
                        .to(key, allowed).map(n -> "; did you mean " + n + "?").orElse("")
                        + " (allowed: " + String.join(", ", allowed) + ")");
            }
        });
    }

    /// A single value; empty if there is none.
    Optional<String> text(String key) {
        return scalar(key).map(Value.Scalar::text);
    }

    /// A single value of a form.
    Optional<String> text(String key, Pattern form, String allowed) {
        return scalar(key).map(scalar -> {
            if (!form.matcher(scalar.text()).matches()) {
                throw refuse(key, scalar, allowed);
            }
            return scalar.text();
        });
    }

    /// A single value, or several in a list.
    List<String> texts(String key) {
        return switch (value(key)) {
            case Value.Nothing _ -> List.of();
            case Value.Scalar one -> List.of(one.text());
            case Value.Many many -> many.values().stream().map(value -> text(key, value)).toList();
            case Value.Keys keys -> throw keys.place().refuse(name(key), null,
                    "a list of texts, not keys");
        };
    }

    /// A whole number from 1.
    int whole(String key, int most, int fallback) {
        return scalar(key).map(scalar -> {
            boolean fits = WHOLE.matcher(scalar.text()).matches();
            int number = fits ? Integer.parseInt(scalar.text()) : 0;
            if (number < 1 || number > most) {
                throw refuse(key, scalar, "a whole number from 1 to " + most);
            }
            return number;
        }).orElse(fallback);
    }

    /// An amount of dollars.
    Optional<Usd> dollars(String key) {
        return text(key, MONEY, "US dollars from 0 to 9999999, such as 25.00").map(Usd::of);
    }

    /// One of some words.
    <T> T choice(String key, Function<String, Optional<T>> parse, List<String> allowed,
            T fallback) {
        return choice(key, parse, allowed).orElse(fallback);
    }

    /// One of some words, or nothing.
    <T> Optional<T> choice(String key, Function<String, Optional<T>> parse,
            List<String> allowed) {
        return scalar(key)
                .map(scalar -> parse.apply(scalar.text()).orElseThrow(() -> refuse(key, scalar,
                        "one of " + String.join(", ", allowed) + Nearest.to(scalar.text(), allowed)
                                .map(n -> "; did you mean " + n + "?").orElse(""))));
    }

    /// One of the constants of an enum, as lower-case words.
    <E extends Enum<E>> E choice(String key, E[] constants, E fallback) {
        return choice(key, constants).orElse(fallback);
    }

    /// One of the constants of an enum, as lower-case words, or nothing.
    <E extends Enum<E>> Optional<E> choice(String key, E[] constants) {
        var words = Arrays.stream(constants).map(e -> e.name().toLowerCase(Locale.ROOT)).toList();
        return choice(key, text -> Arrays.stream(constants)
                .filter(e -> e.name().equalsIgnoreCase(text)).findFirst(), words);
    }

    /// Lists of texts by keys of the user's own.
    Map<String, List<String>> lists(String key) {
        return switch (value(key)) {
            case Value.Nothing _ -> Map.of();
            case Value.Keys below -> {
                var section = new Section(name(key), below,
                        List.copyOf(below.values().keySet()));
                var lists = new LinkedHashMap<String, List<String>>();
                below.values().keySet().forEach(name -> lists.put(name, section.texts(name)));
                yield lists;
            }
            case Value.Scalar _,Value.Many _ -> throw refuse(key, "keys such as title: Name");
        };
    }

    /// The keys below a key; none if it is not there.
    Section section(String key, List<String> allowed) {
        return switch (value(key)) {
            case Value.Keys below -> new Section(name(key), below, allowed);
            case Value.Nothing nothing -> new Section(name(key), Value.noKeys(nothing.place()),
                    allowed);
            case Value.Scalar scalar -> throw refuse(key, scalar, keysOf(allowed));
            case Value.Many many -> throw many.place().refuse(name(key), null, keysOf(allowed));
        };
    }

    /// The members of a list, each with keys of its own.
    List<Section> sections(String key, List<String> allowed) {
        return switch (value(key)) {
            case Value.Nothing _ -> List.of();
            case Value.Many many -> sections(key, many, allowed);
            case Value.Scalar scalar -> throw refuse(key, scalar, "a list of " + keysOf(allowed));
            case Value.Keys below -> throw below.place().refuse(name(key), null,
                    "a list of " + keysOf(allowed));
        };
    }

    private List<Section> sections(String key, Value.Many many, List<String> allowed) {
        var sections = new ArrayList<Section>();
        for (var value : many.values()) {
            var path = name(key) + "[" + (sections.size() + 1) + "]";
            if (!(value instanceof Value.Keys below)) {
                throw value.place().refuse(path, null, keysOf(allowed));
            }
            sections.add(new Section(path, below, allowed));
        }
        return sections;
    }

    /// Refuses the value of a key, or the section where the key is missing.
    UnusableInput refuse(String key, String allowed) {
        return switch (value(key)) {
            case Value.Scalar scalar -> refuse(key, scalar, allowed);
            case Value.Nothing nothing -> nothing.place().refuse(name(key), null, allowed);
            case Value.Many many -> many.place().refuse(name(key), null, allowed);
            case Value.Keys below -> below.place().refuse(name(key), null, allowed);
        };
    }

    private UnusableInput refuse(String key, Value.Scalar scalar, String allowed) {
        return scalar.place().refuse(name(key), scalar.text(), allowed);
    }

    private Optional<Value.Scalar> scalar(String key) {
        return switch (value(key)) {
            case Value.Scalar scalar -> Optional.of(scalar);
            case Value.Nothing _ -> Optional.empty();
            case Value.Many many ->
                throw many.place().refuse(name(key), null, "one value, not a list");
            case Value.Keys below ->
                throw below.place().refuse(name(key), null, "one value, not keys");
        };
    }

    private String text(String key, Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar.text();
        }
        throw value.place().refuse(name(key), null, "a list of texts");
    }

    private Value value(String key) {
        var value = keys.values().get(key);
        return value == null ? new Value.Nothing(keys.place()) : value;
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String keysOf(List<String> allowed) {
        return "keys of " + String.join(", ", allowed);
    }
}
