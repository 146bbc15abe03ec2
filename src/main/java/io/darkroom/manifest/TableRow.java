package io.darkroom.manifest;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The values of one row below a table's header, by column and in its order: looks like a map and is as
/// small as a list, since a large manifest has a million of them. Immutable.
final class TableRow extends AbstractMap<String, String> {

    private static final int NONE = -1;

    private final Names names;
    private final List<String> texts;
    private final long chars;

    /// The names of a table's columns, in order. Safe for many threads at once.
    static final class Names {

        private final List<String> names;
        private final Set<String> set;
        private final long chars;
        private final SortedMap<String, Integer> places = new TreeMap<>(
                String.CASE_INSENSITIVE_ORDER);
        /// What was asked for so far: names in templates and of fields, so there are few.
        private final Map<String, Integer> asked = new ConcurrentHashMap<>();

        /// @param names each there once, whatever its case
        Names(List<String> names) {
            this.names = List.copyOf(names);
            this.chars = RowCheck.chars(names);
            this.set = Collections.unmodifiableSet(new LinkedHashSet<>(names));
            for (int place = 0; place < names.size(); place++) {
                places.put(names.get(place), place);
            }
        }

        private int place(String name) {
            var known = asked.get(name);
            return known != null
                    ? known
                    : asked.computeIfAbsent(name, _ -> places.getOrDefault(name, NONE));
        }

        private boolean isExactly(String name, int place) {
            return place >= 0 && names.get(place).equals(name);
        }
    }

    private TableRow(Names names, List<String> texts) {
        this.names = names;
        this.texts = texts;
        this.chars = names.chars + RowCheck.chars(texts.subList(0, names.names.size()));
    }

    /// @param texts those that lack at the end are blank, those beyond the names are left out
    static TableRow of(Names names, List<String> texts) {
        int size = names.names.size();
        if (texts.size() >= size) {
            return new TableRow(names, texts);
        }
        var padded = new ArrayList<>(texts);
        padded.addAll(Collections.nCopies(size - texts.size(), ""));
        return new TableRow(names, padded);
    }

    /// The characters of names and values.
    long chars() {
        return chars;
    }

    /// Values that nobody changes any more, in their order.
    static Map<String, String> kept(Map<String, String> values) {
        return values instanceof TableRow
                ? values
                : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// The same with a look-up that ignores the case of names.
    Map<String, String> inAnyCase() {
        return new Lookup() {

            @Override
            @Nullable
            String value(String name) {
                int place = names.place(name);
                return place < 0 ? null : texts.get(place);
            }

            @Override
            public Set<Entry<String, String>> entrySet() {
                return TableRow.this.entrySet();
            }

            @Override
            public Set<String> keySet() {
                return TableRow.this.keySet();
            }
        };
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        if (name instanceof String text) {
            int place = names.place(text);
            return names.isExactly(text, place) ? texts.get(place) : null;
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public Set<String> keySet() {
        return names.set;
    }

    @Override
    public Collection<String> values() {
        return texts.subList(0, names.names.size());
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int place = 0; place < names.names.size(); place++) {
            action.accept(names.names.get(place), texts.get(place));
        }
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {

            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new InOrder();
            }

            @Override
            public int size() {
                return names.names.size();
            }
        };
    }

    private final class InOrder implements Iterator<Map.Entry<String, String>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < names.names.size();
        }

        @Override
        public Map.Entry<String, String> next() {
            var entry = Map.entry(names.names.get(next), texts.get(next));
            next++;
            return entry;
        }
    }
}
