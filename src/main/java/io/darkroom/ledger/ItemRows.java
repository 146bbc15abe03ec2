package io.darkroom.ledger;

import io.darkroom.item.ItemState;
import io.darkroom.item.Mode;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.PixelSize;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Rows of the item listing as records, from first to last: what items of one block share comes with the
/// first of them. For one thread.
final class ItemRows {

    private static final JsonMapper JSON = JsonMapper.shared();

    private String[][] cells = {};

    ItemView read(ResultSet row) throws SQLException {
        return new ItemView(row.getLong("id"), row.getString("entry_id"), row.getLong("row_no"),
                row.getString("variant"), text(row, "mode").map(Mode::valueOf),
                ItemState.valueOf(row.getString("state")), row.getInt("attempts"),
                text(row, "prompt"), List.of((String[]) row.getArray("images").getArray()),
                row.getString("quality"), row.getString("resolution"),
                row.getString("aspect_ratio"), row.getString("output_format"), output(row),
                new Usd(row.getBigDecimal("cost_usd")), source(row), text(row, "error_code"),
                text(row, "error_message"), text(row, "request_id"), time(row, "started_at"),
                time(row, "finished_at"), columns(row));
    }

    private Map<String, String> columns(ResultSet row) throws SQLException {
        text(row, "cells").ifPresent(block -> cells = JSON.readValue(block, String[][].class));
        var array = row.getArray("names");
        if (array == null) {
            return Map.of();
        }
        var names = (String[]) array.getArray();
        int place = row.getInt("place");
        var columns = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.length; i++) {
            columns.put(names[i], cells[place][i]);
        }
        return Collections.unmodifiableMap(columns);
    }

    private static Optional<Output> output(ResultSet row) throws SQLException {
        var key = row.getString("output_key");
        if (key == null) {
            return Optional.empty();
        }
        return Optional.of(new Output(key, new Sha256(row.getString("output_sha256")),
                row.getLong("output_bytes"),
                OutputFormat.parse(row.getString("output_type")).orElseThrow(),
                new PixelSize(row.getInt("width"), row.getInt("height"))));
    }

    private static Optional<String> source(ResultSet row) throws SQLException {
        var run = row.getString("source_run");
        return run == null
                ? Optional.empty()
                : Optional.of(run + "/" + row.getString("source_entry"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
