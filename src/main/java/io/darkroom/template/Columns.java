package io.darkroom.template;

import io.darkroom.item.Nearest;
import java.util.Collection;
import java.util.function.UnaryOperator;

/// Says which columns there are, where one is named that is not there.
public final class Columns {

    private static final int SHOWN = 20;

    private Columns() {}

    /// What may have been meant, to follow a complaint: `; did you mean "title"? (columns: id, title)`.
    ///
    /// @param name the column that is not there
    /// @param written how a name is written where it stands, such as in quotes
    public static String instead(String name, Collection<String> columns,
            UnaryOperator<String> written) {
        return Nearest.to(name, columns).map(near -> "; did you mean " + written.apply(near) + "?")
                .orElse("") + " (columns: " + shown(columns) + ")";
    }

    /// The first columns, for complaints.
    public static String shown(Collection<String> columns) {
        var more = columns.size() > SHOWN ? ", …" : "";
        return String.join(", ", columns.stream().limit(SHOWN).toList()) + more;
    }

    /// A name in quotes.
    public static String quoted(String name) {
        return "\"" + name + "\"";
    }
}
