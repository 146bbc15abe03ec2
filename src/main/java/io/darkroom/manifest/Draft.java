package io.darkroom.manifest;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.item.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One item-to-be: an entry times a variant.
///
/// @param row the entry's place among the rows, from 1
/// @param line the line of the file that it starts on, from 1
/// @param entryId its id; the row number where it has none, or none that can be used
/// @param variant the variant's name; empty where the job has no variants
/// @param instruction what to ask of the model; empty where prompt or images cannot be used
/// @param options what the image shall be like; the job's where the entry's cannot be used
/// @param columns the entry's own columns as the manifest has them, in order
/// @param values what templates can name: columns, fields and the variant's own; its look-up ignores
/// case
/// @param problems what is wrong with it; empty if it can be sent
public record Draft(long row, long line, String entryId, String variant,
        Optional<Instruction> instruction, ImageOptions options, Map<String, String> columns,
        Map<String, String> values, List<Problem> problems) {

    /// Copies columns and problems and keeps their order.
    public Draft {
        columns = TableRow.kept(columns);
        problems = List.copyOf(problems);
    }

    /// Whether there are input images to look at.
    public boolean hasImages() {
        return instruction.isPresent() && !instruction.get().images().isEmpty();
    }

    /// Whether it must not be sent.
    public boolean isInvalid() {
        return !problems.isEmpty();
    }
}
