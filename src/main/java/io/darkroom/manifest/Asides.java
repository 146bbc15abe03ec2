package io.darkroom.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Tells the rows of a table that are no entries: what eBay's files say to people, what a file says below its
/// header of how to fill it in, a header that stands there again, and totals.
final class Asides {

    /// The first column of eBay's files; rows of theirs that only inform say so in it.
    private static final Pattern ACTION = Pattern.compile("(?i)\\*?Action(\\(.*)?");
    private static final Pattern NOTE = Pattern.compile("(?i)\\s*#?INFO\\b.*");

    /// How a cell begins that says how to fill its column in.
    private static final Pattern INSTRUCTION = Pattern.compile("(?is)\\s*(mandatory|required"
            + "|optional|conditional(ly)?|do not (edit|modify|change)|obligatoire|facultatif"
            + "|pflichtfeld|optionnel|obbligatorio|facoltativo|obligatorio|opcional)\\b.*");
    private static final int FEWEST_INSTRUCTIONS = 2;

    private static final Pattern TOTAL = Pattern.compile("(?iu)\\s*((grand|sub)?[ -]?totals?|sums?"
            + "|summe|(gesamt|zwischen)summe|gesamt|somme|suma|somma|totale|totaal|razem|celkem"
            + "|итого|всего|разом|合計|总计|合计)\\s*:?\\s*");
    private static final int LONGEST = 40;
    private static final Pattern NUMBER = Pattern
            .compile("[\\s\\p{Sc}\\p{Zs}]*[-+]?\\d[\\d\\s\\p{Zs}.,'’]*(\\p{Sc}|%|[A-Z]{3})?\\s*");

    private static final int WIDE = 3;

    private final List<String> header;
    private final boolean hasNotes;
    private final List<String> said = new ArrayList<>();
    private long repeats;

    /// @param header as it stands in the file
    Asides(List<String> header) {
        this.header = header.stream().map(String::strip).toList();
        this.hasNotes = ACTION.matcher(this.header.getFirst()).matches();
    }

    /// The records below the header without those that say how to fill it in.
    List<Records.Line> withoutInstructions(List<Records.Line> data) {
        int from = 0;
        while (from < data.size() && isInstruction(data.get(from))) {
            said.add("line " + data.get(from).number()
                    + " says how to fill the columns in and is not taken for an entry");
            from++;
        }
        return data.subList(from, data.size());
    }

    /// Half of the cells that are not blank say whether they have to be filled in.
    private static boolean isInstruction(Records.Line line) {
        long filled = line.texts().stream().filter(text -> !text.isBlank()).count();
        long instructions = line.texts().stream().filter(INSTRUCTION.asMatchPredicate()).count();
        return instructions >= FEWEST_INSTRUCTIONS && instructions * 2 >= filled;
    }

    /// Whether the record is nothing that a user wrote for an entry; of each repeated header a note is kept.
    boolean isAside(Records.Line line) {
        if (isRepeated(line)) {
            repeats++;
            if (repeats == 1) {
                said.add("line " + line.number()
                        + " repeats the header and is not taken for an entry");
            }
            return true;
        }
        return isNote(line);
    }

    /// Whether the record tells what entries of this table are like; one cell alone in a wide table does not.
    boolean isEntry(Records.Line line) {
        boolean isAlone = header.size() > WIDE
                && line.texts().stream().filter(text -> !text.isBlank()).limit(2).count() < 2;
        return !isAlone && line.complaint().isEmpty() && !isNote(line) && !isRepeated(line)
                && !isTotal(line);
    }

    private boolean isNote(Records.Line line) {
        return hasNotes && NOTE.matcher(line.texts().getFirst()).matches();
    }

    /// As where one file was put below another.
    private boolean isRepeated(Records.Line line) {
        var texts = line.texts();
        if (header.size() < 2 || texts.size() > header.size()
                || !texts.getFirst().strip().equals(header.getFirst())) {
            return false;
        }
        return header.equals(texts.stream().map(String::strip).toList());
    }

    /// Whether the first cell that is not blank says so, and all others are numbers. Of a million rows hardly
    /// any does.
    static boolean isTotal(Records.Line line) {
        boolean said = false;
        int numbers = 0;
        for (var text : line.texts()) {
            if (text.isBlank()) {
                continue;
            }
            if (text.length() > LONGEST || !(said ? NUMBER : TOTAL).matcher(text).matches()) {
                return false;
            }
            numbers += said ? 1 : 0;
            said = true;
        }
        return numbers > 0;
    }

    /// What the user should know of the rows that were passed over, in sentences.
    List<String> notes() {
        var notes = new ArrayList<>(said);
        if (repeats > 1) {
            notes.add(repeats + " rows repeat the header; none is taken for an entry");
        }
        return notes;
    }
}
