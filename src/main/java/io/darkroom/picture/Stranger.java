package io.darkroom.picture;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Says what bytes look like that are in no format that can be read.
final class Stranger {

    private static final String OTHER = "The bytes are in another format, or damaged at their start";
    private static final Map<String, String> STARTS = starts();

    private Stranger() {}

    /// @param head the first 12 bytes, fewer if the file is shorter
    static String looks(byte[] head) {
        if (head.length == 0) {
            return "There are no bytes";
        }
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("ftyp", Math.min(4, text.length()))) {
            return brand(text.substring(8));
        }
        var start = text.strip().toLowerCase(Locale.ROOT).replace("\u00ef\u00bb\u00bf", "");
        return STARTS.entrySet().stream().filter(known -> start.startsWith(known.getKey()))
                .map(Map.Entry::getValue).findFirst().orElse(OTHER);
    }

    private static String brand(String brand) {
        return switch (brand) {
            case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1" ->
                "The bytes are an HEIC image";
            case "avif", "avis" -> "The bytes are an AVIF image";
            default -> "The bytes are a video, or an image in its container";
        };
    }

    private static Map<String, String> starts() {
        var starts = new LinkedHashMap<String, String>();
        starts.put("<", "The bytes look like HTML, SVG or XML");
        starts.put("{", "The bytes look like JSON");
        starts.put("[", "The bytes look like JSON");
        starts.put("%pdf", "The bytes are a PDF");
        starts.put("%!ps", "The bytes are PostScript");
        starts.put("8bps", "The bytes are a Photoshop file");
        starts.put("pk\3\4", "The bytes are a ZIP archive");
        return starts;
    }
}
