package io.darkroom.ledger;

import io.darkroom.item.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Why items of a run that was ingested and not begun are made again; reads only.
public final class Changes {

    private static final String CHANGED = """
        with changed as (
            select i.id, n.entry_id, n.variant, n.prompt is distinct from o.prompt as prompt,
                (n.quality, n.resolution, n.aspect_ratio, n.output_format)
                    is distinct from (o.quality, o.resolution, o.aspect_ratio, o.output_format)
                    as options,
                n.images is distinct from o.images as images,
                cardinality(n.images) > 0 as edit, n.fingerprint = o.fingerprint as same
            from item i join item_input n on n.item_id = i.id
                join (select distinct on (entry_id, variant) * from item_input
                    where run_id = :previous order by entry_id, variant, row_no) o
                    on o.entry_id = n.entry_id and o.variant = n.variant
            where i.run_id = :run and i.state = 'PENDING' and i.reuse_of is null)
        """;
    private static final String COUNTS = CHANGED + """
        select prompt, options, images, edit, same, count(*) as items from changed
        group by 1, 2, 3, 4, 5
        """;
    private static final String FIRST = CHANGED + """
        select * from changed order by id limit :limit
        """;

    private final JdbcClient jdbc;

    Changes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What about an item is not as it was.
    public enum What {

        /// Its prompt reads differently.
        PROMPT,
        /// Quality, resolution, aspect ratio or output format.
        OPTIONS,
        /// Other input images, or other bytes in them.
        INPUT_IMAGE,
        /// Provider or model of the job.
        MODEL,
        /// Nothing; the last run has no output of it.
        NOT_MADE
    }

    /// So many items changed in the same way.
    public record Count(Set<What> what, long items) {}

    /// One item that changed.
    public record Changed(String entryId, String variant, Set<What> what) {}

    /// How many items changed in which way.
    ///
    /// @param previous the job's latest other run
    /// @param otherModel whether provider or model are not that run's
    public List<Count> counts(RunId run, RunId previous, boolean otherModel) {
        return jdbc.sql(COUNTS).param("run", run.value()).param("previous", previous.value())
                .query((row, _) -> new Count(what(row, otherModel), row.getLong("items"))).list();
    }

    /// The first items that changed, in the manifest's order.
    ///
    /// @param limit most items
    public List<Changed> first(RunId run, RunId previous, boolean otherModel, int limit) {
        return jdbc.sql(FIRST).param("run", run.value()).param("previous", previous.value())
                .param("limit", limit).query((row, _) -> new Changed(row.getString("entry_id"),
                        row.getString("variant"), what(row, otherModel)))
                .list();
    }

    /// Bytes of images are not compared, only all that makes an item: if nothing else explains the
    /// difference, it is theirs.
    private static Set<What> what(ResultSet row, boolean otherModel) throws SQLException {
        if (row.getBoolean("same")) {
            return EnumSet.of(What.NOT_MADE);
        }
        var what = new ArrayList<What>();
        if (otherModel) {
            what.add(What.MODEL);
        }
        if (row.getBoolean("prompt")) {
            what.add(What.PROMPT);
        }
        if (row.getBoolean("options")) {
            what.add(What.OPTIONS);
        }
        if (row.getBoolean("images") || (what.isEmpty() && row.getBoolean("edit"))) {
            what.add(What.INPUT_IMAGE);
        }
        return what.isEmpty() ? EnumSet.of(What.NOT_MADE) : EnumSet.copyOf(what);
    }
}
