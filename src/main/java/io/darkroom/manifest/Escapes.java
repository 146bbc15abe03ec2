package io.darkroom.manifest;

import java.util.regex.Pattern;

/// Reads what WooCommerce writes in place of characters that could be taken for something else.
final class Escapes {

    /// A line break is `\n`, and a `\n` that is meant so has one more backslash.
    private static final Pattern ESCAPED = Pattern.compile("\\\\(\\\\n|[n,'\"])");

    /// An apostrophe keeps a spreadsheet from taking what follows for a formula.
    private static final Pattern GUARD = Pattern.compile("^'(?=[=+\\-@\t\r])");

    private Escapes() {}

    /// A value as it was in the shop.
    static String plain(String value) {
        var bare = value.startsWith("'") ? GUARD.matcher(value).replaceFirst("") : value;
        return bare.indexOf('\\') < 0
                ? bare
                : ESCAPED.matcher(bare).replaceAll(found -> found.group(1).equals("n")
                        ? "\n"
                        : found.group(1).replace("\\", "\\\\"));
    }
}
