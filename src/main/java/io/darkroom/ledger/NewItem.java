package io.darkroom.ledger;

import io.darkroom.item.Fingerprint;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.item.Problem;
import io.darkroom.item.Usd;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An item to be written down: PENDING, or INVALID if there are problems.
///
/// @param row 1-based number of the entry
/// @param line 1-based line where the entry starts
/// @param variant empty where the job has none
/// @param outputKey the object to write; empty for an invalid item
/// @param columns the entry's columns as the manifest has them, in order
/// @param price what one image is expected to cost; empty: unknown
public record NewItem(long row, long line, String entryId, String variant,
        Optional<Instruction> instruction, ImageOptions options, Optional<String> outputKey,
        Map<String, String> columns, Optional<Fingerprint> fingerprint, Optional<Usd> price,
        List<Problem> problems) {

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if a usable item lacks its instruction, key or fingerprint
    public NewItem {
        problems = List.copyOf(problems);
        if (problems.isEmpty()
                && (instruction.isEmpty() || outputKey.isEmpty() || fingerprint.isEmpty())) {
            throw new IllegalArgumentException("A usable item has an instruction, a key and a"
                    + " fingerprint: row " + row);
        }
    }
}
