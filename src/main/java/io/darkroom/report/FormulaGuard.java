package io.darkroom.report;

/// Keeps spreadsheets from running a cell as a formula (OWASP, "CSV Injection").
final class FormulaGuard {

    // Full-width forms are formulas to spreadsheets in East Asian locales.
    private static final String STARTERS = "=+-@＝＋－＠";
    private static final String LEADERS = "\t\r\n";

    private FormulaGuard() {}

    /// The text, with an apostrophe before it if a spreadsheet could take it for a formula. Numbers
    /// with a sign are guarded too, since `-1+cmd|…` starts like one.
    static String guard(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    private static boolean isFormula(String text) {
        if (text.isEmpty()) {
            return false;
        }
        if (LEADERS.indexOf(text.charAt(0)) >= 0) {
            return true;
        }
        return text.codePoints().filter(c -> !isBlank(c)).findFirst().stream()
                .anyMatch(c -> STARTERS.indexOf(c) >= 0);
    }

    /// Spaces of any kind and characters that are not seen, which some programs trim.
    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c)
                || Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }
}
