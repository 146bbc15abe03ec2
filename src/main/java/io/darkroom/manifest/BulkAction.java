package io.darkroom.manifest;

import java.util.Optional;
import java.util.regex.Pattern;

/// A line between the documents of a file for a search engine's bulk interface (Elasticsearch, Bulk API):
/// `{"index": {"_index": "products", "_id": "7"}}`.
///
/// @param id of the document on the next line; empty if the line gives none, or no document follows
record BulkAction(Optional<String> id) {

    /// Its own keys begin with `_`, but for a few; an entry that has an object called `index` has others.
    private static final Pattern ACTION = Pattern
            .compile("\\s*+\\{\\s*+\"(index|create|update|delete)\"\\s*+:"
                    + "\\s*+\\{(?:\\s*+\"(?:_\\w++|routing|pipeline|version|version_type|retry_on_conflict"
                    + "|require_alias|if_seq_no|if_primary_term)\"\\s*+:\\s*+(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[\\w.-]++)"
                    + "\\s*+,?+)*+\\s*+}\\s*+}\\s*+");
    private static final Pattern ID = Pattern.compile("\"_id\"\\s*+:\\s*+\"?+([^\"\\\\,}]++)");

    /// The action that a line is; empty if it is a document, or anything else.
    static Optional<BulkAction> of(String line) {
        var action = ACTION.matcher(line);
        if (!action.matches()) {
            return Optional.empty();
        }
        var id = ID.matcher(line);
        return Optional.of(new BulkAction(!action.group(1).equals("delete") && id.find()
                ? Optional.of(id.group(1).strip())
                : Optional.empty()));
    }
}
