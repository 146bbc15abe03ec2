package io.darkroom.report;

import io.darkroom.item.RunId;
import io.darkroom.ledger.Ledger;
import io.darkroom.storage.Spool;
import io.darkroom.storage.SpoolEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Looks for files in a run's spool folder that nothing will pick up.
record SpoolCheck(Ledger ledger, Path folder) {

    private static final int NAMED = 5;

    /// @param notes gets one sentence if there are any
    void check(RunId run, List<String> notes) {
        var files = Spool.look(folder);
        var needed = ledger.recount().unfinished(run,
                files.stream().map(SpoolEntry::attempt).distinct().toList());
        var idle = files.stream().filter(file -> !needed.contains(file.attempt())).toList();
        if (!idle.isEmpty()) {
            notes.add(sentence(idle));
        }
    }

    private String sentence(List<SpoolEntry> idle) {
        var names = idle.stream().limit(NAMED).map(SpoolEntry::name)
                .collect(Collectors.joining(", "));
        return "Files in %s that belong to no unfinished item: %d (%s%s).".formatted(folder,
                idle.size(), names, idle.size() > NAMED ? ", …" : "");
    }
}
