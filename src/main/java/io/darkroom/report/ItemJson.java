package io.darkroom.report;

import io.darkroom.item.Fields;
import io.darkroom.ledger.ItemView;
import io.darkroom.ledger.Output;
import io.darkroom.storage.ObjectStore;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One item as the JSON object of listings and of the results manifest.
public final class ItemJson {

    // Amounts keep all their digits.
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();

    private ItemJson() {}

    /// The documented fields in their order, null for what is absent, the entry's columns that are no
    /// known fields in the manifest's order under `columns`.
    ///
    /// @param store says where an output can be looked at; it is not asked
    public static ObjectNode of(ItemView item, ObjectStore store) {
        var json = whole(item, store);
        leaveFieldsOut(json);
        return json;
    }

    /// The same with all of the entry's columns, for [ItemCsv].
    public static ObjectNode whole(ItemView item, ObjectStore store) {
        var json = whole(item);
        locate(json, store);
        return json;
    }

    /// The same with `output_url` null, to be filled in by [#locate].
    static ObjectNode whole(ItemView item) {
        var json = JSON.createObjectNode();
        asked(json, item);
        output(json, item.output().orElse(null));
        json.put("cost_usd", SummaryJson.dollars(item.cost()))
                .put("reused_from", text(item.reusedFrom()))
                .put("error_code", text(item.errorCode()))
                .put("error_message", text(item.errorMessage()))
                .put("provider_request_id", text(item.requestId()))
                .put("started_at", text(item.startedAt()))
                .put("finished_at", text(item.finishedAt()));
        var columns = json.putObject("columns");
        item.columns().forEach(columns::put);
        return json;
    }

    /// Takes the known fields out of the entry's columns.
    static void leaveFieldsOut(ObjectNode json) {
        var columns = json.path("columns").asObject();
        columns.remove(columns.propertyNames().stream().filter(Fields::isKnown).toList());
    }

    /// Puts the URL of the output where its key is.
    static void locate(ObjectNode json, ObjectStore store) {
        var key = json.path("output_key");
        if (key.isString()) {
            json.put("output_url", store.url(key.stringValue()).toString());
        }
    }

    private static void asked(ObjectNode json, ItemView item) {
        json.put("id", item.id()).put("row", item.row())
                .put("variant", item.variant().isEmpty() ? null : item.variant())
                .put("mode", text(item.mode().map(mode -> mode.name().toLowerCase(Locale.ROOT))))
                .put("status", item.state().name().toLowerCase(Locale.ROOT))
                .put("attempts", item.attempts()).put("prompt", text(item.prompt()));
        var images = json.putArray("images");
        item.images().forEach(images::add);
        json.put("quality", item.quality()).put("resolution", item.resolution())
                .put("aspect_ratio", item.aspectRatio()).put("output_format", item.outputFormat());
    }

    private static void output(ObjectNode json, @Nullable Output output) {
        json.put("output_key", output == null ? null : output.key()).putNull("output_url")
                .put("output_sha256", output == null ? null : output.hash().hex())
                .put("output_bytes", output == null ? null : Long.valueOf(output.bytes()))
                .put("width", output == null ? null : Integer.valueOf(output.size().width()))
                .put("height", output == null ? null : Integer.valueOf(output.size().height()));
    }

    private static @Nullable String text(Optional<?> value) {
        return SummaryJson.text(value);
    }

    /// The object that a line of a results manifest holds.
    static ObjectNode parse(String line) {
        JsonNode json = JSON.readTree(line);
        return json.asObject();
    }
}
