package io.darkroom.report;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Something that is not as the ledger says.
///
/// @param item the entry's id, with `/` and the variant where there is one; empty if no item is meant
/// @param key of the object in the bucket; empty if none is meant
/// @param expected what the ledger says
/// @param found what there is instead
/// @param advice what to do, as a clause or a command; empty if nothing can be done
public record Difference(Kind kind, Optional<String> item, Optional<String> key, String expected,
        String found, Optional<String> advice) {

    /// What differs.
    public enum Kind {

        /// A row, an input row or an item is missing.
        ROW,
        /// A request is open though nobody works on the run, or belongs to no item.
        REQUEST,
        /// An item of a finished run has something left to do.
        STATE,
        /// A number of the summary is not the number of items.
        COUNT,
        /// An item's cost is not the sum of its requests' costs.
        COST,
        /// More than one request for one wish was billed.
        BILLED_TWICE,
        /// The run's expenses are not the sum of its requests' costs.
        SPENT,
        /// The run's reservation is not what open and unknown requests hold.
        RESERVED,
        /// Expenses and reservation exceed the budget.
        BUDGET,
        /// An output lies under another key than was planned.
        KEY,
        /// An object is not in the bucket.
        MISSING,
        /// An object is longer or shorter.
        LENGTH,
        /// An object's bytes have another SHA-256.
        HASH,
        /// An object's bytes are right and its metadata is not.
        METADATA,
        /// An object is no whole image, or one of another type or size.
        IMAGE,
        /// An object lies where the ledger knows of none.
        ORPHAN,
        /// The results of a finished run are not in the bucket.
        RESULTS;

        /// As it is printed, such as `billed_twice`.
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The fields under their names, null for what is absent.
    ObjectNode toJson() {
        return ItemJson.JSON.createObjectNode().put("kind", kind.wire())
                .put("item", SummaryJson.text(item)).put("key", SummaryJson.text(key))
                .put("expected", expected).put("found", found)
                .put("advice", SummaryJson.text(advice));
    }

    /// What [#toJson()] made.
    static Difference parse(String line) {
        var json = ItemJson.JSON.readTree(line);
        return new Difference(
                Kind.valueOf(json.path("kind").stringValue().toUpperCase(Locale.ROOT)),
                Optional.ofNullable(text(json, "item")), Optional.ofNullable(text(json, "key")),
                json.path("expected").stringValue(), json.path("found").stringValue(),
                Optional.ofNullable(text(json, "advice")));
    }

    private static @Nullable String text(JsonNode json, String field) {
        return json.path(field).stringValue(null);
    }
}
