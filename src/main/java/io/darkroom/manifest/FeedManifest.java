package io.darkroom.manifest;

import java.io.BufferedReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads a product feed in XML: the `item`s of RSS 2.0 or the `entry`s of Atom, as Google Merchant Center
/// and Meta define them, or a shop's own `product`s or `offer`s, as in Yandex's YML. An element is a column,
/// one that stands several times its texts with bars between them.
final class FeedManifest implements ManifestReader {

    /// How many entries are looked at for their columns.
    private static final int JUDGED = 50;

    /// With more columns than this, what only some entries have is theirs alone.
    private static final int MOST_SEEN = RowCheck.MAX_COLUMNS / 2;

    /// Elements that Google's feeds may have in few entries, so that a job can name them all the same.
    private static final List<String> COMMON = List.of("id", "title", "description", "link",
            "image_link", "additional_image_link", "availability", "price", "sale_price", "brand",
            "gtin", "mpn", "condition", "item_group_id", "color", "size", "material", "pattern",
            "gender",
            "age_group");

    /// The encoding in a declaration such as `<?xml version="1.0" encoding="ISO-8859-2"?>`.
    private static final Pattern DECLARED = Pattern
            .compile("^\\s*<\\?xml[^>]{0,80}?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    private final FeedEntries entries;
    private final RowCheck check;
    private final Deque<FeedEntries.Entry> ahead = new ArrayDeque<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final List<String> columns;
    private long row;

    /// Finds the first entries.
    ///
    /// @param head the start of the text
    /// @throws io.darkroom.item.UnusableInput if it is no XML, or has no entries
    FeedManifest(String file, BufferedReader text, String head) {
        this.entries = new FeedEntries(file, text, head);
        this.check = new RowCheck(file);
        for (int i = 0; i < JUDGED; i++) {
            entries.next().ifPresent(entry -> {
                ahead.add(entry);
                if (seen.size() < MOST_SEEN) {
                    seen.addAll(entry.values().keySet());
                }
            });
        }
        if (ahead.isEmpty()) {
            throw Complaints.unusable(file, 0, "there is no item, entry, product or offer in this"
                    + " XML; save it as CSV");
        }
        this.columns = seen.contains("image_link")
                ? Stream.concat(seen.stream(), COMMON.stream()).distinct().toList()
                : List.copyOf(seen);
    }

    /// What an XML declaration says of the encoding.
    static Optional<String> encoding(String head) {
        var declared = DECLARED.matcher(head);
        return declared.find() ? Optional.of(declared.group(1)) : Optional.empty();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<Map<String, String>> preview() {
        return ahead.stream().map(FeedEntries.Entry::values).toList();
    }

    @Override
    public Optional<Row> read() {
        return Optional.ofNullable(ahead.poll()).or(entries::next).map(this::row);
    }

    private Row row(FeedEntries.Entry entry) {
        row++;
        var values = new LinkedHashMap<String, String>();
        seen.forEach(column -> values.put(column, ""));
        values.putAll(entry.values());
        return entry.isWhole()
                ? check.entry(row, entry.line(), values)
                : check.broken(row, entry.line(), values, "the entry has more than "
                        + RowCheck.MAX_CHARS + " characters");
    }

    @Override
    public void close() {
        entries.close();
    }
}
