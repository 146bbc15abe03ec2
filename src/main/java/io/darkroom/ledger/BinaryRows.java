package io.darkroom.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/// Writes rows in COPY's binary format (PostgreSQL manual, COPY, Binary Format), of which the server
/// takes in twice as many as of its text format. Values come in the order of the command's columns.
final class BinaryRows {

    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0"
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;
    private static final short END = -1;
    private static final int TEXT = 25;
    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    /// @param out stays open
    BinaryRows(OutputStream out) {
        this.out = out;
        buffer.put(HEADER);
    }

    /// Begins a row.
    void row(int columns) throws IOException {
        room(Short.BYTES).putShort((short) columns);
    }

    /// An `integer`.
    void integer(int value) throws IOException {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    /// Nothing.
    void none() throws IOException {
        room(Integer.BYTES).putInt(NULL);
    }

    /// A `bigint`.
    void number(long value) throws IOException {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    /// A `text`; NUL, which PostgreSQL cannot keep, is replaced.
    void text(@Nullable String value) throws IOException {
        bytes(value == null ? null : encoded(value));
    }

    /// A `text`.
    ///
    /// @param value in UTF-8, without NUL
    void utf8(byte[] value) throws IOException {
        bytes(value);
    }

    /// A `text[]`.
    void texts(List<String> values) throws IOException {
        var elements = new ArrayList<byte[]>(values.size());
        int length = 3 * Integer.BYTES + (values.isEmpty() ? 0 : 2 * Integer.BYTES);
        for (var value : values) {
            var element = encoded(value);
            elements.add(element);
            length += Integer.BYTES + element.length;
        }
        room(6 * Integer.BYTES).putInt(length).putInt(values.isEmpty() ? 0 : 1).putInt(0)
                .putInt(TEXT);
        if (!values.isEmpty()) {
            buffer.putInt(values.size()).putInt(1);
        }
        for (var element : elements) {
            bytes(element);
        }
    }

    /// A `numeric`.
    void amount(@Nullable BigDecimal value) throws IOException {
        bytes(value == null ? null : ByteConverter.numeric(value));
    }

    /// Writes what is left; nothing may follow.
    void end() throws IOException {
        room(Short.BYTES).putShort(END);
        flush();
    }

    private void bytes(byte @Nullable [] value) throws IOException {
        if (value == null) {
            room(Integer.BYTES).putInt(NULL);
        } else {
            room(Integer.BYTES + value.length).putInt(value.length).put(value);
        }
    }

    private static byte[] encoded(String value) {
        var storable = value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
        return storable.getBytes(StandardCharsets.UTF_8);
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
            if (buffer.capacity() < bytes) {
                buffer = ByteBuffer.allocate(bytes);
            }
        }
        return buffer;
    }

    private void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
