package io.darkroom.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Answers with an image that is none, or not the right one.
record ImageFaults(Replies replies) {

    private static final String DRAWING = """
        <svg xmlns="http://www.w3.org/2000/svg" width="1024" height="1024">
          <script>alert(1)</script><circle cx="512" cy="512" r="300"/>
        </svg>
        """;

    void answer(Exchange exchange, Made made, FaultKind kind) throws IOException {
        exchange.json(200, Replies.answer(exchange, made, List.of(link(exchange, made, kind))));
    }

    private String link(Exchange exchange, Made made, FaultKind kind) throws IOException {
        return switch (kind) {
            case BAD_BASE64 -> "data:image/png;base64,iVBOR**";
            case NOT_AN_IMAGE -> "data:image/png;base64,SGVsbG8h";
            case ODD_BASE64 -> "data:" + type(made) + ";base64," + odd(replies.content(made));
            case SAME_IMAGE -> replies.link(exchange, made);
            default -> replies.form() == AnswerForm.INLINE
                    ? Replies.dataUri(type(type(made), kind), bytes(replies.content(made), kind))
                    : Downloads.link(exchange, made, kind);
        };
    }

    /// What comes in place of an image.
    static byte[] bytes(byte[] image, FaultKind kind) {
        return switch (kind) {
            case HTML_IMAGE -> "<html><body>Not found</body></html>"
                    .getBytes(StandardCharsets.UTF_8);
            case SVG -> DRAWING.getBytes(StandardCharsets.UTF_8);
            case CUT_IMAGE -> Arrays.copyOf(image, image.length / 2);
            case MISNAMED -> image;
            default -> throw new IllegalArgumentException("Not about the image: " + kind);
        };
    }

    /// What it calls itself.
    ///
    /// @param right the image's own media type
    static String type(String right, FaultKind kind) {
        return switch (kind) {
            case SVG -> "image/svg+xml";
            case MISNAMED -> right.equals("image/jpeg") ? "image/png" : "image/jpeg";
            default -> right;
        };
    }

    private static String odd(byte[] image) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(image)
                .replaceAll("(.{76})", "$1\r\n");
    }

    private static String type(Made made) {
        return made.charge().format().contentType();
    }
}
