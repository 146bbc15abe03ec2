package io.darkroom.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/// Right answers that travel the wrong way.
record LineFaults(Replies replies) {

    private static final long MUCH = 1L << 30;
    private static final int MEMBERS = 2048;

    void answer(Exchange exchange, Made made, Fault fault)
            throws IOException, InterruptedException {
        if (fault.kind() == FaultKind.HUGE_BODY) {
            huge(exchange, fault.number());
            return;
        }
        if (fault.kind() == FaultKind.GZIP_BOMB) {
            bomb(exchange);
            return;
        }
        var body = replies.bytes(exchange, made);
        switch (fault.kind()) {
            case TRUNCATE -> part(exchange, body, cut(fault.number(), body.length), body.length);
            case LONG_LENGTH -> part(exchange, body, body.length, body.length + MUCH);
            case SHORT_LENGTH -> part(exchange, body, body.length / 2, body.length / 2);
            case DRIP -> Pour.slowly(body, fault.number(),
                    exchange.start(200, Replies.JSON, body.length));
            default -> throw new IllegalArgumentException("Not about the line: " + fault);
        }
    }

    /// Never the whole answer, which would be none of a fault.
    private static int cut(long asked, int length) {
        return asked < 0 ? length / 2 : (int) Math.min(asked, length - 1L);
    }

    private static void part(Exchange exchange, byte[] body, int count, long announced)
            throws IOException {
        var out = exchange.start(200, Replies.JSON, announced);
        out.write(body, 0, count);
        out.flush();
    }

    /// An image in base64 that never ends, or a text with nothing but space after its beginning.
    private void huge(Exchange exchange, long size) throws IOException {
        var out = exchange.start(200, Replies.JSON, 0);
        boolean inline = replies.form() == AnswerForm.INLINE;
        var begin = inline
                ? "{\"data\": {\"urls\": [\"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAA"
                : "{\"data\": {\"urls\": [";
        out.write(begin.getBytes(StandardCharsets.US_ASCII));
        Pour.endlessly(inline ? 'A' : ' ', size - begin.length(), out);
    }

    /// Members of a megabyte of space each; a gzip file may have any number (RFC 1952, section 2.2).
    private static void bomb(Exchange exchange) throws IOException {
        exchange.http().getResponseHeaders().set("Content-Encoding", "gzip");
        var member = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(member)) {
            Pour.endlessly(' ', 1 << 20, gzip);
        }
        var out = exchange.start(200, Replies.JSON, 0);
        for (int i = 0; i < MEMBERS; i++) {
            out.write(member.toByteArray());
        }
    }
}
