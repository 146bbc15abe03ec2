package io.darkroom.manifest;

import io.darkroom.item.Fields;
import io.darkroom.item.Layout;
import io.darkroom.item.Problem;
import io.darkroom.item.UnusableInput;
import io.darkroom.template.Condition;
import io.darkroom.template.TemplateError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The entries of one manifest from first to last, in flat memory: its rows, put together to products and
/// selected as the job says. For one thread.
public final class Entries implements AutoCloseable {

    private final ManifestReader rows;
    private final Mapping mapping;
    private final Products products;
    private final Optional<Condition> condition;
    private final Damage damage;
    private long taken;
    private long left;

    private Entries(String file, ManifestReader rows, Layout layout) {
        this.rows = rows;
        this.mapping = Mapping.of(file, layout, rows.columns(), rows.preview());
        this.products = new Products(rows, mapping);
        this.condition = layout.where().map(text -> condition(file, text, mapping));
        this.damage = new Damage(mapping);
    }

    /// Opens a manifest.
    ///
    /// @throws UnusableInput if it cannot be read at all ([Manifests#open]), or the job names columns
    /// that it has not
    public static Entries open(ManifestFile file, Layout layout) {
        var rows = Manifests.open(file, layout);
        try {
            return new Entries(file.name(), rows, layout);
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private static Condition condition(String file, String text, Mapping mapping) {
        try {
            var condition = Condition.parse(text);
            if (!mapping.columns().isEmpty()) {
                condition.complaint(mapping.names()).ifPresent(complaint -> {
                    throw new TemplateError(complaint);
                });
            }
            return condition;
        } catch (TemplateError e) {
            throw new UnusableInput(new Problem(file, 0, "where", text, e.sentence()));
        }
    }

    /// Which column is what.
    public Mapping mapping() {
        return mapping;
    }

    /// The next entry that is taken, or a row that cannot be used; empty at the end.
    ///
    /// @throws UnusableInput if what follows cannot be read at all
    public Optional<Row> read() {
        for (var row = products.read(); row.isPresent(); row = products.read()) {
            if (isTaken(row.get())) {
                damage.look(row.get());
                taken++;
                return row;
            }
            left++;
        }
        return Optional.empty();
    }

    private boolean isTaken(Row row) {
        return condition.isEmpty() || row instanceof Row.Broken
                || condition.get().holds(new EntryValues(row, mapping));
    }

    /// What the user should know of what was read so far, in sentences.
    public List<String> notes() {
        var notes = new ArrayList<String>();
        if (products.rows() > products.products() && mapping.each() != Layout.Each.ROW) {
            notes.add("%d rows are %d products".formatted(products.rows(), products.products()));
        }
        if (left > 0) {
            notes.add("where leaves out %d of %d entries".formatted(left, left + taken));
        }
        mapping.suggestion(worthSaying())
                .ifPresent(columns -> notes.add("this is no export that is known; if it fits, put "
                        + columns + " into the job file"));
        notes.addAll(rows.notes());
        notes.addAll(damage.notes());
        return notes;
    }

    /// A title that a header has not is told when the template is checked; without a header, here.
    private Collection<String> worthSaying() {
        return mapping.columns().isEmpty()
                ? mapping.likely().keySet()
                : List.of(Fields.ID, Fields.IMAGE.getFirst());
    }

    @Override
    public void close() {
        rows.close();
    }
}
