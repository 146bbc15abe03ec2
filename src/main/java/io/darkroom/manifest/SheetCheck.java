package io.darkroom.manifest;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Looks for what would take a reader of sheets more memory or time than any sheet needs: it believes what
/// a cell says of its column and of the shared text that it shows. The limits are those of Excel
/// (Microsoft, Excel specifications and limits).
final class SheetCheck {

    private static final int MOST_COLUMNS = 16_384;
    private static final long MOST_ROW_CHARS = 4L * RowCheck.MAX_CHARS;
    private static final int MOST_FORMULA_CHARS = 8_192;
    private static final int MOST_ARRAYS = 10_000;

    private static final Pattern PLACE = Pattern.compile("\\s*\\d{1,9}\\s*");
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z]{1,3})\\d{1,7}");
    private static final int LETTERS = 26;

    private final XMLStreamReader sheet;
    private final long sharedTexts;
    private final Runnable progress;
    private final StringBuilder value = new StringBuilder();
    private String within = "";
    private boolean shared;
    private int cells;
    private long chars;
    private int formula;
    private int arrays;

    /// @param sharedTexts no more than there can be
    /// @param progress called after each step
    SheetCheck(XMLStreamReader sheet, long sharedTexts, Runnable progress) {
        this.sheet = sheet;
        this.sharedTexts = sharedTexts;
        this.progress = progress;
    }

    /// What is too much, as in "has …"; empty if the sheet can be read.
    Optional<String> complaint() throws XMLStreamException {
        while (sheet.hasNext()) {
            int event = sheet.next();
            progress.run();
            var complaint = switch (event) {
                case XMLStreamConstants.START_ELEMENT -> begin(sheet.getLocalName());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text();
                case XMLStreamConstants.END_ELEMENT -> end(sheet.getLocalName());
                default -> Optional.<String>empty();
            };
            if (complaint.isPresent()) {
                return complaint;
            }
        }
        return Optional.empty();
    }

    private Optional<String> begin(String name) {
        within = name;
        switch (name) {
            case "row" -> {
                cells = 0;
                chars = 0;
            }
            case "c" -> {
                return cell(sheet.getAttributeValue(null, "r"));
            }
            case "f" -> {
                formula = 0;
                arrays += "array".equals(sheet.getAttributeValue(null, "t")) ? 1 : 0;
                return when(arrays > MOST_ARRAYS, "more than " + MOST_ARRAYS + " array formulas");
            }
            case "si" -> {
                return Optional.of("shared texts in a sheet");
            }
            default -> value.setLength(0);
        }
        return Optional.empty();
    }

    private Optional<String> cell(String address) {
        shared = "s".equals(sheet.getAttributeValue(null, "t"));
        cells++;
        chars++;
        if (cells > MOST_COLUMNS) {
            return Optional.of("a row of more than " + MOST_COLUMNS + " cells");
        }
        return when(address != null && column(address) > MOST_COLUMNS, "a cell at \"" + address
                + "\"; columns are A to XFD");
    }

    private static int column(String address) {
        var parts = ADDRESS.matcher(address);
        int column = parts.matches() ? 0 : MOST_COLUMNS + 1;
        for (int i = 0; parts.matches() && i < parts.end(1); i++) {
            column = column * LETTERS + Character.toUpperCase(address.charAt(i)) - 'A' + 1;
        }
        return column;
    }

    private Optional<String> text() {
        int length = sheet.getTextLength();
        chars += length;
        if (within.equals("f")) {
            formula += length;
        } else if (shared && within.equals("v")) {
            value.append(sheet.getText());
        }
        return when(chars > MOST_ROW_CHARS, "a row of more than " + MOST_ROW_CHARS + " characters")
                .or(() -> when(formula > MOST_FORMULA_CHARS, "a formula of more than "
                        + MOST_FORMULA_CHARS + " characters"));
    }

    private Optional<String> end(String name) {
        within = "";
        return when(name.equals("v") && shared && !value.isEmpty() && !isThere(value.toString()),
                "a cell that shows a shared text that cannot be there");
    }

    private boolean isThere(String place) {
        return PLACE.matcher(place).matches() && Long.parseLong(place.strip()) <= sharedTexts;
    }

    private static Optional<String> when(boolean wrong, String complaint) {
        return wrong ? Optional.of(complaint) : Optional.empty();
    }
}
