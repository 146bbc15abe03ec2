package io.darkroom.template;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes the text out of the HTML that shops keep in their descriptions.
///
/// One pass over the text whatever it holds, since a cell may hold anything.
final class Html {

    /// Elements that stand within a line; every other tag parts words.
    private static final Set<String> INLINE = Set.of("a", "abbr", "b", "bdi", "big", "cite", "code",
            "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u");

    private static final Set<String> HIDDEN = Set.of("script", "style");

    private static final Map<String, String> NAMED = Map.ofEntries(Map.entry("amp", "&"),
            Map.entry("lt", "<"), Map.entry("gt", ">"), Map.entry("quot", "\""),
            Map.entry("apos", "'"), Map.entry("nbsp", " "), Map.entry("ndash", "–"),
            Map.entry("mdash", "—"), Map.entry("hellip", "…"), Map.entry("lsquo", "‘"),
            Map.entry("rsquo", "’"), Map.entry("ldquo", "“"), Map.entry("rdquo", "”"),
            Map.entry("times", "×"), Map.entry("deg", "°"), Map.entry("eacute", "é"),
            Map.entry("auml", "ä"), Map.entry("ouml", "ö"), Map.entry("uuml", "ü"),
            Map.entry("szlig", "ß"));

    private static final Pattern ENTITY = Pattern
            .compile("&(?:#(\\d{1,7})|#[xX](\\p{XDigit}{1,6})|(\\p{Alpha}{2,8}));");

    private Html() {}

    /// The text without tags, comments, scripts and styles, on one line.
    static String text(String html) {
        return entities(untagged(html)).replaceAll("[\\s\\u00a0]++", " ").strip();
    }

    private static String untagged(String html) {
        var text = new StringBuilder();
        int at = 0;
        for (int open = tag(html, 0); open >= 0; open = tag(html, at)) {
            text.append(html, at, open);
            int end = end(html, open);
            if (end < 0) {
                at = open;
                break;
            }
            text.append(INLINE.contains(element(html, open)) ? "" : " ");
            at = end;
        }
        return text.append(html, at, html.length()).toString();
    }

    /// The next `<` that starts a tag or a comment; a `<` before a space or digit is text.
    private static int tag(String html, int from) {
        int open = html.indexOf('<', from);
        while (open >= 0 && !startsTag(html, open + 1)) {
            open = html.indexOf('<', open + 1);
        }
        return open;
    }

    private static boolean startsTag(String html, int at) {
        if (at >= html.length()) {
            return false;
        }
        char c = html.charAt(at);
        return c == '/' || c == '!' || Character.isLetter(c);
    }

    /// Where the text goes on behind a tag, or behind the element where it is hidden; below 0 where
    /// the tag is not closed.
    private static int end(String html, int open) {
        if (html.startsWith("<!--", open)) {
            return after(html, "-->", open);
        }
        int end = after(html, ">", open);
        var element = element(html, open);
        if (end < 0 || !HIDDEN.contains(element) || html.charAt(open + 1) == '/') {
            return end;
        }
        int close = html.indexOf("</", end);
        while (close >= 0 && !element(html, close).equals(element)) {
            close = html.indexOf("</", close + 2);
        }
        return close < 0 ? html.length() : after(html, ">", close);
    }

    private static int after(String html, String mark, int from) {
        int at = html.indexOf(mark, from);
        return at < 0 ? -1 : at + mark.length();
    }

    private static String element(String html, int open) {
        int from = html.startsWith("</", open) ? open + 2 : open + 1;
        int to = from;
        while (to < html.length() && Character.isLetterOrDigit(html.charAt(to))) {
            to++;
        }
        return html.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private static String entities(String text) {
        return ENTITY.matcher(text).replaceAll(found -> {
            var named = found.group(3);
            var resolved = named != null
                    ? NAMED.getOrDefault(named, found.group())
                    : character(found.group(1) != null
                            ? Integer.parseInt(found.group(1))
                            : Integer.parseInt(found.group(2), 16));
            return Matcher.quoteReplacement(resolved);
        });
    }

    private static String character(int codePoint) {
        boolean isText = Character.isValidCodePoint(codePoint) && codePoint > 0
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
        return isText ? Character.toString(codePoint) : "\uFFFD";
    }
}
